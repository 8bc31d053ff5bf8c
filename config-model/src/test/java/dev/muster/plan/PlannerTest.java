package dev.muster.plan;

import static dev.muster.plan.Plans.SETTINGS;
import static dev.muster.plan.Plans.config;
import static dev.muster.plan.Plans.files;
import static dev.muster.plan.Plans.landed;
import static dev.muster.plan.Plans.lines;
import static dev.muster.plan.Plans.name;
import static dev.muster.plan.Plans.plan;
import static dev.muster.plan.Plans.pullRequest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

class PlannerTest {

    private static final String ALL =
            """
            - {name: Linux always}
            - {name: Linux lib, run_if: ['lib/**']}
            - {name: Linux code, run_if_not: ['docs/**']}
            - {name: Linux fresh, bringup: true}
            - {name: Linux later, presubmit: false}
            - {name: Linux early, postsubmit: false}
            - {name: Linux elsewhere, scheduler: partner_lab}
            - {name: Linux other, enabled_branches: [beta]}
            - {name: Linux ship, run_if: ['lib/**'], properties: {release_build: "true"}}
            """;

    @Test
    void a_pull_request_runs_what_its_files_touch() {
        assertThat(lines(plan(config(ALL), pullRequest("main"), files("docs/a.md"))))
                .isEqualTo(
                        """
                        always run always
                        lib skip run_if_unmatched
                        code skip run_if_not_matched
                        fresh skip bringup
                        later skip presubmit_disabled
                        early run always
                        elsewhere external external_scheduler
                        other skip branch_not_enabled
                        ship skip run_if_unmatched
                        """);
    }

    @Test
    void a_decision_names_the_pattern_and_the_file() {
        var decision =
                plan(config(ALL), pullRequest("main"), files("docs/a.md", "lib/b"))
                        .decisions()
                        .get(1);

        assertThat(decision.detail()).isEqualTo("lib/** matched lib/b");
    }

    @Test
    void an_unknown_change_list_runs_every_target_that_is_left() {
        assertThat(lines(plan(config(ALL), pullRequest("main"), new ChangedFiles.Unknown("cut"))))
                .contains(
                        "always run diff_unknown\n"
                                + "lib run diff_unknown\n"
                                + "code run diff_unknown\n"
                                + "fresh skip bringup");
    }

    @Test
    void an_empty_change_list_runs_what_has_no_filter() {
        assertThat(lines(plan(config(ALL), pullRequest("main"), files())))
                .startsWith("always run always\nlib skip run_if_unmatched\ncode run always\n");
    }

    @Test
    void a_merge_group_always_runs_release_builds() {
        var event =
                new RepoEvent.MergeGroupFormed("gh-readonly-queue/main/pr-7-0a1b2c", Instant.EPOCH);

        assertThat(lines(plan(config(ALL), event, files("docs/a.md"))))
                .endsWith("ship run always\n");
    }

    @Test
    void a_landed_commit_batches_by_default_and_knows_no_path_filter() {
        assertThat(lines(plan(config(ALL), landed("main"), files("docs/a.md"))))
                .isEqualTo(
                        """
                        always defer waiting_for_backfill
                        lib defer waiting_for_backfill
                        code defer waiting_for_backfill
                        fresh defer waiting_for_backfill
                        later defer waiting_for_backfill
                        early skip postsubmit_disabled
                        elsewhere external external_scheduler
                        other skip branch_not_enabled
                        ship defer waiting_for_backfill
                        """);
    }

    @Test
    void the_sixth_commit_of_a_batch_and_a_red_target_run() {
        var config = config("- {name: Linux five}\n- {name: Linux four}\n- {name: Linux red}\n");
        var history =
                new TaskHistory(
                        Map.of(
                                name("five"), new TaskHistory.Past(5, false),
                                name("four"), new TaskHistory.Past(4, false),
                                name("red"), new TaskHistory.Past(0, true)));

        var plan =
                Planner.of(SETTINGS, List.of(config), List.of())
                        .plan(landed("main"), files(), history);

        assertThat(lines(plan))
                .isEqualTo(
                        "five run batch_due\n"
                                + "four defer waiting_for_backfill\n"
                                + "red run recent_failure\n");
    }

    @Test
    void a_commit_takes_the_place_of_an_older_one_that_still_stands_in_line() {
        var config = config("- {name: Linux queued}\n- {name: Linux begun}\n");
        var history =
                new TaskHistory(
                        Map.of(
                                name("queued"), new TaskHistory.Past(0, false, true),
                                name("begun"), new TaskHistory.Past(0, false, false)));

        var plan =
                Planner.of(SETTINGS, List.of(config), List.of())
                        .plan(landed("main"), files(), history);

        assertThat(lines(plan))
                .isEqualTo("queued run batch_due\nbegun defer waiting_for_backfill\n");
    }

