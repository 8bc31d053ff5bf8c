package dev.muster.config.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what an author probably meant, by edit distance.
public final class Nearest {

    /// Longer texts are not compared: nobody mistypes them by a letter, and hostile ones would
    /// cost.
    private static final int LONGEST = 200;

    private Nearest() {}

    /// The known word nearest to what was written, if any is near: at most a third of its letters
    /// differ. Case does not count; of equally near words the first in order wins.
    public static Optional<String> to(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        var wanted = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(word -> word.length() <= LONGEST)
                .filter(word -> Math.abs(word.length() - wanted.length()) <= slips(word))
                .map(word -> new Candidate(word, distance(wanted, word.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance <= slips(candidate.word))
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .map(Candidate::word);
    }

    private static int slips(String word) {
        return Math.max(1, word.length() / 3);
    }

    private record Candidate(String word, int distance) {}

    /// Insertions, deletions, replacements and swaps of neighbours that turn one text into the
    /// other.
    static int distance(String one, String other) {
        var beforeLast = new int[other.length() + 1];
        var last = new int[other.length() + 1];
        var row = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var replaced = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (swapped(one, other, i, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            var spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[other.length()];
    }

    private static boolean swapped(String one, String other, int i, int j) {
        return i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
