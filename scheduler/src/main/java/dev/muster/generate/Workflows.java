package dev.muster.generate;

import dev.muster.config.model.CiConfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the workflows of a repository.
public final class Workflows {

    /// The workflow that the service dispatches.
    public static final String PUSH = Recipes.FOLDER + "muster.yml";

    /// The name of the workflow that asks what to run, as GitHub tells it with each of its jobs.
    public static final String PULL_NAME = "Muster (pull)";

    /// The name of its job that decides.
    public static final String PLAN = "Plan";

    /// The workflow that asks what to run.
    public static final String PULL = Recipes.FOLDER + "muster-pull.yml";

    private static final String GATE =
            """
            case $RESULTS in
              *failure* | *cancelled*)
                echo "::error title=Muster::Not every job succeeded: $(echo $RESULTS)"
                exit 1 ;;
            esac
            if [ "$WAITING" != 0 ]; then
              echo "::error title=Muster::$WAITING targets could not run; the plan says why"
              exit 1
            fi
            """;

    private static final Jobs.Trust[] FORKS = {Jobs.Trust.UNTRUSTED};

    /// By number: names change hands, and a fork that was deleted has none.
    private static final String OF_FORK =
            "${{ github.event.pull_request.head.repo.id != github.event.pull_request.base.repo.id"
                    + " }}";

    private final List<CiConfig> configs;
    private final Recipes recipes;
    private final GenerateSettings settings;

    public Workflows(List<CiConfig> configs, Recipes recipes, GenerateSettings settings) {
        this.configs = List.copyOf(configs);
        this.recipes = recipes;
        this.settings = settings;
    }

    /// Both files.
    public List<WorkflowFile> all() {
        return List.of(new WorkflowFile(PUSH, push()), new WorkflowFile(PULL, pull()));
    }

    private String push() {
        var jobs =
                new Jobs(
                        settings,
                        Jobs.Trust.TRUSTED,
                        "inputs.rows",
                        "inputs.commit",
                        "inputs.branch");
        var workflow = new LinkedHashMap<String, Object>();
        workflow.put("name", "Muster");
        workflow.put("run-name", "muster ${{ inputs.correlation }}");
        workflow.put("on", Map.of("workflow_dispatch", Map.of("inputs", inputs())));
        workflow.put("permissions", Map.of());
        workflow.put("concurrency", concurrency("muster-${{ inputs.correlation }}", false));
        var env = environment();
        env.put("MUSTER_CORRELATION", "${{ inputs.correlation }}");
        workflow.put("env", env);
        var all = new LinkedHashMap<String, Object>();
        all.put(Recipes.Lane.RUN, jobs.run(List.of()));
        recipes.lanes(configs)
                .forEach(
                        (lane, file) ->
                                all.put(
                                        lane,
                                        jobs.recipe(
                                                lane,
                                                file,
                                                List.of(),
                                                recipes.takesProperties(file))));
        return text(workflow, all);
    }

    private static Map<String, Object> inputs() {
        var inputs = new LinkedHashMap<String, Object>();
        inputs.put("correlation", input("Name of the dispatch, a ULID."));
        inputs.put("commit", input("What to check out."));
        inputs.put("branch", input("The branch whose rules apply."));
        inputs.put("rows", input("The jobs, by lane, as JSON."));
        return inputs;
    }

    private static Map<String, Object> input(String description) {
        var input = new LinkedHashMap<String, Object>();
        input.put("description", description);
        input.put("required", true);
        input.put("type", "string");
        return input;
    }