    @Test
    void a_target_may_ask_for_every_commit() {
        var config = config("- {name: Linux eager, properties: {scheduling_policy: guaranteed}}\n");

        assertThat(lines(plan(config, landed("main"), files())))
                .isEqualTo("eager run guaranteed\n");
    }

    @Test
    void off_the_default_branch_what_it_removed_is_skipped() {
        var branch = config("- {name: Linux kept}\n- {name: Linux gone}\n");
        var main = config("- {name: Linux kept}\n");
        var planner = Planner.of(SETTINGS, List.of(branch), List.of(main));

        assertThat(lines(planner.plan(pullRequest("release/1"), files("a"), TaskHistory.NONE)))
                .isEqualTo("kept run always\ngone skip removed_from_default_branch\n");
        assertThat(lines(planner.plan(pullRequest("main"), files("a"), TaskHistory.NONE)))
                .isEqualTo("kept run always\ngone run always\n");
    }

    @Test
    void a_change_to_a_target_tries_that_target() {
        var edited =
                config(
                        "- {name: Linux a, timeout: 9, run_if: ['a/**']}\n"
                                + "- {name: Linux b, run_if: ['b/**']}\n");
        var before =
                config(
                        "- {name: Linux a, run_if: ['a/**']}\n"
                                + "- {name: Linux b, run_if: ['b/**']}\n");
        var planner = Planner.of(SETTINGS, List.of(edited), List.of(before));

        assertThat(lines(planner.plan(pullRequest("main"), files(".ci.yaml"), TaskHistory.NONE)))
                .isEqualTo("a run ci_yaml_changed\nb skip run_if_unmatched\n");
    }

    @Test
    void release_builds_stay_on_release_branches_where_the_repository_names_some() {
        var settings =
                new RepoSettings(
                        "main", SchedulingPolicy.GUARANTEED, 6, Map.of(), List.of("release/.*"));
        var planner = Planner.of(settings, List.of(config(ALL)), List.of());

        assertThat(lines(planner.plan(landed("main"), files(), TaskHistory.NONE)))
                .endsWith("ship skip release_build\n");
        assertThat(lines(planner.plan(landed("release/1"), files(), TaskHistory.NONE)))
                .endsWith("ship run guaranteed\n");
    }

    @Test
    void a_request_runs_what_it_names_and_nothing_else() {
        var event = new RepoEvent.RunRequested("main", Instant.EPOCH, Set.of(name("fresh")));

        assertThat(lines(plan(config(ALL), event, files())))
                .contains("fresh run requested\n")
                .contains("always skip not_requested\n");
    }

    @Test
    void the_explanation_ends_in_the_decision_of_the_plan() {
        var planner = Planner.of(SETTINGS, List.of(config(ALL)), List.of());
        var plan = planner.plan(pullRequest("main"), files("docs/a"), TaskHistory.NONE);

        for (var decision : plan.decisions()) {
            var explained =
                    planner.explain(
                            decision.target().name(),
                            pullRequest("main"),
                            files("docs/a"),
                            TaskHistory.NONE);
            assertThat(explained)
                    .hasValueSatisfying(it -> assertThat(it.decision()).isEqualTo(decision));
        }
    }

    @Test
    void a_base_branch_with_slashes_is_found_in_the_queues_branch() {
        assertThat(Facts.base("gh-readonly-queue/release/1.2/pr-7-0a1b2c"))
                .isEqualTo("release/1.2");
    }

    @Test
    void a_difference_names_what_an_edit_adds_drops_and_regates() {
        var before =
                plan(
                        config(
                                "- {name: Linux a}\n"
                                        + "- {name: Linux b, bringup: true}\n"
                                        + "- {name: Linux c}\n"),
                        pullRequest("main"),
                        files());
        var after =
                plan(
                        config("- {name: Linux b}\n- {name: Linux c}\n- {name: Linux d}\n"),
                        pullRequest("main"),
                        files());

        var difference = PlanDifference.between(before, after);

        assertThat(difference.added())
                .extracting(it -> it.target().name())
                .containsExactly(name("d"));
        assertThat(difference.dropped())
                .extracting(it -> it.target().name())
                .containsExactly(name("a"));
        assertThat(difference.changed()).singleElement().matches(PlanDifference.Change::regated);
        assertThat(difference.unchanged()).isEqualTo(1);
    }
}
