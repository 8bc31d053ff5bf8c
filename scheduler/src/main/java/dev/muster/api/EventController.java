package dev.muster.api;

import dev.muster.core.ci.RepoSlug;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.http.sse.Event;

import org.reactivestreams.Publisher;

import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// What happens, as it happens.
@Controller("/api/v1/events")
final class EventController {

    private static final int AT_ONCE = 16;

    private final EventFeed feed;

    EventController(EventFeed feed) {
        this.feed = feed;
    }

    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> events(
            HttpRequest<?> request,
            @Nullable @QueryValue String repo,
            @Nullable @Header("Last-Event-ID") String lastEventId,
            @Nullable @QueryValue String after) {
        var from = lastEventId != null ? lastEventId : after;
        var seen = from != null && from.matches("[0-9]{1,18}") ? Long.valueOf(from) : null;
        return Flux.from(feed.from(seen, slug(repo))).publishOn(loop(request), AT_ONCE);
    }

    /// The thread of the connection. An event that another thread hands over while the connection
    /// is being closed would come to a stream that is no longer there.
    private static Scheduler loop(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> netty
                ? Schedulers.fromExecutor(netty.getChannelHandlerContext().executor())
                : Schedulers.immediate();
    }

    private static @Nullable RepoSlug slug(@Nullable String repo) {
        if (repo == null || repo.isEmpty()) {
            return null;
        }
        var slash = repo.indexOf('/');
        if (slash < 1 || slash == repo.length() - 1) {
            throw Problem.bad("'repo' is owner/name");
        }
        return Documents.repo(repo.substring(0, slash), repo.substring(slash + 1));
    }
}
