package dev.muster.core.tree;

import java.util.List;
import java.util.Locale;

/// What the commits of open pull requests show of the tree they want to land on.
///
/// @param state in GitHub's words
/// @param words a sentence of at most 140 characters
public record TreeSign(State state, String words) {

    private static final int LONGEST = 140;

    /// How far a tree lets a commit land, in the words that GitHub knows.
    public enum State {
        /// nothing speaks against it
        SUCCESS,
        /// only what is urgent
        PENDING,
        /// not now
        FAILURE;

        /// GitHub's word.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The state of a word.
        ///
        /// @throws IllegalArgumentException where none has it
        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// @throws IllegalArgumentException where the words are too long
    public TreeSign {
        if (words.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a sign has at most %d characters".formatted(LONGEST));
        }
    }

    /// The sign of a tree.
    ///
    /// @param branch its name
    /// @param causes why it is not open, a sentence each
    /// @param mends whether the pull request is to mend it
    public static TreeSign of(TreeWord word, String branch, List<String> causes, boolean mends) {
        var stands = "%s is %s".formatted(branch, word.word());
        if (word == TreeWord.OPEN) {
            return new TreeSign(State.SUCCESS, cut(stands));
        }
        if (mends) {
            return new TreeSign(State.SUCCESS, cut(stands + ", and this is to mend it"));
        }
        var state = word == TreeWord.CLOSED ? State.FAILURE : State.PENDING;
        return new TreeSign(state, why(stands, causes));
    }

    private static String why(String stands, List<String> causes) {
        if (causes.isEmpty()) {
            return cut(stands);
        }
        var more = causes.size() == 1 ? "" : "; %d more".formatted(causes.size() - 1);
        var text = cut("%s: %s".formatted(stands, causes.getFirst()), LONGEST - more.length());
        return text + more;
    }

    private static String cut(String text) {
        return cut(text, LONGEST);
    }

    private static String cut(String text, int most) {
        var line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= most) {
            return line;
        }
        var end = most - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }
}
