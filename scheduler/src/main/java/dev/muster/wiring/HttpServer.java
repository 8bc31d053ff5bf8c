package dev.muster.wiring;

import dev.muster.access.Tokens;
import dev.muster.adapter.jdbc.gardening.JdbcTrees;
import dev.muster.adapter.jdbc.ground.Outage;
import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.adapter.jdbc.stability.JdbcStability;
import dev.muster.api.Allowances;
import dev.muster.api.ApiSettings;
import dev.muster.api.EventFeed;
import dev.muster.api.Nudge;
import dev.muster.api.Outages;
import dev.muster.api.Pulse;
import dev.muster.api.Repeats;
import dev.muster.dispatch.AttemptLogs;
import dev.muster.dispatch.Requests;
import dev.muster.external.StatusPosts;
import dev.muster.inbox.Letterbox;
import dev.muster.intake.DeliveriesNudge;
import dev.muster.intake.MissedDeliveries;
import dev.muster.intake.WebhookSettings;
import dev.muster.jobs.JobPosts;
import dev.muster.people.People;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// The server: what answers HTTP, with the doors of the features behind it.
final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final EventFeed feed;

    private HttpServer(ApplicationContext context, EmbeddedServer server, EventFeed feed) {
        this.context = context;
        this.server = server;
        this.feed = feed;
    }

    /// The features behind the API.
    record Doors(
            JdbcReads reads,
            Requests requests,
            Repeats repeats,
            JdbcTrees trees,
            JdbcStability stability,
            AttemptLogs logs,
            Tokens tokens,
            People people,
            StatusPosts posts,
            Nudge nudge,
            Vitals vitals,
            Hook hook,
            Clock clock) {}

    /// What tells how the service itself goes.
    record Vitals(Pulse pulse, Allowances allowances, MissedDeliveries deliveries) {}

    /// What takes what comes from GitHub: deliveries, and the word of jobs.
    record Hook(
            WebhookSettings settings, Letterbox letterbox, DeliveriesNudge nudge, JobPosts jobs) {}

    static HttpServer start(ServeSettings settings, String version, Doors doors)
            throws StartFailure {
        var feed = new EventFeed(doors.reads);
        var api =
                new ApiSettings(
                        version, settings.local(), settings.publicRead(), settings.adminToken());
        var context =
                ApplicationContext.builder()
                        .banner(false)
                        .deduceEnvironment(false)
                        .bootstrapEnvironment(false)
                        .environmentPropertySource(false)
                        .properties(properties(settings))
                        .singletons(
                                doors.reads,
                                doors.requests,
                                doors.repeats,
                                doors.trees,
                                doors.stability,
                                doors.logs,
                                doors.tokens,
                                doors.people,
                                doors.posts,
                                doors.nudge,
                                doors.vitals.pulse(),
                                doors.vitals.allowances(),
                                doors.vitals.deliveries(),
                                doors.hook.settings(),
                                doors.hook.letterbox(),
                                doors.hook.nudge(),
                                doors.hook.jobs(),
                                doors.clock,
                                api,
                                settings.planning(),
                                (Outages) Outage::in,
                                feed)
                        .build()
                        .start();
        try {
            Meters.bind(
                    context.getBean(MeterRegistry.class),
                    new RecentFigures(doors.reads::figures, doors.clock),
                    doors.vitals.deliveries());
            var server = context.getBean(EmbeddedServer.class).start();
            return new HttpServer(context, server, feed);
        } catch (ServerStartupException e) {
            context.close();
            throw deaf(settings);
        }
    }

    private static StartFailure deaf(ServeSettings settings) {
        return new StartFailure(
                isOurs(settings.host())
                        ? "port %d is in use or may not be used; stop what listens there, or choose another with --port"
                                .formatted(settings.port())
                        : "'%s' is no address of this machine; name one with --host, such as 0.0.0.0 for all"
                                .formatted(settings.host()));
    }

    /// Whether something may listen under that name at all.
    private static boolean isOurs(String host) {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, Object> properties(ServeSettings settings) {
        var properties = new HashMap<String, Object>();
        properties.put("micronaut.application.name", "muster");
        properties.put("micronaut.server.host", settings.host());
        properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
        properties.put("micronaut.server.max-request-size", "25MB");
        properties.put("micronaut.server.max-request-buffer-size", "25MB");
        properties.put("micronaut.server.server-header", "muster");
        properties.put("micronaut.server.idle-timeout", "5m");
        properties.put("jackson.deserialization.fail-on-unknown-properties", "true");
        properties.put("endpoints.all.enabled", "false");
        properties.put("endpoints.health.enabled", "true");
        properties.put("endpoints.health.sensitive", "false");
        properties.put("endpoints.health.details-visible", "ANONYMOUS");
        properties.put("endpoints.health.discovery-client.enabled", "false");
        properties.put("endpoints.prometheus.enabled", "true");
        properties.put("endpoints.prometheus.sensitive", "false");
        properties.put("micronaut.metrics.enabled", "true");
        properties.put("micronaut.metrics.export.prometheus.enabled", "true");
        return properties;
    }

    int port() {
        return server.getPort();
    }

    /// What it answers, a method and an address each, but for the pages' catch-all.
    Set<String> routes() {
        return context.getBean(Router.class)
                .uriRoutes()
                .filter(it -> it.getHttpMethod() != HttpMethod.HEAD)
                .map(it -> it.getHttpMethodName() + " " + it.getUriMatchTemplate().toPathString())
                .filter(it -> !it.contains("{+path"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Takes nothing more, answers what was asked, a few seconds at most, and ends.
    @Override
    public void close() {
        feed.close();
        try {
            context.getBean(GracefulShutdownManager.class)
                    .shutdownGracefully()
                    .toCompletableFuture()
                    .get(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atInfo().log("Some questions were not answered before the end");
        }
        server.stop();
        context.close();
    }
}
