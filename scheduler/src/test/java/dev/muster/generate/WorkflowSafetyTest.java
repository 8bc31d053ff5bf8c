package dev.muster.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// What a generated workflow never does, read from the file as GitHub reads it.
class WorkflowSafetyTest {

    private static final String HOSTILE =
            """
            enabled_branches: [main]
            platform_properties:
              linux: {runs_on: ["self-hosted", "$(id)", "${{ secrets.X }}"]}
            targets:
              - {name: "Linux $(rm -rf /) `id` ${{ github.token }} # *x* '\\"", run: "echo ${{ secrets.X }}"}
              - {name: Linux two, recipe: build/app, properties: {cache: "${{ github.token }}"}}
              - {name: Linux three, recipe: "${{ github.token }}"}
            """;

    /// @param file its path
    /// @param document all of it
    record Workflow(String file, Map<?, ?> document) {

        Map<?, ?> jobs() {
            return (Map<?, ?>) Objects.requireNonNull(document.get("jobs"));
        }

        List<Map<?, ?>> steps() {
            var steps = new ArrayList<Map<?, ?>>();
            for (var job : jobs().values()) {
                if (((Map<?, ?>) job).get("steps") instanceof List<?> list) {
                    list.forEach(it -> steps.add((Map<?, ?>) it));
                }
            }
            return steps;
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Workflow> workflows() {
        var config = Generated.config(HOSTILE);
        return Stream.of(Generated.SETTINGS, Generated.ALONE)
                .map(it -> Generated.files(config, Generated.allRecipes(config), it))
                .flatMap(it -> it.entrySet().stream())
                .map(it -> new Workflow(it.getKey(), new Yaml().load(it.getValue())));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void no_script_holds_an_expression_or_a_word_of_the_configuration(Workflow workflow) {
        var scripts = workflow.steps().stream().map(it -> it.get("run")).filter(Objects::nonNull);

        assertThat(scripts.map(Object::toString))
                .isNotEmpty()
                .noneMatch(it -> it.contains("${{"))
                .noneMatch(it -> it.contains("rm -rf") || it.contains("$(id)"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void what_a_job_may_do_is_said_job_by_job_and_is_little(Workflow workflow) {
        assertThat(workflow.document().get("permissions")).isEqualTo(Map.of());
        assertThat(workflow.jobs())
                .allSatisfy(
                        (name, job) -> {
                            var permissions = (Map<?, ?>) ((Map<?, ?>) job).get("permissions");
                            assertThat(permissions).as(name.toString()).isNotNull();
                            assertThat(permissions.toString())
                                    .as(name.toString())
                                    .isIn(
                                            name.toString().startsWith("untrusted")
                                                    ? List.of("{contents=read}")
                                                    : List.of(
                                                            "{}",
                                                            "{contents=read}",
                                                            "{contents=read, id-token=write}"));
                        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void secrets_and_caches_are_nowhere(Workflow workflow) {
        assertThat(workflow.document().toString())
                .doesNotContain("secrets", "actions/cache", "cache=", "cache-", "inherit")
                .doesNotContain("github.token", "GITHUB_TOKEN");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void the_workflow_starts_only_for_events_without_rights_of_their_own(Workflow workflow) {
        assertThat(((Map<?, ?>) Objects.requireNonNull(on(workflow))).keySet())
                .map(Object::toString)
                .isSubsetOf(Set.of("workflow_dispatch", "pull_request", "merge_group"));
    }

    /// YAML 1.1 takes the key for a boolean.
    private static Object on(Workflow workflow) {
        var on = workflow.document().get("on");
        return on == null ? workflow.document().get(true) : on;
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actions_of_others_are_named_by_commit_and_get_no_credentials(Workflow workflow) {
        var steps = workflow.steps().stream().filter(it -> it.get("uses") != null).toList();

        assertThat(steps)
                .isNotEmpty()
                .allMatch(it -> it.get("uses").toString().matches("actions/[a-z-]+@[0-9a-f]{40}"));
        assertThat(steps)
                .filteredOn(it -> it.get("uses").toString().contains("checkout"))
                .allMatch(
                        it ->
                                Boolean.FALSE.equals(
                                        ((Map<?, ?>) it.get("with")).get("persist-credentials")));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void no_machine_is_named_but_githubs(Workflow workflow) {
        var machines =
                workflow.jobs().values().stream()
                        .map(it -> ((Map<?, ?>) it).get("runs-on"))
                        .filter(Objects::nonNull)
                        .map(Object::toString);

        assertThat(machines).isNotEmpty().isSubsetOf("ubuntu-latest", "${{ matrix.row.runs_on }}");
    }
}
