package dev.muster.simulation.checks;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A check run.
public final class CheckRun {

    private final long id;
    private final CheckSuite suite;
    private final List<Annotation> annotations = new ArrayList<>();
    private List<Button> buttons = List.of();
    private String name;
    private String status = "queued";
    private @Nullable String conclusion;
    private Instant startedAt;
    private @Nullable Instant completedAt;
    private String externalId = "";
    private String detailsUrl = "";
    private @Nullable String title;
    private @Nullable String summary;
    private @Nullable String text;

    CheckRun(long id, CheckSuite suite, String name, Instant at) {
        this.id = id;
        this.suite = suite;
        this.name = name;
        this.startedAt = at;
    }

    /// Its number.
    public long id() {
        return id;
    }

    /// The suite that it belongs to.
    public CheckSuite suite() {
        return suite;
    }

    /// Its name.
    public String name() {
        return name;
    }

    /// `queued`, `in_progress` or `completed`.
    public String status() {
        return status;
    }

    /// How it ended, absent while it has not.
    public @Nullable String conclusion() {
        return conclusion;
    }

    /// When it began.
    public Instant startedAt() {
        return startedAt;
    }

    /// When it ended, absent while it has not.
    public @Nullable Instant completedAt() {
        return completedAt;
    }

    /// The App's own name for it.
    public String externalId() {
        return externalId;
    }

    /// Where more is told.
    public String detailsUrl() {
        return detailsUrl;
    }

    /// The title of its output, absent for none.
    public @Nullable String title() {
        return title;
    }

    /// The summary of its output, absent for none.
    public @Nullable String summary() {
        return summary;
    }

    /// The long text of its output, absent for none.
    public @Nullable String text() {
        return text;
    }

    /// The remarks of all requests so far.
    public List<Annotation> annotations() {
        return annotations;
    }

    /// Its buttons.
    public List<Button> buttons() {
        return buttons;
    }

    void call(String newName) {
        name = newName;
    }

    void refer(String ownName, String url) {
        externalId = ownName;
        detailsUrl = url;
    }

    void tell(String newTitle, String newSummary, @Nullable String newText) {
        title = newTitle;
        summary = newSummary;
        text = newText == null ? text : newText;
    }

    void offer(List<Button> newButtons) {
        buttons = List.copyOf(newButtons);
    }

    void begin(Instant at) {
        startedAt = at;
    }

    void go(String newStatus, @Nullable String newConclusion, @Nullable Instant ended) {
        status = newStatus;
        conclusion = newConclusion;
        completedAt = ended;
    }
}
