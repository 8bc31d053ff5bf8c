package dev.muster.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Jobs that run the rows of one lane.
///
/// @param settings for the program
/// @param trust whose code the rows run
/// @param rows the expression for the rows by lane
/// @param commit the expression for the commit
/// @param branch the expression for the branch
record Jobs(GenerateSettings settings, Trust trust, String rows, String commit, String branch) {

    private static final String RUN = "muster run --report --targets-from MUSTER_TARGETS\n";

    private static final String RUN_BESIDE =
            """
            while IFS= read -r path; do
              if [ -n "$path" ]; then set -- "$@" --config "../base/$path"; fi
            done <<< "$MUSTER_CONFIG"
            cd head
            muster run "$@" --folder . --targets-from MUSTER_TARGETS
            """;

    /// Whose code it is.
    enum Trust {
        /// of somebody who may write to the repository
        TRUSTED,
        /// of anybody: read-only, without an identity, by the base branch's configuration
        UNTRUSTED
    }

    /// The job that runs `muster run`.
    Map<String, Object> run(List<String> needs) {
        var job = row(Recipes.Lane.RUN, needs);
        job.put("runs-on", "${{ matrix.row.runs_on }}");
        job.put("timeout-minutes", "${{ matrix.row.minutes }}");
        job.put("permissions", permissions());
        job.put("defaults", Map.of("run", Map.of("shell", "bash")));
        job.put("steps", trust == Trust.TRUSTED ? steps() : stepsBeside());
        return job;
    }

    /// The job that hands rows to a recipe's workflow.
    ///
    /// @param properties whether the workflow takes them
    Map<String, Object> recipe(String lane, String file, List<String> needs, boolean properties) {
        var job = row(lane, needs);
        job.put("permissions", permissions());
        job.put("uses", "./" + Recipes.FOLDER + file);
        var with =
                Steps.env(
                        "targets", "${{ toJSON(matrix.row.targets) }}",
                        "runs_on", "${{ toJSON(matrix.row.runs_on) }}",
                        "attempt", "${{ matrix.row.attempt }}",
                        "commit", "${{ %s }}".formatted(commit),
                        "branch", "${{ %s }}".formatted(branch));
        if (properties) {
            with.put("properties", "${{ matrix.row.properties }}");
        }
        job.put("with", with);
        return job;
    }

    private LinkedHashMap<String, Object> row(String lane, List<String> needs) {
        var job = new LinkedHashMap<String, Object>();
        job.put("name", "${{ matrix.row.name }}");
        if (!needs.isEmpty()) {
            job.put("needs", needs);
        }
        var mine = "fromJSON(%s)['%s']".formatted(rows, lane);
        job.put("if", "${{ %s }}".formatted(mine));
        var strategy = new LinkedHashMap<String, Object>();
        strategy.put("fail-fast", false);
        strategy.put("matrix", Map.of("row", "${{ %s }}".formatted(mine)));
        job.put("strategy", strategy);
        return job;
    }

    private Map<String, Object> permissions() {
        return switch (trust) {
            case TRUSTED -> Steps.env("contents", "read", "id-token", "write");
            case UNTRUSTED -> Steps.env("contents", "read");
        };
    }

    private List<Object> steps() {
        var steps = new java.util.ArrayList<Object>();
        steps.add(
                Steps.checkout(
                        "Check out the commit", Steps.env("ref", "${{ %s }}".formatted(commit))));
        steps.addAll(Steps.program(settings));
        steps.add(running(RUN));
        return steps;
    }

    /// What runs is what the base branch's configuration says, in the tree of the head.
    private List<Object> stepsBeside() {
        var steps = new java.util.ArrayList<Object>();
        var head = Steps.env("ref", "${{ %s }}".formatted(commit), "path", "head");
        steps.add(Steps.checkout("Check out the commit", head));
        var base =
                Steps.env(
                        "ref", "${{ needs.plan.outputs.base }}",
                        "path", "base",
                        "sparse-checkout", String.join("\n", settings.configs()) + "\n");
        base.put("sparse-checkout-cone-mode", false);
        steps.add(Steps.checkout("Check out the base branch's configuration", base));
        steps.addAll(Steps.program(settings));
        steps.add(running(RUN_BESIDE));
        return steps;
    }

    /// What comes from the row or the event is handed over as a value, never as script text.
    private Object running(String script) {
        return Steps.script(
                "Run",
                Steps.env(
                        "MUSTER_TARGETS",
                        "${{ toJSON(matrix.row.targets) }}",
                        "MUSTER_ATTEMPT",
                        "${{ matrix.row.attempt }}",
                        "MUSTER_EVENT",
                        "${{ matrix.row.event }}",
                        "MUSTER_COMMIT",
                        "${{ %s }}".formatted(commit),
                        "MUSTER_BRANCH",
                        "${{ %s }}".formatted(branch)),
                script);
    }
}
