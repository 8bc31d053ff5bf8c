package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.dispatch.QueueSamples;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// What attempts did in the last day, in steps of a quarter of an hour, oldest first.
final class Activity {

    private static final Duration STEP = Duration.ofMinutes(15);
    private static final int STEPS = 96;
    private static final int MOST_ATTEMPTS = 50_000;

    private final Instant from;
    private final Instant now;
    private final double[] busy = new double[STEPS];
    private final int[] passed = new int[STEPS];
    private final int[] failed = new int[STEPS];
    private final int[] infra = new int[STEPS];
    private final int[] waiting = new int[STEPS];
    private final @Nullable Integer[] capacity = new Integer[STEPS];

    private Activity(Instant now) {
        var step = STEP.toMillis();
        var end = (now.toEpochMilli() / step + 1) * step;
        this.from = Instant.ofEpochMilli(end - STEPS * step);
        this.now = now;
    }

    static ObjectNode of(Handle handle, Instant now) {
        var activity = new Activity(now);
        handle.createQuery(
                        """
                        select status, dispatched_at, started_at, finished_at from attempt
                        where finished_at is null or finished_at >= :from
                        order by dispatched_at desc limit :most
                        """)
                .bind("from", activity.from)
                .bind("most", MOST_ATTEMPTS)
                .map((row, _) -> activity.add(row))
                .list();
        QueueSamples.since(handle, activity.from).forEach(activity::add);
        return activity.document();
    }

    private void add(QueueSamples.Sample sample) {
        var step = step(sample.at());
        waiting[step] = Math.max(waiting[step], sample.waiting());
        capacity[step] = sample.capacity() < 0 ? null : Integer.valueOf(sample.capacity());
    }

    private boolean add(ResultSet row) throws SQLException {
        var started = Rows.instant(row, "started_at");
        var finished = Rows.instant(row, "finished_at");
        if (started != null) {
            occupy(started, finished == null ? now : finished);
        }
        return count(row.getString("status"), finished);
    }

    private boolean count(String status, @Nullable Instant finished) {
        if (finished == null || finished.isBefore(from) || finished.isAfter(now)) {
            return false;
        }
        var counts =
                switch (status) {
                    case "succeeded" -> passed;
                    case "failed", "timed_out" -> failed;
                    case "infra_failure" -> infra;
                    default -> new int[STEPS];
                };
        counts[step(finished)]++;
        return true;
    }

    /// Adds the share of each step in which something ran.
    private void occupy(Instant start, Instant end) {
        var first = start.isBefore(from) ? from : start;
        var last = end.isAfter(now) ? now : end;
        if (!first.isBefore(last)) {
            return;
        }
        for (var step = step(first); step <= step(last); step++) {
            var begin = from.plus(STEP.multipliedBy(step));
            var since = first.isAfter(begin) ? first : begin;
            var until = last.isBefore(begin.plus(STEP)) ? last : begin.plus(STEP);
            busy[step] += Duration.between(since, until).toMillis() / (double) STEP.toMillis();
        }
    }

    private int step(Instant at) {
        return (int) Math.min(STEPS - 1, Duration.between(from, at).dividedBy(STEP));
    }

    private ObjectNode document() {
        var document =
                Json.object().put("from", from.toString()).put("stepSeconds", STEP.toSeconds());
        var rates = document.putArray("busy");
        for (var it : busy) {
            rates.add(Math.round(it * 100) / 100.0);
        }
        fill(document.putArray("passed"), passed);
        fill(document.putArray("failed"), failed);
        fill(document.putArray("infra"), infra);
        fill(document.putArray("waiting"), waiting);
        var room = document.putArray("capacity");
        for (var it : capacity) {
            room.add(it);
        }
        return document;
    }

    private static void fill(ArrayNode list, int[] counts) {
        for (var it : counts) {
            list.add(it);
        }
    }
}
