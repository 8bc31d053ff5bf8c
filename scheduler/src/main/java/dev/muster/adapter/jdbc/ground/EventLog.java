package dev.muster.adapter.jdbc.ground;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Appends what the dashboard is told, in the transaction of what it tells.
///
/// Events get their numbers as the last thing before the commit and under a lock, so that numbers
/// become visible in their order: who has read up to a number has missed nothing below it.
public final class EventLog {

    /// What a transaction has told so far.
    ///
    /// @param events in order
    public record Pending(List<Event> events) implements JdbiConfig<Pending> {

        public Pending() {
            this(new ArrayList<>());
        }

        @Override
        public Pending createCopy() {
            return new Pending();
        }
    }

    private record Event(long repository, String kind, String payload, Instant at) {}

    /// So many are written with other things.
    private static final int FEW = 3;

    private static final String GATE = "select id from event_gate where id = 1 for update";

    private static final String INSERT =
            """
            insert into event_log (repository_id, kind, payload, at)
            values (:repository, :kind, :payload, :at)
            """;

    private EventLog() {}

    public static void commit(Handle handle, BranchKey branch, String sha, Instant now) {
        var payload = common(branch).put("sha", sha);
        append(handle, branch.repository(), "commit", payload.toString(), now);
    }

    public static void config(
            Handle handle, BranchKey branch, String sha, String state, Instant now) {
        var payload = common(branch).put("sha", sha).put("config", state);
        append(handle, branch.repository(), "config", payload.toString(), now);
    }

    public static void task(Handle handle, TaskRow task, Instant now) {
        var payload =
                common(task.branch())
                        .put("sha", task.sha())
                        .put("target", task.target())
                        .put("id", task.id())
                        .put("status", task.status().word())
                        .put("cell", String.valueOf(task.cell()));
        append(handle, task.branch().repository(), "task", payload.toString(), now);
    }

    /// How a target counts changed, by more than a result.
    public static void target(Handle handle, BranchKey branch, String target, Instant now) {
        var payload = common(branch).put("target", target);
        append(handle, branch.repository(), "target", payload.toString(), now);
    }

    public static void tree(Handle handle, BranchKey branch, String payload, Instant now) {
        append(handle, branch.repository(), "tree", payload, now);
    }

    private static ObjectNode common(BranchKey branch) {
        return Json.object().put("repo", branch.slug().toString()).put("branch", branch.name());
    }

    private static void append(
            Handle handle, long repository, String kind, String payload, Instant now) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("events are told inside of Transactions");
        }
        handle.getConfig(Pending.class).events().add(new Event(repository, kind, payload, now));
    }

    /// Forgets what a try told that came to nothing.
    static void begin(Handle handle) {
        handle.getConfig(Pending.class).events().clear();
    }

    /// Adds what the transaction told to its last writes, where it is little.
    static void write(Handle handle, Writes writes) {
        var events = handle.getConfig(Pending.class).events();
        if (events.isEmpty() || events.size() > FEW) {
            return;
        }
        writes.add(GATE);
        for (var event : events) {
            writes.add(INSERT)
                    .bind("repository", event.repository())
                    .bind("kind", event.kind())
                    .bind("payload", event.payload())
                    .bind("at", event.at());
        }
        events.clear();
    }

    /// Numbers and writes what the transaction told. Nothing may come after it but the commit.
    static void write(Handle handle) {
        var events = handle.getConfig(Pending.class).events();
        if (events.isEmpty()) {
            return;
        }
        handle.createQuery(GATE).mapTo(Integer.class).one();
        var batch = handle.prepareBatch(INSERT);
        for (var event : events) {
            batch.bind("repository", event.repository())
                    .bind("kind", event.kind())
                    .bind("payload", event.payload())
                    .bind("at", event.at())
                    .add();
        }
        batch.execute();
        events.clear();
    }
}
