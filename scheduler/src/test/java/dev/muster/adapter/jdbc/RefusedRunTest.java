package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muster.actions.RunWatch;
import dev.muster.actions.Workflows;
import dev.muster.testkit.Databases;
import dev.muster.testkit.World;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// Runs that GitHub ended before any of their jobs.
final class RefusedRunTest {

    private static final long RUN = 77;
    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {runs_on: ubuntu-latest}}
            targets:
              - {name: Linux one, run: ./one}
            """;

    @ParameterizedTest
    @CsvSource({
        "failure, let this App start workflows",
        "startup_failure, look at .github/workflows/muster.yml",
        "cancelled, stopped on GitHub"
    })
    void it_is_told_what_to_look_at(String conclusion, String words) {
        try (var database = Databases.h2()) {
            var world = World.on(database);
            var stage = JobStage.of(world, CONFIG).sent(RUN);
            var now = world.clock.instant();
            var workflows = mock(Workflows.class);
            when(workflows.look(any(), anyLong(), any()))
                    .thenReturn(new Workflows.Seen.Found(RUN, now, List.of(), 1, conclusion, now));
            var repository = Long.parseLong(world.text("select id from repository"));

            new RunWatch(stage.store, workflows, _ -> {}, world.clock).over(repository, RUN);
            stage.reconciliation.round();

            assertThat(world.text("select note from attempt where number = 1")).contains(words);
        }
    }
}
