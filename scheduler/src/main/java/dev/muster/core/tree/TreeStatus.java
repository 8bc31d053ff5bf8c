package dev.muster.core.tree;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The state of a tree with all that speaks for it.
///
/// @param word the state
/// @param causes why it is not open; a gardener's word that opens it stands here too
/// @param unknown blocking targets that never had a verdict; they close nothing
public record TreeStatus(TreeWord word, List<TreeCause> causes, List<String> unknown) {

    /// How many of the newest commits count: an older verdict says nothing about today.
    public static final int WINDOW = 50;

    public TreeStatus {
        causes = List.copyOf(causes);
        unknown = List.copyOf(unknown);
    }

    /// The state that follows from the newest verdicts and the gardener's word, which overrules
    /// them while it holds.
    public static TreeStatus of(
            List<BlockingTarget> targets, @Nullable GardenerWord gardener, Instant now) {
        var causes = new ArrayList<TreeCause>();
        var unknown = new ArrayList<String>();
        for (var target : targets) {
            switch (target.newest()) {
                case BlockingTarget.Newest.Unknown _ -> unknown.add(target.name());
                case BlockingTarget.Newest.Passed _ -> {}
                case BlockingTarget.Newest.Red red -> {
                    if (red.age() < WINDOW) {
                        causes.add(new TreeCause.RedTarget(target.name(), target.owner(), red));
                    }
                }
            }
        }
        var word = causes.isEmpty() ? TreeWord.OPEN : TreeWord.CLOSED;
        if (gardener != null && gardener.holds(now)) {
            causes.addFirst(new TreeCause.Gardener(gardener));
            word = gardener.word();
        }
        return new TreeStatus(word, causes, unknown);
    }
}