    private String pull() {
        var workflow = new LinkedHashMap<String, Object>();
        workflow.put("name", PULL_NAME);
        var on = new LinkedHashMap<String, Object>();
        on.put(
                "pull_request",
                Map.of("types", List.of("opened", "synchronize", "reopened", "ready_for_review")));
        if (forAll()) {
            on.put("merge_group", Map.of("types", List.of("checks_requested")));
        }
        workflow.put("on", on);
        workflow.put("permissions", Map.of());
        workflow.put(
                "concurrency",
                concurrency(
                        "muster-pull-${{ github.event.pull_request.number || github.ref }}", true));
        workflow.put("env", environment());
        var jobs = new LinkedHashMap<String, Object>();
        jobs.put("plan", plan());
        for (var trust : forAll() ? Jobs.Trust.values() : FORKS) {
            var word = trust.name().toLowerCase(java.util.Locale.ROOT);
            var own =
                    new Jobs(
                            settings,
                            trust,
                            "needs.plan.outputs.%s || '{}'".formatted(word),
                            "needs.plan.outputs.commit",
                            "needs.plan.outputs.branch");
            var needs = List.of("plan");
            jobs.put(word + "-" + Recipes.Lane.RUN, own.run(needs));
            recipes.lanes(configs)
                    .forEach(
                            (lane, file) ->
                                    jobs.put(
                                            word + "-" + lane,
                                            own.recipe(
                                                    lane,
                                                    file,
                                                    needs,
                                                    recipes.takesProperties(file))));
        }
        jobs.put("gate", gate(new ArrayList<>(jobs.keySet())));
        return text(workflow, jobs);
    }

    /// Without a service the workflow is for every proposal. With one it is for the code of forks:
    /// what people with write permission propose, the service runs itself.
    private boolean forAll() {
        return settings.service() == null;
    }

    private Map<String, Object> plan() {
        var job = new LinkedHashMap<String, Object>();
        job.put("name", PLAN);
        if (!forAll()) {
            job.put("if", OF_FORK);
        }
        job.put("runs-on", "ubuntu-latest");
        job.put("timeout-minutes", 30);
        job.put("permissions", Steps.env("contents", "read"));
        var outputs = new LinkedHashMap<String, Object>();
        for (var name : List.of("commit", "base", "branch", "trusted", "untrusted", "waiting")) {
            outputs.put(name, "${{ steps.plan.outputs.%s }}".formatted(name));
        }
        job.put("outputs", outputs);
        job.put("defaults", Map.of("run", Map.of("shell", "bash")));
        var all = new LinkedHashMap<String, Object>();
        all.put(
                "ref",
                "${{ github.event.pull_request.head.sha || github.event.merge_group.head_sha }}");
        all.put("fetch-depth", 0);
        var steps = new ArrayList<Object>();
        steps.add(Steps.checkout("Check out the history", all));
        steps.addAll(Steps.program(settings));
        var decide =
                new LinkedHashMap<>(
                        Steps.script("Decide what runs", Map.of(), "muster plan-pull\n"));
        decide.put("id", "plan");
        steps.add(decide);
        job.put("steps", steps);
        return job;
    }

    /// One job that always ends, and fails where any other failed: what a branch's protection
    /// needs.
    private Map<String, Object> gate(List<String> needs) {
        var job = new LinkedHashMap<String, Object>();
        job.put("name", forAll() ? "Muster gate" : "Muster gate for forks");
        job.put("needs", needs);
        job.put(
                "if",
                forAll() ? "${{ always() }}" : "${{ always() && needs.plan.result != 'skipped' }}");
        job.put("runs-on", "ubuntu-latest");
        job.put("timeout-minutes", 5);
        job.put("permissions", Map.of());
        job.put(
                "steps",
                List.of(
                        Steps.script(
                                "Look at the results",
                                Steps.env(
                                        "RESULTS", "${{ join(needs.*.result, ' ') }}",
                                        "WAITING", "${{ needs.plan.outputs.waiting }}"),
                                GATE)));
        return job;
    }

    private static Map<String, Object> concurrency(String group, boolean cancel) {
        var concurrency = new LinkedHashMap<String, Object>();
        concurrency.put("group", group);
        concurrency.put("cancel-in-progress", cancel);
        return concurrency;
    }

    private LinkedHashMap<String, Object> environment() {
        var env = new LinkedHashMap<String, Object>();
        if (settings.service() != null) {
            env.put("MUSTER_URL", settings.service());
        }
        env.put("MUSTER_CONFIG", String.join("\n", settings.configs()) + "\n");
        return env;
    }

    private String text(Map<String, Object> workflow, Map<String, Object> jobs) {
        return String.join("\n", settings.head()) + "\n\n" + YamlText.of(workflow, "jobs", jobs);
    }
}
