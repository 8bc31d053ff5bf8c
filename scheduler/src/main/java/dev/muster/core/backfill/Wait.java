package dev.muster.core.backfill;

import java.time.Duration;

/// Why a task waits.
public sealed interface Wait {

    /// Other tasks are worth more, or there is no room.
    ///
    /// @param cause why it is worth running
    /// @param size how many commits the cause is about
    /// @param ahead how many tasks of its platform go first
    /// @param minutes what those take in machine time
    record Behind(Cause cause, int size, int ahead, double minutes) implements Wait {

        /// Roughly when it runs.
        ///
        /// @param runners how many tasks of the platform run at once; 0: as many as there are
        /// @param every how often backfill looks
        public Duration roughly(int runners, Duration every) {
            var queued = runners == 0 ? 0 : minutes / runners;
            return every.plusSeconds(Math.round(60 * queued));
        }
    }

    /// The target is not backfilled: the task stays unless somebody asks for it.
    record NotBackfilled() implements Wait {}

    /// The target runs on every commit as it lands, and the strategy leaves such targets alone.
    record LeftAlone() implements Wait {}

    /// Another task of the target is queued or runs, and its result decides what is worth running.
    record ForResult() implements Wait {}

    /// Other tasks of the target are worth more.
    record ForOthers() implements Wait {}

    /// For people: a sentence without its full stop.
    default String words() {
        return switch (this) {
            case Behind(var cause, var size, var ahead, _) ->
                    "%s; %s"
                            .formatted(
                                    cause.words(size),
                                    ahead == 0
                                            ? "it is the next of its platform"
                                            : ahead == 1
                                                    ? "1 task of its platform goes first"
                                                    : "%,d tasks of its platform go first"
                                                            .formatted(ahead));
            case NotBackfilled() -> "the target is not backfilled; rerun it to have a result";
            case LeftAlone() ->
                    "the target runs on commits as they land, and backfill by 'cocoon' leaves such"
                            + " targets alone; rerun it to have a result";
            case ForResult() -> "another task of the target is under way";
            case ForOthers() -> "other commits of the target go first";
        };
    }
}
