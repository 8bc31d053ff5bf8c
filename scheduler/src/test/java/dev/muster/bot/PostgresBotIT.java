package dev.muster.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.Databases;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/// Instances of the service on one PostgreSQL that all want to show the same at the same moment.
final class PostgresBotIT {

    private static final int INSTANCES = 4;
    private static final int ROUNDS = 5;

    @Test
    void instances_at_once_never_open_two_of_anything() throws Exception {
        try (var stage =
                        new BotStage(BotStage.BLOCKING, Databases.postgres())
                                .runs(BotStage.BLOCKING, 30, Ending.PASSED)
                                .runs(BotStage.BLOCKING, 20, Ending.FAILED, Ending.PASSED)
                                .moved();
                var threads = Executors.newFixedThreadPool(INSTANCES)) {
            stage.world.proposals.round();
            for (var round = 0; round < ROUNDS; round++) {
                var together = new CyclicBarrier(INSTANCES);
                var works = new ArrayList<Callable<Integer>>();
                for (var number = 0; number < INSTANCES; number++) {
                    var bot = stage.instance("instance " + number, stage.posts());
                    works.add(
                            () -> {
                                together.await();
                                bot.decide();
                                return bot.send();
                            });
                }
                for (var done : threads.invokeAll(works)) {
                    assertThat(done.get()).isNotNegative();
                }
                stage.world.clock.pass(Duration.ofMinutes(11));
            }

            assertThat(stage.pulls()).containsExactly("Put `Linux test` back into bringup");
            assertThat(stage.repository.issues().stream().map(it -> it.title()))
                    .containsExactlyInAnyOrder(
                            "`Linux test` flakes", "Put `Linux test` back into bringup");
        }
    }
}
