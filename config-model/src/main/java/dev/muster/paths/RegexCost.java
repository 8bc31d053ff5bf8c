package dev.muster.paths;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import java.util.ArrayDeque;
import java.util.Optional;

/// How large a regular expression becomes once its counted repetitions are written out, told
/// without compiling it: `((a{1000}){1000}){1000}` is a short text and a program that no memory
/// holds.
public final class RegexCost {

    private static final int LONGEST = 1_000;
    private static final int MOST = 10_000;

    private final String text;

    /// Costs of the groups that are open, without their last part.
    private final ArrayDeque<Long> open = new ArrayDeque<>();

    private long sum;
    private long last;
    private int at;

    private RegexCost(String text) {
        this.text = text;
    }

    /// Why a text is no regular expression here, if it is none.
    static Optional<String> fault(String regex) {
        if (regex.length() > LONGEST) {
            return Optional.of("it is longer than %,d characters".formatted(LONGEST));
        }
        if (of(regex) > MOST) {
            return Optional.of("its repetitions multiply to more than %,d steps".formatted(MOST));
        }
        try {
            Pattern.compile(regex);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getDescription());
        }
    }

    /// What mends a fault, where that is known.
    static Optional<String> hint(String fault) {
        if (fault.startsWith("its repetitions") || fault.startsWith("it is longer")) {
            return Optional.of("write it shorter, or as several entries");
        }
        return fault.contains("Perl syntax") || fault.contains("escape")
                ? Optional.of("look-around and back-references are not available")
                : Optional.empty();
    }

    /// The number of steps, roughly; never less than half of what compiling makes of it.
    public static long of(String regex) {
        return new RegexCost(regex).count();
    }

    private long count() {
        while (at < text.length()) {
            step();
        }
        while (!open.isEmpty()) {
            close();
        }
        return capped(sum + last);
    }

    private void step() {
        switch (text.charAt(at)) {
            case '\\' -> escape();
            case '[' -> letters();
            case '(' -> {
                part(0);
                open.push(sum);
                sum = 0;
            }
            case ')' -> close();
            case '{' -> repeat();
            default -> part(1);
        }
        at++;
    }

    private void escape() {
        if (text.startsWith("\\Q", at)) {
            var end = text.indexOf("\\E", at);
            var stop = end < 0 ? text.length() : end;
            part(0);
            sum = capped(sum + stop - at);
            last = 1;
            at = stop + 1;
        } else {
            part(1);
            at++;
        }
    }

    /// `[…]` is one step, whatever stands in it.
    private void letters() {
        part(1);
        at += text.startsWith("[^", at) ? 2 : 1;
        for (var first = true; at < text.length(); at++, first = false) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
                at = text.indexOf(":]", at) + 1;
            } else if (text.charAt(at) == ']' && !first) {
                return;
            }
        }
    }

    private void part(long cost) {
        sum = capped(sum + last);
        last = cost;
    }

    private void close() {
        if (!open.isEmpty()) {
            last = capped(sum + last + 1);
            sum = open.pop();
        }
    }

    /// `{3}`, `{3,}` and `{3,5}`; any other brace is a character.
    private void repeat() {
        var end = text.indexOf('}', at);
        var inside = end < 0 ? "" : text.substring(at + 1, end);
        if (!inside.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
            part(1);
            return;
        }
        var most = 1L;
        for (var number : inside.split(",", -1)) {
            most = Math.max(most, number.isEmpty() ? 1 : Long.parseLong(number) + 1);
        }
        last = capped(Math.max(1, last) * most);
        at = end;
    }

    private static long capped(long cost) {
        return Math.min(cost, Integer.MAX_VALUE);
    }
}
