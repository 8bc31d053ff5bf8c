package dev.muster.paths;

import java.util.Arrays;
import java.util.TreeSet;

/// The classes of characters that a set of globs can tell apart: characters of one class always
/// lead to the same place.
final class Alphabet {

    private static final int ASCII = 128;

    private final int[] starts;
    private final short[] ascii = new short[ASCII];

    private Alphabet(int[] starts) {
        this.starts = starts;
        for (var c = 0; c < ASCII; c++) {
            ascii[c] = (short) search(c);
        }
    }

    /// Gathers the borders between classes.
    static final class Builder {

        private final TreeSet<Integer> starts = new TreeSet<>();

        Builder() {
            starts.add(0);
            add('/', '/');
        }

        void add(int first, int last) {
            starts.add(first);
            starts.add(last + 1);
        }

        Alphabet build() {
            return new Alphabet(starts.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    int size() {
        return starts.length;
    }

    int classOf(int codePoint) {
        return codePoint < ASCII ? ascii[codePoint] : search(codePoint);
    }

    /// A character of the class.
    int sample(int charClass) {
        return starts[charClass];
    }

    private int search(int codePoint) {
        var found = Arrays.binarySearch(starts, codePoint);
        return found >= 0 ? found : -found - 2;
    }
}
