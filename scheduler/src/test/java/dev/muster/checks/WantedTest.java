package dev.muster.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.checks.CheckFacts.Stage;
import dev.muster.checks.CheckSettings.Mode;
import dev.muster.checks.WantedCheck.State;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskStatus;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Which checks a commit has and how large they get.
final class WantedTest {

    private static CheckFacts.Task task(int number, TaskStatus status, boolean blocking) {
        return new CheckFacts.Task(
                "Linux " + number,
                null,
                "T" + number,
                status,
                false,
                blocking,
                "always",
                "",
                null,
                "",
                null);
    }

    private static CheckFacts facts(List<CheckFacts.Task> tasks, List<CheckFacts.Fault> faults) {
        return new CheckFacts(
                new RepoSlug("acme", "harbour"),
                Line.of("pull:7:main"),
                new CommitSha("a".repeat(40)),
                faults.isEmpty() ? new Stage.Planned() : new Stage.Invalid(),
                tasks,
                List.of(),
                faults,
                List.of(),
                Set.of());
    }

    @Test
    void what_a_configuration_that_does_not_count_would_change_is_told() {
        var facts =
                new CheckFacts(
                        new RepoSlug("acme", "harbour"),
                        Line.of("pull:7:main"),
                        new CommitSha("a".repeat(40)),
                        new Stage.Planned(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("1 added", "added: '[x](https://evil.example)', run (always)"),
                        Set.of());

        var checks = Wanted.of(facts, new CheckSettings("https://ci.example", Mode.NONE));

        var config = checks.getLast();
        assertThat(config.name()).isEqualTo(Wanted.CONFIG);
        assertThat(config.state()).isEqualTo(WantedCheck.State.NEUTRAL);
        assertThat(config.title()).isEqualTo("A proposal, not in force");
        assertThat(config.text()).startsWith("* 1 added\n* added").doesNotContain("](https");
    }

    private static <T> List<T> many(int number, IntFunction<T> make) {
        return IntStream.range(0, number).mapToObj(make).toList();
    }

    private static List<WantedCheck> wanted(Mode mode, List<CheckFacts.Task> tasks) {
        return Wanted.of(facts(tasks, List.of()), new CheckSettings("https://ci.example", mode));
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, 40, 40",
        "AUTO, 41, 0",
        "EACH, 41, 41",
        "FAILURES, 3, 0",
        "NONE, 3, 0",
    })
    void while_few_targets_run_each_has_a_check_of_its_own(Mode mode, int tasks, int checks) {
        var running = many(tasks, it -> task(it, TaskStatus.RUNNING, true));

        assertThat(wanted(mode, running)).hasSize(1 + checks);
    }

    @ParameterizedTest
    @CsvSource({"AUTO, 20", "EACH, 60", "FAILURES, 20", "NONE, 0"})
    void of_many_that_fail_twenty_are_shown(Mode mode, int checks) {
        var failed = many(60, it -> task(it, TaskStatus.FAILED, true));

        var wanted = wanted(mode, failed);

        assertThat(wanted).hasSize(1 + checks);
        assertThat(wanted).allMatch(WantedCheck::concluded);
    }

    @Test
    void what_does_not_block_is_neutral_and_the_aggregate_check_passes() {
        var tasks = List.of(task(1, TaskStatus.FAILED, false), task(2, TaskStatus.SUCCEEDED, true));

        assertThat(wanted(Mode.EACH, tasks))
                .extracting(WantedCheck::state)
                .containsExactly(State.SUCCESS, State.NEUTRAL, State.SUCCESS);
    }

