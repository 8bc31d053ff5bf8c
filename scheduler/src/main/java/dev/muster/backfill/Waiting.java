package dev.muster.backfill;

import dev.muster.core.ci.TaskId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/// Tells why a task has not begun.
@FunctionalInterface
public interface Waiting {

    /// Knows nothing of any task.
    Waiting SILENT = _ -> Optional.empty();

    /// Why a task waits; nothing for one that does not, or that another scheduler runs.
    Optional<Answer> why(TaskId task);

    /// Asks another where this one knows nothing.
    default Waiting or(Waiting other) {
        return task -> why(task).or(() -> other.why(task));
    }

    /// Why, and until when.
    ///
    /// @param why a sentence without its full stop
    /// @param ahead how many tasks go first; null where that says nothing
    /// @param roughlyAt when it begins as things stand; null where nobody can tell
    record Answer(String why, @Nullable Integer ahead, @Nullable Instant roughlyAt) {}
}
