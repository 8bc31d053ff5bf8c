package dev.muster.api;

import io.micronaut.http.HttpStatus;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Stands before one connection: lets a large body in only where there is room for all of it, and
/// holds that room until the request is answered or the connection is gone. What has no room is
/// answered without being kept.
final class BodyGate extends ChannelDuplexHandler {

    /// How long a body that takes room may be on its way; GitHub itself waits for ten seconds.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /// For how long a body is taken to be in use of which the sender went away.
    static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private static final byte[] NO_ROOM =
            String.valueOf(
                            Problem.of(
                                            HttpStatus.SERVICE_UNAVAILABLE,
                                            "the service has no room for this now",
                                            "try again in a while")
                                    .body())
                    .getBytes(StandardCharsets.UTF_8);

    private final BodyRoom room;
    private final Runnable refusals;
    private int unanswered;
    private long held;
    private long untold = -1;
    private boolean refused;
    private @Nullable Future<?> deadline;

    /// @param refusals told of each body that finds no room
    BodyGate(BodyRoom room, Runnable refusals) {
        this.room = room;
        this.refusals = refusals;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!refused && message instanceof HttpRequest request) {
            unanswered++;
            if (!begins(context, request)) {
                refuse(context, HttpUtil.is100ContinueExpected(request));
            }
        } else if (untold >= 0 && !refused && message instanceof HttpContent content) {
            if (!grows(context, content.content().readableBytes())) {
                refuse(context, false);
            }
        }
        var last = message instanceof LastHttpContent;
        if (last) {
            arrived();
        }
        if (refused) {
            drop(context, message, last);
        } else {
            context.fireChannelRead(message);
        }
    }

    /// Whether the body of a request may come.
    private boolean begins(ChannelHandlerContext context, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return true;
        }
        var told = HttpUtil.getContentLength(request, 0L);
        untold = told == 0 && HttpUtil.isTransferEncodingChunked(request) ? 0 : -1;
        if (request.headers().contains(HttpHeaderNames.CONTENT_ENCODING)) {
            // what is packed may grow to whatever is read at all
            untold = -1;
            return admits(context, BodyRoom.MOST);
        }
        return told <= BodyRoom.SMALL || admits(context, Math.min(told, BodyRoom.MOST));
    }

    /// Whether a body of which nobody told how large it is may go on.
    private boolean grows(ChannelHandlerContext context, int bytes) {
        untold += bytes;
        if (untold <= BodyRoom.SMALL || unanswered == 0) {
            return true;
        }
        untold = -1;
        return admits(context, BodyRoom.MOST);
    }

    private boolean admits(ChannelHandlerContext context, long body) {
        if (!room.take(body)) {
            return false;
        }
        held += body;
        closeAfter(context, PATIENCE);
        return true;
    }

    private void refuse(ChannelHandlerContext context, boolean asksFirst) {
        refused = true;
        refusals.run();
        giveBack();
        if (unanswered > 1) {
            // an answer now would be taken for that of an earlier request
            context.close();
            return;
        }
        closeAfter(context, LAST_WORDS);
        var sent = context.writeAndFlush(answer());
        if (asksFirst) {
            sent.addListener(_ -> context.close());
        }
    }

    private static FullHttpResponse answer() {
        var answer =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        Unpooled.wrappedBuffer(NO_ROOM));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, NO_ROOM.length)
                .set(HttpHeaderNames.RETRY_AFTER, "5")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }

    /// What comes of a refused body is read, for its sender looks for the answer only afterwards.
    private static void drop(ChannelHandlerContext context, Object message, boolean last) {
        ReferenceCountUtil.release(message);
        if (last) {
            context.close();
        }
    }

    private void closeAfter(ChannelHandlerContext context, Duration time) {
        arrived();
        deadline =
                context.executor()
                        .schedule(() -> context.close(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void arrived() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void giveBack() {
        if (held > 0) {
            room.give(held);
            held = 0;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        if (refused) {
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (refused) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
            return;
        }
        if (message instanceof LastHttpContent && !goesOn(message)) {
            unanswered--;
            if (unanswered <= 0) {
                giveBack();
            }
        }
        context.write(message, promise);
    }

    /// Whether it only tells the sender to send the body.
    private static boolean goesOn(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave(context);
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        leave(context);
    }

    /// The service is at work still with what had arrived; nobody tells when it ends.
    private void leave(ChannelHandlerContext context) {
        var atWork = held > 0 && deadline == null && !context.executor().isShuttingDown();
        arrived();
        if (atWork) {
            var body = held;
            held = 0;
            context.executor()
                    .schedule(() -> room.give(body), AFTERWARDS.toMillis(), TimeUnit.MILLISECONDS);
        }
        giveBack();
    }
}
