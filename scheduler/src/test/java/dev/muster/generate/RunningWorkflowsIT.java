package dev.muster.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.testkit.TestHttp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The generated scripts, really run.
class RunningWorkflowsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private final TestHttp github = new TestHttp();
    private final TestHttp service = new TestHttp();
    private SampleRepository repository;
    private ActionsMachine machine;

    @BeforeEach
    void start() throws Exception {
        repository = new SampleRepository(Files.createDirectories(folder.resolve("origin")));
        machine = new ActionsMachine(folder, repository.folder());
        github.always(200, "{\"value\": \"eyJ0.eyJz.c2ln\"}");
    }

    @AfterEach
    void stop() {
        machine.close();
        repository.close();
        service.close();
        github.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Any $(touch pwned) `touch pwned` ; touch pwned",
                "Any ${{ github.token }} $GITHUB_TOKEN",
                "Any \"double\" 'single' \\ back",
                "Any | **bold** <b>x</b> [a](http://b) @all",
                "-- --dry-run",
                "@file",
                "Any ::error::x"
            })
    void a_name_is_only_ever_a_name(String name) throws Exception {
        var commit =
                repository.commit(".ci.yaml", config(name, "printf %s \"$MUSTER_TARGET\" > name"));

        var done = push(commit, name, 200);

        assertThat(done.code()).as(done.log()).isZero();
        assertThat(done.workspace().resolve("name")).hasContent(name);
        assertThat(done.workspace().resolve("pwned")).doesNotExist();
        assertThat(posts())
                .extracting(it -> it.path("target").asText())
                .containsExactly(name, name);
        assertThat(done.summary()).doesNotContain("**bold**", "<b>", "](http", " `touch");
    }

    private static final String FAILING =
            "env; echo '::add-mask::ada42'; echo 'error: the door is shut for ada42' >&2; exit 3";

    @Test
    void a_run_says_that_it_starts_and_how_it_ends_and_keeps_its_secrets() throws Exception {
        var commit = repository.commit(".ci.yaml", config("Any fails", FAILING));

        var done = push(commit, "Any fails", 200);

        assertThat(done.code()).isEqualTo(1);
        assertThat(posts())
                .extracting(it -> it.path("status").asText())
                .containsExactly("running", "failed");
        assertThat(posts())
                .allSatisfy(
                        it -> {
                            assertThat(it.path("sha").asText()).isEqualTo(commit);
                            assertThat(it.path("attempt").asInt()).isEqualTo(2);
                            assertThat(it.path("runId").asText()).isEqualTo("77");
                            assertThat(it.path("correlation").asText()).startsWith("01JB");
                        });
        assertThat(posts().getLast().path("failure").asText())
                .endsWith("error: the door is shut for ***");
        assertThat(done.log())
                .contains("error: the door is shut for ada42")
                .contains("::error title=Any fails::failed (exit 3) in")
                .contains("MUSTER_TARGET=Any fails")
                .doesNotContain("request-secret", "eyJ0");
    }

    @Test
    void a_late_twin_runs_nothing_and_fails_nothing() throws Exception {
        var commit = repository.commit(".ci.yaml", config("Any one", "touch ran"));

        var done = push(commit, "Any one", 409);

        assertThat(done.code()).isZero();
        assertThat(done.workspace().resolve("ran")).doesNotExist();
        assertThat(posts()).hasSize(1);
    }

    @Test
    void another_program_than_the_one_generated_for_is_not_run() throws Exception {
        var commit = repository.commit(".ci.yaml", config("Any one", "touch ran"));
        var settings = machine.settings(service.address());
        var other =
                new GenerateSettings(
                        settings.service(), settings.program(), "0".repeat(64), settings.configs());

        var done =
                machine.run(
                        workflow(config("Any one", "true"), other, Workflows.PUSH),
                        "run",
                        row(commit, "Any one"),
                        identity());

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.log()).contains("is not the one this workflow was made for");
        assertThat(done.workspace().resolve("ran")).doesNotExist();
    }

    @Test
    void a_pull_request_plans_for_itself() throws Exception {
        var base = repository.commit(".ci.yaml", PULLED);
        var head = repository.commit("src/a", "a");

        var plan = plan(base, head, 1);

        assertThat(plan.code()).as(plan.log()).isZero();
        assertThat(plan.outputs())
                .containsEntry("commit", head)
                .containsEntry("branch", "main")
                .containsEntry("untrusted", "{}")
                .containsEntry("waiting", "0");
        assertThat(names(plan.outputs().get("trusted")))
                .containsExactly("Any always", "Own machine", "Any src");
        assertThat(plan.summary()).contains("3 of 4 targets run");
    }

    @Test
    void a_forks_code_runs_by_the_bases_word_without_an_identity() throws Exception {
        var base = repository.commit(".ci.yaml", PULLED);
        var head = repository.commit(".ci.yaml", PULLED.replace("echo base", "touch ../../pwned"));

        var plan = plan(base, head, 2);
        var expressions = pulled(plan, "Any always");
        var done =
                machine.run(
                        workflow(PULLED, machine.settings(service.address()), Workflows.PULL),
                        "untrusted-run",
                        expressions,
                        Map.of());

        assertThat(plan.outputs()).containsEntry("trusted", "{}").containsEntry("waiting", "1");
        assertThat(names(plan.outputs().get("untrusted"))).containsExactly("Any always", "Any src");
        assertThat(plan.log())
                .contains("::warning title=Own machine::not run: it needs machines of your own");
        assertThat(done.code()).as(done.log()).isZero();
        assertThat(done.log()).contains("base of " + head);
        assertThat(posts()).isEmpty();
    }

    @Test
    void a_broken_configuration_runs_nothing_and_is_annotated() throws Exception {
        var base = repository.commit(".ci.yaml", PULLED);
        var head = repository.commit(".ci.yaml", PULLED.replace("name: Any src", "nam: Any src"));

        for (var headRepository : List.of(1, 2)) {
            var plan = plan(base, head, headRepository);

            assertThat(plan.code()).isEqualTo(1);
            assertThat(plan.log()).contains("::error file=.ci.yaml,line=");
            assertThat(plan.outputs()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"success failure skipped", "success cancelled", "failure"})
    void the_gate_fails_where_any_job_did(String results) throws Exception {
        assertThat(gate(results, "0").code()).isEqualTo(1);
    }

    @Test
    void the_gate_lets_through_what_succeeded_or_was_not_needed() throws Exception {
        assertThat(gate("success success skipped", "0").code()).isZero();
        assertThat(gate("success success skipped", "2").code()).isEqualTo(1);
    }

    private static final String PULLED =
            """
            enabled_branches: [main]
            platform_properties: {any: {runs_on: ubuntu-latest}, own: {runs_on: [self-hosted]}}
            targets:
              - {name: Any always, run: 'echo base of $MUSTER_COMMIT'}
              - {name: Own machine, run: 'true'}
              - {name: Any src, run: 'true', run_if: ['src/**', '.ci.yaml']}
              - {name: Any docs, run: 'true', run_if: ['docs/**']}
            """;

    private ActionsMachine.Done gate(String results, String waiting) throws Exception {
        return machine.run(
                workflow(PULLED, machine.settings(service.address()), Workflows.PULL),
                "gate",
                Map.of(
                        "join(needs.*.result, ' ')", results,
                        "needs.plan.outputs.waiting", waiting),
                Map.of());
    }

    private ActionsMachine.Done push(String commit, String target, int status) throws Exception {
        service.always(status, "{}");
        return machine.run(
                workflow(
                        config("Any x", "true"),
                        machine.settings(service.address()),
                        Workflows.PUSH),
                "run",
                row(commit, target),
                identity());
    }

    private ActionsMachine.Done plan(String base, String head, int headRepository)
            throws Exception {
        var event =
                """
                {"repository": {"default_branch": "main"},
                 "pull_request": {"labels": [],
                  "base": {"ref": "main", "sha": "%s", "repo": {"id": 1}},
                  "head": {"ref": "x", "sha": "%s", "repo": {"id": %d}}}}
                """
                        .formatted(base, head, headRepository);
        var file = Files.writeString(folder.resolve("event.json"), event);
        return machine.run(
                workflow(PULLED, machine.settings(null), Workflows.PULL),
                "plan",
                Map.of(
                        "github.event.pull_request.head.sha || github.event.merge_group.head_sha",
                        head),
                Map.of("GITHUB_EVENT_NAME", "pull_request", "GITHUB_EVENT_PATH", file.toString()));
    }

    private static Map<String, String> pulled(ActionsMachine.Done plan, String target)
            throws Exception {
        var expressions = new HashMap<>(row(plan.outputs().get("commit"), target));
        plan.outputs()
                .forEach((name, value) -> expressions.put("needs.plan.outputs." + name, value));
        return expressions;
    }

    private static Map<String, String> row(String commit, String target) throws Exception {
        return Map.of(
                "inputs.commit",
                commit,
                "inputs.branch",
                "main",
                "inputs.correlation",
                "01JB0000000000000000000000",
                "matrix.row.attempt",
                "2",
                "matrix.row.event",
                "postsubmit",
                "toJSON(matrix.row.targets)",
                JSON.writeValueAsString(List.of(target)));
    }

    private Map<String, String> identity() {
        return Map.of(
                "ACTIONS_ID_TOKEN_REQUEST_URL", github.address() + "/token?v=1",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-secret",
                "GITHUB_REPOSITORY", "acme/app",
                "GITHUB_SERVER_URL", "https://github.com",
                "GITHUB_RUN_ID", "77");
    }

    private static String workflow(String config, GenerateSettings settings, String path) {
        return new Workflows(List.of(Generated.config(config)), new Recipes(Set.of()), settings)
                .all().stream()
                        .filter(it -> it.path().equals(path))
                        .findFirst()
                        .orElseThrow()
                        .text();
    }

    private static String config(String name, String command) throws Exception {
        return """
        enabled_branches: [main]
        platform_properties: {any: {runs_on: ubuntu-latest}}
        targets: [{name: %s, run: %s}]
        """
                .formatted(JSON.writeValueAsString(name), JSON.writeValueAsString(command));
    }

    private List<JsonNode> posts() throws Exception {
        var posts = new ArrayList<JsonNode>();
        for (var request : service.requests()) {
            posts.add(JSON.readTree(request.body()));
        }
        return posts;
    }

    private static List<String> names(String rows) throws Exception {
        var names = new ArrayList<String>();
        JSON.readTree(rows).path("run").forEach(it -> names.add(it.path("name").asText()));
        return names;
    }
}
