package dev.muster.simulation.actions;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.ground.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The jobs that a workflow's matrices unfold to.
final class Matrix {

    /// How many jobs a run may have.
    static final int MOST_JOBS = 256;

    private Matrix() {}

    /// The jobs, absent where the run cannot begin: too many rows, or rows that are not JSON.
    static @Nullable List<Job.Plan> unfold(WorkflowText text, JsonNode inputs) {
        var plans = new ArrayList<Job.Plan>();
        for (var job : text.jobs()) {
            if (job.rowsInput() == null) {
                if (!job.waits()) {
                    var name = job.name() == null ? job.key() : job.name();
                    plans.add(new Job.Plan(name, List.of("ubuntu-latest"), Json.object()));
                }
                continue;
            }
            var rows = rows(job, inputs);
            if (rows == null) {
                return null;
            }
            for (var row : rows) {
                plans.add(plan(job, row));
            }
        }
        return plans.size() > MOST_JOBS || plans.isEmpty() ? null : plans;
    }

    /// The jobs of a run whose condition does not hold, for a commit in the repository itself.
    static Set<Job.Plan> forForks(WorkflowText text, List<Job.Plan> plans) {
        var names =
                text.jobs().stream()
                        .filter(WorkflowText.JobText::forksOnly)
                        .map(it -> it.name() == null ? it.key() : it.name())
                        .toList();
        return plans.stream()
                .filter(it -> names.contains(it.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable JsonNode rows(WorkflowText.JobText job, JsonNode inputs) {
        try {
            var text = inputs.path(String.valueOf(job.rowsInput())).asText("");
            var all = Json.read(text.getBytes(StandardCharsets.UTF_8));
            return job.rowsKey() == null ? all : all.path(job.rowsKey());
        } catch (IOException e) {
            return null;
        }
    }

    private static Job.Plan plan(WorkflowText.JobText job, JsonNode row) {
        var own = row.path("name").asText(row.isValueNode() ? row.asText() : job.key());
        var labels = new ArrayList<String>();
        row.path("runs_on").forEach(label -> labels.add(label.asText()));
        return new Job.Plan(
                job.callsAnother() ? own + " / run" : own,
                labels.isEmpty() ? List.of("ubuntu-latest") : List.copyOf(labels),
                row);
    }
}
