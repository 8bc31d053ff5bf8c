package dev.muster.checks;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A check run as GitHub is to show it.
///
/// @param name its name
/// @param state how far it is
/// @param detailsUrl where to read more
/// @param title its headline
/// @param summary Markdown
/// @param text more Markdown; may be empty
/// @param annotations marks on lines of the configuration
/// @param buttons what people may ask for
/// @param progress whether it tells of tasks that go on, whose numbers may wait
public record WantedCheck(
        String name,
        State state,
        String detailsUrl,
        String title,
        String summary,
        String text,
        List<Annotation> annotations,
        List<Button> buttons,
        boolean progress) {

    /// The longest summary or text that GitHub takes.
    public static final int LONGEST_TEXT = 65_535;

    /// The most annotations that GitHub takes at once.
    public static final int MOST_ANNOTATIONS = 50;

    public WantedCheck {
        annotations = List.copyOf(annotations);
        buttons = List.copyOf(buttons);
    }

    /// Whether it is over.
    public boolean concluded() {
        return state.conclusion() != null;
    }

    /// Whether it speaks of the commit as a whole, not of one target.
    public boolean ofTheWhole() {
        return CheckNames.ofTheWhole(name);
    }

    /// How urgent it is where there was none before.
    public Urgency atFirst() {
        return concluded() ? Urgency.VERDICT : Urgency.NEWS;
    }

    /// How urgent it is where another was wanted. What takes a conclusion back, such as an approval
    /// or a rerun, is as urgent as one: until GitHub shows it, people act on what no longer holds.
    ///
    /// @param before what was wanted before
    /// @param first whether GitHub shows the very first: a plan follows it within moments, and the
    ///   first target that begins tells as much
    public Urgency after(WantedCheck before, boolean first) {
        if (state == before.state && progress && (before.progress || first)) {
            return Urgency.PROGRESS;
        }
        return concluded() || before.concluded() ? Urgency.VERDICT : Urgency.NEWS;
    }

    /// How far a check run is, in GitHub's words.
    public enum State {
        /// waits
        QUEUED("queued", null),
        /// goes on
        IN_PROGRESS("in_progress", null),
        /// good
        SUCCESS("completed", "success"),
        /// bad
        FAILURE("completed", "failure"),
        /// of no consequence
        NEUTRAL("completed", "neutral"),
        /// did not run
        SKIPPED("completed", "skipped"),
        /// stopped
        CANCELLED("completed", "cancelled"),
        /// took too long
        TIMED_OUT("completed", "timed_out"),
        /// a person has to do something
        ACTION_REQUIRED("completed", "action_required");

        private final String status;
        private final @Nullable String conclusion;

        State(String status, @Nullable String conclusion) {
            this.status = status;
            this.conclusion = conclusion;
        }

        /// GitHub's word for the status.
        public String status() {
            return status;
        }

        /// GitHub's word for the conclusion; null while there is none.
        public @Nullable String conclusion() {
            return conclusion;
        }
    }

    /// A mark on lines of a file.
    ///
    /// @param path the file
    /// @param line the first line, from 1
    /// @param endLine the last
    /// @param failure whether it is an error; else a warning
    /// @param title the code
    /// @param message what is wrong
    public record Annotation(
            String path, int line, int endLine, boolean failure, String title, String message) {}

    /// A button.
    ///
    /// @param label at most 20 characters
    /// @param description at most 40 characters
    /// @param identifier at most 20 characters
    public record Button(String label, String description, String identifier) {}
}
