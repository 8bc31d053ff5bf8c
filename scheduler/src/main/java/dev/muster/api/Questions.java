package dev.muster.api;

import io.micronaut.http.HttpStatus;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Answers questions whose cost the asker decides: a few at a time, each for a bounded time. Work
/// that does not stop when told keeps its place until it does, so that it cannot pile up.
@Singleton
final class Questions implements AutoCloseable {

    private final Duration patience;
    private final Duration longest;
    private final Semaphore places;

    @SuppressWarnings("ThreadPriorityCheck") // only a hint: correctness does not rest on it
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("question-", 0).factory());

    @Inject
    Questions() {
        this(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
    }

    /// @param places how many are answered at once
    /// @param patience how long one may wait for a place
    /// @param longest how long an answer may take
    Questions(int places, Duration patience, Duration longest) {
        this.places = new Semaphore(places, true);
        this.patience = patience;
        this.longest = longest;
    }

    /// Answers from what is at hand already; work that takes too long is interrupted.
    <T> T answer(Callable<T> work) {
        return answer(work, true, "fewer changed files or patterns");
    }

    /// Answers from the store. Nobody is interrupted there, for H2 closes its file under a thread
    /// that is interrupted while it reads.
    ///
    /// @param less what to ask for if it takes too long
    <T> T fetch(Callable<T> work, String less) {
        return answer(work, false, less);
    }

    private <T> T answer(Callable<T> work, boolean interruptible, String less) {
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Problem.Raised(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "too many such questions are being answered; ask again in a few seconds");
            }
            return await(begun(work), interruptible, less);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem.Raised(HttpStatus.SERVICE_UNAVAILABLE, "the service is ending");
        }
    }

    private <T> FutureTask<T> begun(Callable<T> work) {
        var answer = new FutureTask<>(work);
        threads.execute(
                () -> {
                    try {
                        answer.run();
                    } finally {
                        places.release();
                    }
                });
        return answer;
    }

    private <T> T await(FutureTask<T> answer, boolean interruptible, String less)
            throws InterruptedException {
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(interruptible);
            throw Problem.bad(
                    "the answer takes longer than %d s; ask with %s"
                            .formatted(longest.toSeconds(), less));
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException fault -> fault;
                case Error fault -> throw fault;
                case null, default -> new IllegalStateException(e.getCause());
            };
        }
    }

    @Override
    @PreDestroy
    public void close() {
        threads.shutdown();
    }
}
