package dev.muster.api;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Puts a [BodyGate] before every connection. All of them share one room, so that nobody uses up
/// the memory by many large bodies at once, which need not even be signed.
@Singleton
final class BodyGates implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final Logger LOG = LoggerFactory.getLogger(BodyGates.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final BodyRoom room = BodyRoom.in(Runtime.getRuntime().maxMemory());
    private final Clock clock;
    private Instant told = Instant.MIN;
    private long refused;

    BodyGates(Clock clock) {
        this.clock = clock;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        var registry = event.getBean();
        registry.register(new AtConnection(null));
        return registry;
    }

    /// Anybody can have this happen a thousand times a second: a line a minute tells of it.
    private synchronized void refused() {
        refused++;
        var now = clock.instant();
        if (now.isBefore(told)) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("bodies", refused)
                .addKeyValue("held", room.held())
                .log("Bodies were refused, for there was no room for them");
        told = now.plus(QUIET);
        refused = 0;
    }

    /// Adds the gate, once it is made for a connection.
    private final class AtConnection implements NettyServerCustomizer {

        private final @Nullable Channel connection;

        AtConnection(@Nullable Channel connection) {
            this.connection = connection;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return new AtConnection(role == ChannelRole.CONNECTION ? channel : null);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (connection != null) {
                connection
                        .pipeline()
                        .addAfter(
                                ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                                "body-gate",
                                new BodyGate(room, BodyGates.this::refused));
            }
        }
    }
}
