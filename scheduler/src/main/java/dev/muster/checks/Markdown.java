package dev.muster.checks;

import java.util.regex.Pattern;

/// Writes texts that anybody may have made up so that Markdown shows them as they are.
final class Markdown {

    private static final Pattern MEANING = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+!|~@:/&$-]");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    private Markdown() {}

    /// A text without meaning: no link, mention, picture, tag or table can come of it. Characters
    /// that cannot be seen are left out.
    static String inert(String text) {
        var seen = UNSEEN.matcher(text).replaceAll(" ");
        return MEANING.matcher(seen).replaceAll(it -> "&#" + (int) it.group().charAt(0) + ";");
    }

    /// A text cut to a length, which then says so.
    static String fit(String text, int most, String cut) {
        if (text.length() <= most) {
            return text;
        }
        var end = text.lastIndexOf('\n', most - cut.length() - 1);
        return text.substring(0, Math.max(0, end)) + cut;
    }
}
