package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import reactor.core.publisher.Flux;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Those who look at the store for somebody who listens.
final class EventFeedTest {

    private final CountDownLatch looking = new CountDownLatch(1);
    private final CountDownLatch seen = new CountDownLatch(1);
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

    @Test
    void who_goes_away_interrupts_nobody_who_looks() throws Exception {
        try (var feed = new EventFeed(slowStore())) {
            var follower = Flux.from(feed.from(null, null)).subscribe();
            looking.await();

            follower.dispose();
            seen.countDown();

            assertThat(interrupted.get(1, TimeUnit.MINUTES)).isFalse();
        }
    }

    @Test
    void the_end_waits_for_who_looks_and_ends_the_streams() throws Exception {
        var feed = new EventFeed(slowStore());
        var ended = new CompletableFuture<Boolean>();
        Flux.from(feed.from(null, null)).doOnComplete(() -> ended.complete(true)).subscribe();
        looking.await();

        var closing = CompletableFuture.runAsync(feed::close);
        assertThat(ended.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(closing).isNotDone();
        seen.countDown();
        closing.get(1, TimeUnit.MINUTES);

        assertThat(interrupted.get(1, TimeUnit.MINUTES)).isFalse();
    }

    /// Whose first answer takes until somebody has seen what is to be seen.
    private Reads slowStore() {
        return (Reads)
                Proxy.newProxyInstance(
                        Reads.class.getClassLoader(),
                        new Class<?>[] {Reads.class},
                        (_, method, _) -> {
                            assertThat(method.getName()).isEqualTo("version");
                            look();
                            return 1L;
                        });
    }

    private void look() {
        looking.countDown();
        try {
            seen.await();
            interrupted.complete(false);
        } catch (InterruptedException e) {
            interrupted.complete(true);
        }
    }
}
