package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How many large bodies get in at once, and what becomes of the others.
final class BodyGateTest {

    private static final long MEGABYTE = 1 << 20;

    private final BodyRoom room = new BodyRoom(0);
    private final List<EmbeddedChannel> open = new ArrayList<>();
    private int refused;

    @AfterEach
    void close() {
        open.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private EmbeddedChannel connection() {
        var connection = new EmbeddedChannel(new BodyGate(room, () -> refused++));
        connection.freezeTime();
        open.add(connection);
        return connection;
    }

    private EmbeddedChannel asking(String header, String value) {
        var connection = connection();
        ask(connection, header, value);
        return connection;
    }

    private static void ask(EmbeddedChannel connection, String header, String value) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(header, value);
        connection.writeInbound(request);
    }

    private EmbeddedChannel sending(long bytes) {
        return asking("Content-Length", Long.toString(bytes));
    }

    private static void send(EmbeddedChannel connection, int bytes) {
        connection.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[bytes])));
    }

    private static void end(EmbeddedChannel connection) {
        connection.writeInbound(new DefaultLastHttpContent());
    }

    private static void answer(EmbeddedChannel connection, HttpResponseStatus status) {
        connection.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private static boolean letIn(EmbeddedChannel connection) {
        return connection.inboundMessages().stream().anyMatch(HttpRequest.class::isInstance);
    }

    private static @Nullable FullHttpResponse told(EmbeddedChannel connection) {
        return connection.readOutbound();
    }

    private static void pass(EmbeddedChannel connection, Duration time) {
        connection.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        connection.runScheduledPendingTasks();
    }

    @Test
    void a_large_body_is_let_in_while_there_is_room_for_it() {
        assertThat(letIn(sending(25 * MEGABYTE))).isTrue();
        assertThat(letIn(sending(25 * MEGABYTE))).isFalse();
        assertThat(refused).isEqualTo(1);
    }

    @Test
    void what_has_no_room_is_told_when_to_come_again_and_is_not_kept() {
        sending(25 * MEGABYTE);
        var second = sending(25 * MEGABYTE);

        var answer = told(second);
        send(second, 1000);
        var stays = second.isOpen();
        end(second);

        assertThat(answer).isNotNull();
        assertThat(answer.status()).isEqualTo(HttpResponseStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.headers().get("Retry-After")).isEqualTo("5");
        assertThat(second.inboundMessages()).isEmpty();
        assertThat(stays).isTrue();
        assertThat(second.isOpen()).isFalse();
        answer.release();
    }

    @Test
    void large_ones_leave_room_to_smaller_ones() {
        sending(25 * MEGABYTE);
        sending(5 * MEGABYTE);

        assertThat(letIn(sending(2 * MEGABYTE))).isFalse();
        assertThat(letIn(sending(MEGABYTE))).isTrue();
    }

    @Test
    void small_ones_need_none() {
        while (letIn(sending(MEGABYTE))) {
            assertThat(open).hasSizeLessThan(100);
        }

        assertThat(letIn(sending(BodyRoom.SMALL))).isTrue();
        assertThat(letIn(sending(BodyRoom.SMALL + 1))).isFalse();
    }

    @Test
    void room_is_held_until_the_answer() {
        var connection = sending(25 * MEGABYTE);
        end(connection);
        answer(connection, HttpResponseStatus.CONTINUE);
        var before = room.held();

        answer(connection, HttpResponseStatus.ACCEPTED);

        assertThat(before).isEqualTo(25 * MEGABYTE);
        assertThat(room.held()).isZero();
    }

    @Test
    void an_answer_to_an_earlier_request_gives_nothing_back() {
        var connection = sending(10);
        end(connection);
        ask(connection, "Content-Length", Long.toString(MEGABYTE));
        answer(connection, HttpResponseStatus.ACCEPTED);

        assertThat(room.held()).isEqualTo(MEGABYTE);
    }

    @Test
    void a_sender_that_goes_away_gives_its_room_back() {
        var connection = sending(25 * MEGABYTE);
        send(connection, 1000);

        connection.close();

        assertThat(room.held()).isZero();
    }

    @Test
    void a_sender_that_goes_away_when_all_was_sent_gives_it_back_a_while_later() {
        var connection = sending(25 * MEGABYTE);
        end(connection);
        connection.pipeline().fireChannelInactive();
        var before = room.held();

        pass(connection, BodyGate.AFTERWARDS);

        assertThat(before).isEqualTo(25 * MEGABYTE);
        assertThat(room.held()).isZero();
    }

    @Test
    void a_body_that_takes_too_long_loses_its_room() {
        var connection = sending(25 * MEGABYTE);
        pass(connection, BodyGate.PATIENCE.minusSeconds(1));
        send(connection, 1000);
        var before = connection.isOpen();

        pass(connection, Duration.ofSeconds(1));

        assertThat(before).isTrue();
        assertThat(connection.isOpen()).isFalse();
        assertThat(room.held()).isZero();
    }

    @Test
    void an_answer_may_take_as_long_as_it_takes() {
        var connection = sending(25 * MEGABYTE);
        end(connection);

        pass(connection, BodyGate.PATIENCE.multipliedBy(2));

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void a_body_of_untold_size_takes_room_once_it_is_not_small() {
        var connection = asking("Transfer-Encoding", "chunked");
        send(connection, (int) BodyRoom.SMALL);
        var before = room.held();

        send(connection, 1);

        assertThat(before).isZero();
        assertThat(room.held()).isEqualTo(BodyRoom.MOST);
    }

    @Test
    void one_of_untold_size_that_finds_no_room_is_dropped_on_its_way() {
        sending(25 * MEGABYTE);
        var connection = asking("Transfer-Encoding", "chunked");
        send(connection, (int) BodyRoom.SMALL);
        connection.releaseInbound();

        send(connection, 1);
        answer(connection, HttpResponseStatus.INTERNAL_SERVER_ERROR);
        var answer = told(connection);

        assertThat(connection.inboundMessages()).isEmpty();
        assertThat(answer).isNotNull();
        assertThat(answer.status()).isEqualTo(HttpResponseStatus.SERVICE_UNAVAILABLE);
        assertThat(connection.outboundMessages()).isEmpty();
        answer.release();
    }

    @Test
    void what_is_packed_counts_as_what_it_may_become() {
        asking("Content-Encoding", "gzip");

        assertThat(room.held()).isEqualTo(BodyRoom.MOST);
    }
}
