package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpStatus;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

final class QuestionsTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void an_answer_is_given() {
        try (var questions = new Questions(1, LONG, LONG)) {
            int answer = questions.answer(() -> 42);

            assertThat(answer).isEqualTo(42);
        }
    }

    @Test
    void a_fault_comes_through_as_it_is() {
        try (var questions = new Questions(1, LONG, LONG)) {
            assertThatThrownBy(
                            () ->
                                    questions.answer(
                                            () -> {
                                                throw Problem.bad("no such event");
                                            }))
                    .isInstanceOf(Problem.Raised.class)
                    .hasMessage("no such event");
        }
    }

    @Test
    void work_that_takes_too_long_is_told_to_stop_and_its_asker_what_to_do() throws Exception {
        try (var questions = new Questions(1, LONG, SHORT)) {
            assertThatThrownBy(() -> questions.answer(this::untilInterrupted))
                    .isInstanceOf(Problem.Raised.class)
                    .hasMessageContaining("ask with fewer changed files or patterns");
            over.await();

            int answer = questions.answer(() -> 1);

            assertThat(answer).isEqualTo(1);
        }
    }

    @Test
    void work_that_does_not_stop_keeps_its_place() {
        try (var questions = new Questions(1, SHORT, SHORT)) {
            assertThatThrownBy(() -> questions.answer(this::untilOver))
                    .isInstanceOf(Problem.Raised.class);

            assertThatThrownBy(() -> questions.answer(() -> 1))
                    .isInstanceOfSatisfying(
                            Problem.Raised.class,
                            it ->
                                    assertThat((Object) it.status())
                                            .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
            over.countDown();
        }
    }

    @Test
    void a_look_into_the_store_that_takes_too_long_is_not_interrupted() throws Exception {
        var interrupted = new CompletableFuture<Boolean>();
        var answered = new CountDownLatch(1);
        try (var questions = new Questions(1, LONG, SHORT)) {
            assertThatThrownBy(
                            () ->
                                    questions.fetch(
                                            () -> interrupted.complete(interruptedBefore(answered)),
                                            "fewer commits"))
                    .isInstanceOf(Problem.Raised.class)
                    .hasMessageEndingWith("ask with fewer commits");

            answered.countDown();

            assertThat(interrupted.get(1, TimeUnit.MINUTES)).isFalse();
        }
    }

    private static boolean interruptedBefore(CountDownLatch event) {
        try {
            event.await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private int untilInterrupted() {
        try {
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            over.countDown();
            return 1;
        }
    }

    private int untilOver() {
        while (true) {
            try {
                over.await();
                return 0;
            } catch (InterruptedException e) {
                // deaf, as a long computation is
            }
        }
    }
}
