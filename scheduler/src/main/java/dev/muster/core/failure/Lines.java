package dev.muster.core.failure;

import java.util.List;
import java.util.regex.Pattern;

/// Lines of logs without what differs between two runs of the same failure.
final class Lines {

    private static final int LONGEST_READ = 600;
    private static final int LONGEST_KEPT = 120;
    private static final int MOST_ROUNDS = 20;

    /// What is taken out, and what stands for it; in this order.
    private static final List<Step> STEPS =
            List.of(
                    new Step("\\x1B\\[[0-9;?]*+[ -/]?[@-~]", ""),
                    new Step("\\x1B|\\[\\d{1,2}(?:;\\d{1,3}){0,4}m", ""),
                    new Step("[\\p{Cntrl}\\p{Cf}\\p{Zs}]++", " "),
                    new Step("\\b[a-z][a-z0-9+]{1,9}://[^\\s\"'<>)]++", "<url>"),
                    new Step(
                            "\\b\\d{4}-\\d\\d-\\d\\d(?:[T"
                                    + " ]\\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d++)?(?:"
                                    + "Z|[+-]\\d\\d:?\\d\\d)?)?",
                            "<time>"),
                    new Step("\\b\\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d++)?", "<time>"),
                    new Step("\\b\\d{1,4}/\\d{1,2}/\\d{1,4}\\b", "<time>"),
                    new Step(
                            "(?i)\\b\\d++(?:[.,]\\d++)?"
                                + " ?(?:ns|µs|us|ms|s|secs?|seconds?|mins?|minutes?|m|hours?|h)\\b",
                            "<duration>"),
                    new Step(
                            "(?i)\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b",
                            "<id>"),
                    new Step("(?<![\\w<])[A-Za-z]:\\\\[^\\s:\"'<>|]*+", "<path>"),
                    new Step(
                            "(?<![\\w<>.-])(?:~|\\.{1,2})?/(?:[\\w.@+%-]++/)*+([\\w.@+%-]{1,100}\\.[A-Za-z]{1,5}\\b)(?!/)",
                            "<path>/$1"),
                    new Step("(?<![\\w<>])(?:~|\\.{1,2})?/(?:[\\w.@+%-]++/?)+", "<path>"),
                    new Step("\\b0[xX][0-9a-fA-F]++\\b", "<hex>"),
                    new Step("\\b(?=[a-fA-F]*+\\d)[0-9a-fA-F]{7,}+\\b", "<hex>"),
                    new Step("\\b(?=[A-Za-z_+=-]*+\\d)[A-Za-z0-9_+=-]{20,}+", "<id>"),
                    new Step("[A-Za-z0-9+=]{33,}+", "<id>"),
                    new Step("\\d++(?:[.,]\\d++)*+", "<n>"));

    /// Before a line's own words.
    private static final Pattern TIME = Pattern.compile("^(?:\\[?<time>\\]?[ :,]*+)++");

    private static final Pattern TELLING =
            Pattern.compile(
                    "(?i)error|fail|fatal|exception|assert|panic|expected|cannot|can't|denied|refused|unable|undefined|unresolved|no"
                        + " such|not found|mismatch|timed? ?out|abort|killed|segmentation|out of"
                        + " memory|crash|leak|race|reset by");

    /// What tells that something failed, and not what: no two failures differ in it.
    private static final Pattern IDLE =
            Pattern.compile(
                    "(?i)[\\W_<n>]*+|(?:process |command )?(?:completed|ended|exited|failed)?(?:"
                        + " with)? ?(?:exit|exit code|status|exit status|non-zero exit code)["
                        + " :]*(?:<n>)?\\.?|(?:build|tests?|run|job|it) failed(?: in <duration>|"
                        + " with .{0,40})?[.!]?|<n> (?:tests?"
                        + " )?(?:run|passed|ran|failed|failures?|errors?)(?:[,;] ?<n> (?:tests?"
                        + " )?(?:passed|failed|failures?|errors?|skipped|ignored))*+[.!]?"
                        + "|failed|error|failure|terminated");

    private Lines() {}

    private record Step(Pattern pattern, String by) {
        Step(String pattern, String by) {
            this(Pattern.compile(pattern), by);
        }
    }

    /// A line as all runs of the same failure write it. What is taken out may bring together what
    /// is to be taken out as well, so it is looked at again until nothing is.
    static String normal(String line) {
        var text = line.length() <= LONGEST_READ ? line : line.substring(0, LONGEST_READ);
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var next = once(text);
            if (next.equals(text)) {
                return text;
            }
            text = next;
        }
        return text;
    }

    private static String once(String line) {
        var text = line;
        for (var step : STEPS) {
            text = step.pattern().matcher(text).replaceAll(step.by());
        }
        text = TIME.matcher(text).replaceFirst("").strip();
        return text.length() <= LONGEST_KEPT ? text : whole(text);
    }

    /// Cut where no placeholder and no pair of characters is torn apart.
    private static String whole(String text) {
        var end = LONGEST_KEPT;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        var open = text.lastIndexOf('<', end - 1);
        if (open > end - 12 && text.indexOf('>', open) >= end) {
            end = open;
        }
        return text.substring(0, end).strip();
    }

    static boolean isIdle(String line) {
        return IDLE.matcher(line).matches();
    }

    static boolean isTelling(String line) {
        return TELLING.matcher(line).find();
    }
}
