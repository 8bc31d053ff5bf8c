package dev.muster.config.owners;

import java.util.List;
import java.util.function.BiPredicate;

/// Sequences against patterns in which one element stands for any number of others: `**` among the
/// parts of a path, `*` among the letters of a part. The time is at most the product of the
/// lengths.
final class Wild {

    private Wild() {}

    /// @param many the element that stands for any number of others
    static boolean match(
            List<String> pattern,
            List<String> text,
            String many,
            BiPredicate<String, String> same) {
        var at = 0;
        var in = 0;
        var star = -1;
        var retry = 0;
        while (in < text.size()) {
            if (at < pattern.size() && pattern.get(at).equals(many)) {
                star = at++;
                retry = in;
            } else if (at < pattern.size() && same.test(pattern.get(at), text.get(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < pattern.size() && pattern.get(at).equals(many)) {
            at++;
        }
        return at == pattern.size();
    }
}
