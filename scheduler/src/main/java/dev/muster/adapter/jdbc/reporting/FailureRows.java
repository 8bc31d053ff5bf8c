package dev.muster.adapter.jdbc.reporting;

import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.core.attempt.Attempt;
import dev.muster.core.attempt.Report;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.Verdict;
import dev.muster.core.external.Post;
import dev.muster.core.failure.Signature;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The signatures of attempts that failed.
public final class FailureRows {

    private FailureRows() {}

    /// Keeps what a failed attempt says, where it says anything.
    static void keep(Handle handle, TaskRow task, int number, Attempt.Ended ended, Report report) {
        if (report instanceof Report.Finished finished) {
            keep(
                    handle,
                    task,
                    number,
                    text(finished.verdict(), finished.said(), finished.note()),
                    ended.finishedAt());
        }
    }

    /// The same of what another scheduler says.
    static void keep(Handle handle, TaskRow task, int number, Post post, Instant now) {
        keep(handle, task, number, text(post.status().verdict(), post.said(), post.note()), now);
    }

    /// The same of what comes after the attempt was known to have failed, from whom else knows it.
    public static void add(Handle handle, AttemptKey key, Verdict verdict, Post post) {
        var ended =
                handle.createQuery(
                                """
                                select finished_at from attempt
                                where task_id = :task and number = :number
                                    and status in ('failed', 'timed_out')
                                """)
                        .bind("task", key.task().value())
                        .bind("number", key.number())
                        .map((row, _) -> Rows.time(row, "finished_at"))
                        .findOne();
        var task = TaskRow.lock(handle, key.task().value());
        if (ended.isPresent() && task.isPresent()) {
            var text = text(verdict, post.said(), post.note());
            keep(handle, task.get(), key.number(), text, ended.get());
        }
    }

    /// What is said of a failure: the log's end, else the note about a failed command.
    private static String text(@Nullable Verdict verdict, String said, String note) {
        return switch (verdict) {
            case FAILED -> said.isBlank() ? note : said;
            case TIMED_OUT -> said;
            case PASSED, CANCELLED, INFRA_FAILED -> "";
            case null -> "";
        };
    }

    private static void keep(Handle handle, TaskRow task, int number, String text, Instant at) {
        var signature = Signature.of(text);
        if (signature.isEmpty()) {
            return;
        }
        task.branch()
                .bind(
                        handle.createUpdate(
                                """
                                insert into failure (task_id, number, repository_id, branch,
                                    position, target, signature, at)
                                values (:task, :number, :repository, :branch, :position, :target,
                                    :signature, :at)
                                on conflict do nothing
                                """))
                .bind("task", task.id())
                .bind("number", number)
                .bind("position", task.position())
                .bind("target", task.target())
                .bind("signature", signature.get().text())
                .bind("at", at)
                .execute();
    }
}
