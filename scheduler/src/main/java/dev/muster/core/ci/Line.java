package dev.muster.core.ci;

import java.util.regex.Pattern;

/// A sequence of commits under one name, each with its tasks: what landed on a branch, the heads of
/// a pull request, or the merge groups of a base branch.
///
/// The store and the API name a line by one text. The texts of pull requests and merge queues hold
/// a `:`, which no name of a git branch may (git-check-ref-format), so they never clash.
public sealed interface Line {

    /// The branch whose configuration rules apply: the branch itself, or the base.
    String base();

    /// The name in the store and the API; [#of] reads it back.
    String text();

    /// The word for what its commits are run for, as plans and commands know it.
    default String event() {
        return switch (this) {
            case Branch _ -> "postsubmit";
            case Pull _ -> "presubmit";
            case Queue _ -> "merge_group";
        };
    }

    /// What landed on a branch.
    ///
    /// @param base the branch
    record Branch(String base) implements Line {
        @Override
        public String text() {
            return base;
        }
    }

    /// The heads of a pull request, as long as it has the same base.
    ///
    /// @param number of the pull request
    /// @param base the branch it wants to be merged into
    record Pull(int number, String base) implements Line {
        @Override
        public String text() {
            return "pull:" + number + ":" + base;
        }
    }

    /// The merge groups that want to be merged into a branch.
    ///
    /// @param base the branch
    record Queue(String base) implements Line {
        @Override
        public String text() {
            return "queue:" + base;
        }
    }

    /// Whether a text names a branch.
    static boolean isBranch(String text) {
        return text.indexOf(':') < 0;
    }

    /// The line that a text names.
    static Line of(String text) {
        var pull = Texts.PULL.matcher(text);
        if (pull.matches()) {
            return new Pull(Integer.parseInt(pull.group(1)), pull.group(2));
        }
        var queue = Texts.QUEUE.matcher(text);
        return queue.matches() ? new Queue(queue.group(1)) : new Branch(text);
    }

    /// The forms of the texts.
    final class Texts {

        private static final Pattern PULL = Pattern.compile("pull:([0-9]{1,9}):(.+)");
        private static final Pattern QUEUE = Pattern.compile("queue:(.+)");

        private Texts() {}
    }
}
