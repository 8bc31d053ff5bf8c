package dev.muster.simulation.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of Markdown as check runs are written in: headings, tables, lists, paragraphs; code,
/// bold and links inside them.
final class Markdown {

    private static final Pattern REFERENCE = Pattern.compile("&amp;(#\\d{1,7}|[a-z]{2,6});");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern LINK =
            Pattern.compile("\\[([^\\]]+)\\]\\((https?://[^\\s)\"]+|/[^\\s)\"]*)\\)");
    private static final Pattern BACKSLASH = Pattern.compile("\\\\([!-/:-@\\[-`{-~])");

    private final StringBuilder out = new StringBuilder();
    private final List<String> paragraph = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();

    private Markdown() {}

    /// HTML that shows the text; nothing in the text becomes a tag.
    static String html(String text) {
        var markdown = new Markdown();
        text.lines().forEach(markdown::line);
        markdown.endParagraph();
        markdown.endTable();
        return markdown.out.toString();
    }

    private void line(String line) {
        if (line.startsWith("|")) {
            endParagraph();
            rows.add(line);
            return;
        }
        endTable();
        if (line.isBlank()) {
            endParagraph();
        } else if (line.startsWith("#")) {
            endParagraph();
            out.append("<h4>").append(inline(line.replaceFirst("^#+ *", ""))).append("</h4>");
        } else if (line.matches("\\s*[-*] .*")) {
            endParagraph();
            out.append("<div>• ").append(inline(line.strip().substring(2))).append("</div>");
        } else {
            paragraph.add(line);
        }
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            out.append("<p>").append(inline(String.join(" ", paragraph))).append("</p>");
            paragraph.clear();
        }
    }

    private void endTable() {
        if (rows.isEmpty()) {
            return;
        }
        out.append("<table>");
        for (var number = 0; number < rows.size(); number++) {
            if (!rows.get(number).matches("[|\\s:-]+")) {
                out.append(row(rows.get(number), number == 0 ? "th" : "td"));
            }
        }
        out.append("</table>");
        rows.clear();
    }

    private static String row(String line, String tag) {
        var inner = line.strip().replaceAll("^\\||\\|$", "");
        return List.of(inner.split("\\|", -1)).stream()
                .map(cell -> "<%s>%s</%s>".formatted(tag, inline(cell.strip()), tag))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String inline(String text) {
        var safe = REFERENCE.matcher(Html.escape(text)).replaceAll("&$1;");
        safe = CODE.matcher(safe).replaceAll("<code>$1</code>");
        safe = BOLD.matcher(safe).replaceAll("<b>$1</b>");
        safe = LINK.matcher(safe).replaceAll("<a href=\"$2\">$1</a>");
        return BACKSLASH.matcher(safe).replaceAll("$1");
    }
}
