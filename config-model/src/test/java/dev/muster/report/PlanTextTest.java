package dev.muster.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanDifference;
import dev.muster.plan.Planner;
import dev.muster.plan.RepoEvent;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.TaskHistory;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A plan in words.
class PlanTextTest {

    @Test
    void an_edit_is_told_by_what_it_does_to_each_target_and_how_much_in_all() {
        var before =
                plan(
                        """
                        - {name: Linux a}
                        - {name: Linux b, bringup: true}
                        - {name: Linux c}
                        """);
        var after =
                plan(
                        """
                        - {name: Linux b}
                        - {name: Linux c}
                        - {name: Linux d, run_if: [docs/**]}
                        """);

        assertThat(new PlanText(Ink.PLAIN).of(PlanDifference.between(before, after)))
                .isEqualTo(
                        """
                          added   Linux d  run (run_if_matched): docs/** matched docs/a.md
                          dropped Linux a
                          changed Linux b  skip (bringup) → run (always), required now
                        1 added, 1 dropped, 1 changed, 1 as before
                        """);
    }

    private static Plan plan(String targets) {
        var text = "enabled_branches: [main]\ntargets:\n" + targets;
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!(CiConfigReader.read(".ci.yaml", bytes) instanceof Reading.Valid(var config, _))) {
            throw new IllegalArgumentException(text);
        }
        return Planner.of(RepoSettings.defaults("main"), List.of(config), List.of())
                .plan(
                        new RepoEvent.PullRequestUpdated("main", Instant.EPOCH, Set.of()),
                        new ChangedFiles.Known(List.of("docs/a.md")),
                        TaskHistory.NONE);
    }
}
