package dev.muster.simulation.actions;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/// When an event starts a workflow.
///
/// @param types what has to have become of its subject; empty where the file does not say
/// @param branches the branches that it has to be about
/// @param tags the tags that it may be about instead
/// @param paths the files of which one at least has to be changed
record Trigger(List<String> types, NameFilter branches, NameFilter tags, NameFilter paths) {

    private static final List<String> PULL_REQUEST = List.of("opened", "synchronize", "reopened");

    /// GitHub compares so many files with the filter.
    private static final int LARGEST_DIFF = 300;

    Trigger {
        types = List.copyOf(types);
    }

    /// Something that happens.
    ///
    /// @param event in the word of a workflow file
    /// @param action what became of its subject, in the word of the webhook
    /// @param branch the branch that it is about, absent for a tag
    /// @param tag the tag that it is about, absent for a branch
    /// @param files that it changes
    record Occasion(
            String event,
            String action,
            @Nullable String branch,
            @Nullable String tag,
            Supplier<List<String>> files) {}

    boolean starts(Occasion occasion) {
        return isSound()
                && startsBy(occasion.event(), occasion.action())
                && startsFor(occasion.branch(), occasion.tag())
                && (occasion.branch() == null || paths.isAbsent() || touches(occasion));
    }

    private boolean isSound() {
        return !branches.isAmbiguous() && !tags.isAmbiguous() && !paths.isAmbiguous();
    }

    private boolean startsBy(String event, String action) {
        if (types.isEmpty()) {
            return !event.equals("pull_request") || PULL_REQUEST.contains(action);
        }
        return types.contains(action);
    }

    /// Where only one of the two has a filter, nothing of the other starts it.
    private boolean startsFor(@Nullable String branch, @Nullable String tag) {
        if (branch != null) {
            return branches.isAbsent() ? tags.isAbsent() : branches.lets(branch);
        }
        return tag != null && (tags.isAbsent() ? branches.isAbsent() : tags.lets(tag));
    }

    private boolean touches(Occasion occasion) {
        return occasion.files().get().stream().limit(LARGEST_DIFF).anyMatch(paths::lets);
    }
}
