package dev.muster.config.edit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The names that look most like one that does not exist.
final class NearestNames {

    private static final int MOST = 3;

    /// Longer names are not compared: nobody mistypes them by a letter, and hostile ones would
    /// cost.
    private static final int LONGEST = 300;

    private NearestNames() {}

    static List<String> of(String wanted, List<String> names) {
        record Near(String name, int distance) {}
        if (wanted.length() > LONGEST) {
            return List.of();
        }
        var bound = Math.max(2, wanted.length() / 3);
        return names.stream()
                .distinct()
                .filter(name -> name.length() <= LONGEST)
                .filter(name -> Math.abs(name.length() - wanted.length()) <= bound)
                .map(name -> new Near(name, distance(folded(wanted), folded(name))))
                .filter(near -> near.distance() <= bound)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static int distance(String a, String b) {
        var row = IntStream.rangeClosed(0, b.length()).toArray();
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
