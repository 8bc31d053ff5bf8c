package dev.muster.api;

import dev.muster.core.ci.RepoSlug;

import io.micronaut.http.sse.Event;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/// The event log as a stream that many can follow at the cost of one look at the database.
///
/// Each follower reads on from its last number; numbers become visible in their order, so nothing
/// is lost between two looks. A number that is forgotten already is answered with `reset`: fetch
/// anew.
public final class EventFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int MOST_AT_ONCE = 500;

    private final Reads reads;
    private final Scheduler beats = Schedulers.newSingle("events", true);

    /// Who looks at the database. A follower that goes away interrupts what it waits for, and H2
    /// closes its file under a thread that is interrupted while it reads: so it waits for others.
    private final ExecutorService looks =
            Executors.newFixedThreadPool(
                    4, Thread.ofPlatform().daemon().name("look-", 0).factory());

    private final Sinks.Empty<Void> end = Sinks.empty();

    /// The number of the newest event, looked up once for all followers.
    private final Flux<Long> newest;

    public EventFeed(Reads reads) {
        this.reads = reads;
        this.newest =
                Flux.interval(LOOK, beats)
                        .onBackpressureDrop()
                        .concatMap(_ -> look(reads::version).onErrorResume(_ -> Mono.empty()), 1)
                        .distinctUntilChanged()
                        .replay(1)
                        .refCount(1, Duration.ofSeconds(1));
    }

    private <T> Mono<T> look(Supplier<T> question) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(question, looks), true);
    }

    /// @param seen the last event the follower has; null: only what comes
    /// @param repo null: of all repositories
    Publisher<Event<String>> from(@Nullable Long seen, @Nullable RepoSlug repo) {
        var follower = new Follower(seen, repo);
        var events =
                newest.onBackpressureLatest()
                        .concatMap(
                                version ->
                                        look(() -> follower.catchUp(version))
                                                .flatMapIterable(Function.identity()),
                                1);
        var signs =
                Flux.interval(HEARTBEAT, beats)
                        .onBackpressureDrop()
                        .map(_ -> Event.of("").comment("still here"));
        return Flux.concat(look(follower::begin), Flux.merge(events, signs))
                .takeUntilOther(end.asMono());
    }

    private final class Follower {

        private @Nullable Long seen;
        private final @Nullable RepoSlug repo;

        Follower(@Nullable Long seen, @Nullable RepoSlug repo) {
            this.seen = seen;
            this.repo = repo;
        }

        /// Says hello, so that the follower knows it is connected.
        Event<String> begin() {
            var now = reads.version();
            if (seen != null && (seen < reads.forgotten() || seen > now)) {
                seen = now;
                return Event.of("{}").name("reset").id(String.valueOf(now));
            }
            seen = seen == null ? now : seen;
            return Event.of("{}").name("hello").id(String.valueOf(seen));
        }

        /// What came since; `reset` where that is too much.
        List<Event<String>> catchUp(long version) {
            var after = seen == null ? version : seen;
            var happenings = reads.events(after, repo, MOST_AT_ONCE);
            if (happenings.size() == MOST_AT_ONCE) {
                seen = version;
                return List.of(Event.of("{}").name("reset").id(String.valueOf(version)));
            }
            seen =
                    happenings.isEmpty()
                            ? Math.max(after, version)
                            : Math.max(version, happenings.getLast().seq());
            return happenings.stream().map(EventFeed::event).toList();
        }
    }

    private static Event<String> event(Reads.Happening it) {
        return Event.of(it.payload()).name(it.kind()).id(String.valueOf(it.seq()));
    }

    /// Ends the streams, and waits a while for looks that are under way.
    @Override
    public void close() {
        end.tryEmitEmpty();
        beats.dispose();
        looks.shutdown();
        try {
            if (!looks.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.atWarn().log("A look at what happened has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
