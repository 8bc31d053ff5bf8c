package dev.muster.core.ci;

import java.util.Locale;

/// Where a task or attempt stands. The words are those of the API.
public enum TaskStatus {
    /// exists, nothing has been decided to run it yet
    WAITING('w', false),
    /// in the dispatch queue
    QUEUED('q', false),
    /// handed to a runner, no sign of life yet
    DISPATCHED('d', false),
    /// the runner said it started
    RUNNING('r', false),
    /// passed
    SUCCEEDED('s', true),
    /// failed for a cause in the code under test
    FAILED('f', true),
    /// ended for a cause outside the code under test
    INFRA_FAILURE('i', true),
    /// stopped because its time was up
    TIMED_OUT('t', true),
    /// stopped because somebody asked
    CANCELLED('c', true),
    /// will not run
    SKIPPED('-', true),
    /// ended without a judgement
    NEUTRAL('n', true);

    private final char cell;
    private final boolean ended;

    TaskStatus(char cell, boolean ended) {
        this.cell = cell;
        this.ended = ended;
    }

    /// The character that stands for it in the grid document.
    public char cell() {
        return cell;
    }

    /// Whether an attempt in this status is final.
    public boolean ended() {
        return ended;
    }

    /// Whether it counts against the code: failed or timed out.
    public boolean isRed() {
        return this == FAILED || this == TIMED_OUT;
    }

    /// The word used in JSON and in the store.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The status of a word.
    ///
    /// @throws IllegalArgumentException where no status has it
    public static TaskStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
