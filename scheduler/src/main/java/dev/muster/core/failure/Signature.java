package dev.muster.core.failure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What tells one failure from another: the newest lines of a log that speak of it, without
/// numbers, times, places and whatever else differs between two runs of the same failure.
///
/// A signature is its own signature, so it does not matter who makes it. Secrets do not survive it:
/// long runs of letters and digits are taken out as well.
///
/// @param text at most three lines, at most 400 characters
public record Signature(String text) {

    /// How much of a log's end is worth reading, in characters.
    public static final int WORTH = 16_384;

    private static final int LINES = 3;
    private static final int LONGEST = 400;

    /// @throws IllegalArgumentException where the text is blank or too long
    public Signature {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a signature has 1 to %d characters".formatted(LONGEST));
        }
    }

    /// The signature of a failure.
    ///
    /// @param log what was written, or its end
    /// @return nothing where it says nothing that tells failures apart
    public static Optional<Signature> of(String log) {
        var end = log.length() <= WORTH ? log : log.substring(log.length() - WORTH);
        var lines = end.lines().map(Lines::normal).filter(it -> !Lines.isIdle(it)).toList();
        var telling = lines.stream().filter(Lines::isTelling).toList();
        var chosen = last(telling.isEmpty() ? lines : telling, telling.isEmpty() ? 1 : LINES);
        return chosen.isEmpty() ? Optional.empty() : Optional.of(new Signature(cut(chosen)));
    }

    /// The last distinct lines, in the order of the log.
    private static List<String> last(List<String> lines, int most) {
        var found = new LinkedHashSet<String>();
        for (var line : lines.reversed()) {
            if (found.size() < most) {
                found.add(line);
            }
        }
        return List.copyOf(found).reversed();
    }

    /// Whole lines as far as there is room, the last one first: it is what a log ends with.
    private static String cut(List<String> lines) {
        var text = lines.getLast();
        for (var line : lines.reversed().subList(1, lines.size())) {
            if (line.length() + 1 + text.length() <= LONGEST) {
                text = line + "\n" + text;
            }
        }
        return text;
    }

    /// The first line, for where there is room for one.
    public String headline() {
        return text.lines().findFirst().orElse(text);
    }
}