    @Test
    void what_fails_in_quarantine_does_not_block_and_says_why() {
        var held = quarantined("in quarantine until 6 December 2026: flaky <b>since</b> Monday");

        var wanted = wanted(Mode.EACH, List.of(held, task(2, TaskStatus.SUCCEEDED, true)));

        assertThat(wanted)
                .extracting(WantedCheck::state)
                .containsExactly(State.SUCCESS, State.NEUTRAL, State.SUCCESS);
        assertThat(wanted.getFirst().title()).isEqualTo("All 1 passed");
        assertThat(wanted.getFirst().text()).contains("failed, does not block: in quarantine");
        assertThat(wanted.get(1).summary())
                .startsWith("**Does not block**: in quarantine until 6 December 2026")
                .doesNotContain("<b>");
    }

    private static CheckFacts.Task quarantined(String note) {
        return new CheckFacts.Task(
                "Linux 1",
                null,
                "T1",
                TaskStatus.FAILED,
                false,
                false,
                "always",
                "",
                null,
                "",
                note);
    }

    @Test
    void a_cancelled_target_is_neither_passed_nor_failed() {
        var passed = task(1, TaskStatus.SUCCEEDED, true);
        var cancelled = task(2, TaskStatus.CANCELLED, true);
        var running = task(3, TaskStatus.RUNNING, true);

        assertThat(wanted(Mode.NONE, List.of(passed, cancelled, running)))
                .extracting(WantedCheck::state)
                .containsExactly(State.IN_PROGRESS);
        assertThat(wanted(Mode.NONE, List.of(passed, cancelled)))
                .extracting(WantedCheck::state)
                .containsExactly(State.CANCELLED);
    }

    private static List<String> names(String... targets) {
        var tasks =
                IntStream.range(0, targets.length)
                        .mapToObj(
                                it ->
                                        new CheckFacts.Task(
                                                targets[it],
                                                null,
                                                "T" + it,
                                                TaskStatus.SUCCEEDED,
                                                false,
                                                true,
                                                "always",
                                                "",
                                                null,
                                                "",
                                                null))
                        .toList();
        return wanted(Mode.EACH, tasks).stream().map(WantedCheck::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "config", "Required", "required "})
    void no_target_has_the_check_that_decides_about_a_merge(String target) {
        var names = names(target);

        assertThat(names.getFirst()).isEqualTo(Wanted.REQUIRED);
        assertThat(names.getLast()).matches("muster / " + target + " #[0-9a-f]{8}");
    }

    @Test
    void targets_whose_long_names_begin_alike_have_a_check_each() {
        var names = names("x".repeat(250) + "a", "x".repeat(250) + "b", "x".repeat(200));

        assertThat(names).doesNotHaveDuplicates().allMatch(it -> it.length() < 230);
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "Linux test", "Linux #1"})
    void the_name_of_a_target_s_check_leads_back_to_it(String target) {
        var name = names(target).getLast();

        var said = CheckNames.behindPrefix(name);

        assertThat(CheckNames.means(said, target)).isTrue();
        assertThat(CheckNames.means(said, "Linux other")).isFalse();
    }

    @Test
    void a_text_that_github_would_not_take_is_cut_and_says_so() {
        var text =
                wanted(Mode.NONE, many(2000, it -> task(it, TaskStatus.RUNNING, true)))
                        .getFirst()
                        .text();

        assertThat(text)
                .hasSizeLessThanOrEqualTo(WantedCheck.LONGEST_TEXT)
                .endsWith("The list is cut here; the whole stands in the details.");
    }

    @Test
    void faults_beyond_fifty_stand_in_the_list_and_the_summary_says_how_many() {
        var faults =
                many(
                        53,
                        it ->
                                new CheckFacts.Fault(
                                        "error", ".ci.yaml", it + 1, it + 1, "x", "bad", null));

        var checks =
                Wanted.of(facts(List.of(), faults), new CheckSettings("https://ci", Mode.AUTO));

        assertThat(checks)
                .extracting(WantedCheck::state)
                .containsExactly(State.FAILURE, State.FAILURE);
        assertThat(checks.getLast().annotations()).hasSize(WantedCheck.MOST_ANNOTATIONS);
        assertThat(checks.getLast().summary()).contains(" 3 more are listed below");
        assertThat(checks.getLast().text()).contains("line 53");
    }
}
