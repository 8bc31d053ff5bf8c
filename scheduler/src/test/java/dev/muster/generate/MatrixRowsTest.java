package dev.muster.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

class MatrixRowsTest {

    private static final List<String> UBUNTU = List.of("ubuntu-latest");

    @Test
    void a_row_says_what_the_job_needs() {
        var config =
                Generated.config(
                        """
                        enabled_branches: [main]
                        platform_properties: {linux: {runs_on: [self-hosted, big]}}
                        targets: [{name: Linux one, run: make one, timeout: 45}]
                        """);

        var row =
                MatrixRows.of(
                        config,
                        config.targets().getFirst(),
                        new Recipes(Set.of()),
                        Map.of(),
                        "postsubmit");

        assertThat(MatrixRows.byLane(List.of(row)))
                .isEqualTo(
                        Map.of(
                                "run",
                                List.of(
                                        Map.of(
                                                "name",
                                                "Linux one",
                                                "targets",
                                                List.of("Linux one"),
                                                "runs_on",
                                                List.of("self-hosted", "big"),
                                                "minutes",
                                                60,
                                                "attempt",
                                                1,
                                                "event",
                                                "postsubmit",
                                                "properties",
                                                "{}"))));
    }

    @Test
    void a_recipe_is_told_the_properties_that_hold_for_the_event() {
        var config =
                Generated.config(
                        """
                        enabled_branches: [main]
                        platform_properties: {linux: {properties: {os: Linux, cores: 8}}}
                        targets:
                          - name: Linux one
                            recipe: build/app
                            properties: {cores: 4}
                            postsubmit_properties: {upload: true}
                        """);
        var recipes = Generated.allRecipes(config);
        var target = config.targets().getFirst();

        assertThat(MatrixRows.of(config, target, recipes, Map.of(), "postsubmit").properties())
                .isEqualTo(
                        "{\"os\":\"Linux\",\"cores\":4,\"recipe\":\"build/app\",\"upload\":true}");
        assertThat(MatrixRows.of(config, target, recipes, Map.of(), "presubmit").properties())
                .isEqualTo("{\"os\":\"Linux\",\"cores\":4,\"recipe\":\"build/app\"}");
    }

    @Test
    void a_run_takes_at_most_250_rows() {
        var shards = MatrixRows.shards(rows(501, "Linux %d"), _ -> 100);

        assertThat(shards).extracting(List::size).containsExactly(250, 250, 1);
    }

    @Test
    void a_run_takes_no_more_characters_than_a_dispatch_may_have() {
        var shards =
                MatrixRows.shards(
                        rows(250, "Linux \"%d" + "\\".repeat(99)),
                        it -> MatrixRows.characters(List.of(it.name(), it.targets().getFirst())));

        assertThat(shards).hasSizeGreaterThan(1);
        assertThat(shards.stream().mapToInt(List::size).sum()).isEqualTo(250);
    }

    @Test
    void what_fits_is_not_packed() {
        var rows = rows(250, "Linux %d");

        assertThat(MatrixRows.packed(rows)).isEqualTo(rows);
    }

    @Test
    void what_does_not_fit_shares_jobs_and_loses_no_target() {
        var rows = new ArrayList<>(rows(460, "Linux %d"));
        rows.add(row("Mac one", List.of("macos-15")));

        var packed = MatrixRows.packed(rows);

        assertThat(packed).hasSizeLessThanOrEqualTo(250);
        assertThat(packed.getFirst().name()).isEqualTo("Linux 0 and 1 more");
        assertThat(packed.getFirst().minutes()).isEqualTo(45 + 30);
        assertThat(packed.stream().flatMap(it -> it.targets().stream()))
                .hasSize(461)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ubuntu-latest", "ubuntu-24.04-arm", "windows-2025", "macos-15-xlarge"})
    void machines_of_github_are_known(String label) {
        assertThat(MatrixRows.hosted(List.of(label))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"self-hosted", "ubuntu-big", "linux", "ubuntu-latest-mine", ""})
    void others_are_not(String label) {
        assertThat(MatrixRows.hosted(List.of("ubuntu-latest", label))).isFalse();
    }

    @Test
    void no_label_at_all_is_nobodys_machine() {
        assertThat(MatrixRows.hosted(List.of())).isFalse();
    }

    private static List<MatrixRow> rows(int count, String name) {
        return IntStream.range(0, count).mapToObj(it -> row(name.formatted(it), UBUNTU)).toList();
    }

    private static MatrixRow row(String name, List<String> runsOn) {
        return new MatrixRow("run", name, List.of(name), runsOn, 45, 1, "presubmit", "{}");
    }
}
