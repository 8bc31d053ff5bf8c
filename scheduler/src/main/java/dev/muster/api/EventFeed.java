package dev.muster.api;

import dev.muster.core.ci.RepoSlug;

import io.micronaut.http.sse.Event;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;

/// The event log as a stream that many can follow at the cost of one look at the database.
///
/// Each follower reads on from its last number; numbers become visible in their order, so nothing
/// is lost between two looks. A number that is forgotten already is answered with `reset`: fetch
/// anew.
public final class EventFeed implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int MOST_AT_ONCE = 500;

    private final Reads reads;
    private final Scheduler scheduler = Schedulers.newBoundedElastic(4, 10_000, "events", 60, true);

    /// The number of the newest event, looked up once for all followers.
    private final Flux<Long> newest;

    public EventFeed(Reads reads) {
        this.reads = reads;
        this.newest =
                Flux.interval(LOOK, scheduler)
                        .onBackpressureDrop()
                        .map(_ -> reads.version())
                        .onErrorResume(_ -> Mono.empty())
                        .repeat()
                        .distinctUntilChanged()
                        .replay(1)
                        .refCount(1, Duration.ofSeconds(1));
    }

    /// @param seen the last event the follower has; null: only what comes
    /// @param repo null: of all repositories
    Publisher<Event<String>> from(@Nullable Long seen, @Nullable RepoSlug repo) {
        var follower = new Follower(seen, repo);
        var events = newest.onBackpressureLatest().concatMap(follower::catchUp, 1);
        var beats =
                Flux.interval(HEARTBEAT, scheduler)
                        .onBackpressureDrop()
                        .map(_ -> Event.of("").comment("still here"));
        return Flux.concat(
                Mono.fromCallable(follower::begin).subscribeOn(scheduler),
                Flux.merge(events, beats));
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

        Flux<Event<String>> catchUp(long version) {
            return Flux.defer(
                            () -> {
                                var after = seen == null ? version : seen;
                                var happenings = reads.events(after, repo, MOST_AT_ONCE);
                                if (happenings.size() == MOST_AT_ONCE) {
                                    seen = version;
                                    return Flux.just(
                                            Event.of("{}")
                                                    .name("reset")
                                                    .id(String.valueOf(version)));
                                }
                                seen =
                                        happenings.isEmpty()
                                                ? Math.max(after, version)
                                                : Math.max(version, happenings.getLast().seq());
                                return Flux.fromIterable(happenings).map(EventFeed::event);
                            })
                    .subscribeOn(scheduler);
        }
    }

    private static Event<String> event(Reads.Happening it) {
        return Event.of(it.payload()).name(it.kind()).id(String.valueOf(it.seq()));
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
