package dev.muster.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One job of a matrix: targets that run one after the other on one machine.
///
/// @param lane which job of the workflow takes it, as [Recipes#lane] says
/// @param name the job's name, for people
/// @param targets their names
/// @param runsOn the runner's labels
/// @param minutes after which GitHub ends the job
/// @param attempt which execution of the targets this is, from 1
/// @param event what it runs for: `presubmit`, `merge_group` or `postsubmit`
/// @param properties what a recipe's workflow is told, as JSON; `{}` for targets that are run by
///   their commands
public record MatrixRow(
        String lane,
        String name,
        List<String> targets,
        List<String> runsOn,
        int minutes,
        int attempt,
        String event,
        String properties) {

    public MatrixRow {
        targets = List.copyOf(targets);
        runsOn = List.copyOf(runsOn);
    }

    /// What the workflow reads of it.
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", name);
        fields.put("targets", targets);
        fields.put("runs_on", runsOn);
        fields.put("minutes", minutes);
        fields.put("attempt", attempt);
        fields.put("event", event);
        fields.put("properties", properties);
        return fields;
    }
}
