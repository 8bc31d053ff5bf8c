package dev.muster.plan;

import static dev.muster.plan.Plans.config;
import static dev.muster.plan.Plans.landed;
import static dev.muster.plan.Plans.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.report.TargetJson;

import org.junit.jupiter.api.Test;

import java.util.List;

class SchedulingTest {

    @Test
    void a_target_that_says_nothing_follows_its_repository_and_is_backfilled() {
        assertThat(words("- {name: Linux a}\n"))
                .isEqualTo("batch: at least every 6 commits, gaps are backfilled (repository)");
    }

    @Test
    void a_target_may_ask_for_every_commit() {
        assertThat(words("- {name: Linux a, properties: {scheduling_policy: guaranteed}}\n"))
                .isEqualTo("guaranteed: every commit (target)");
    }

    @Test
    void a_target_may_leave_its_gaps_open() {
        assertThat(words("- {name: Linux a, backfill: false}\n"))
                .isEqualTo("batch: at least every 6 commits, gaps stay (repository)");
    }

    @Test
    void the_document_of_a_target_tells_its_policy() {
        var config = config("- {name: Linux a, backfill: false}\n");

        assertThat(TargetJson.of(explanation("- {name: Linux a, backfill: false}\n"), config, true))
                .containsIgnoringWhitespaces(
                        """
                        "scheduling": {
                          "policy": "batch", "origin": "repository",
                          "batchSize": 6, "backfill": false
                        }
                        """);
    }

    @Test
    void requests_that_follow_each_other_are_decided_each_for_itself() {
        var planner =
                Planner.of(
                        Plans.SETTINGS,
                        List.of(config("- {name: Linux a}\n- {name: Linux b}\n")),
                        List.of());
        planner.plan(request("a"), Plans.files(), TaskHistory.NONE);

        assertThat(Plans.lines(planner.plan(request("b"), Plans.files(), TaskHistory.NONE)))
                .isEqualTo("a skip not_requested\nb run requested\n");
    }

    private static RepoEvent request(String word) {
        return new RepoEvent.RunRequested(
                "main", java.time.Instant.EPOCH, java.util.Set.of(name(word)));
    }

    private static String words(String target) {
        return explanation(target).scheduling().words();
    }

    private static Explanation explanation(String target) {
        return Planner.of(Plans.SETTINGS, List.of(config(target)), List.of())
                .explain(name("a"), landed("main"), Plans.files(), TaskHistory.NONE)
                .orElseThrow();
    }
}
