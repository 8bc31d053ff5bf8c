package dev.muster.bot;

import dev.muster.bot.BotDesk.Text;
import dev.muster.bot.Topic.Facts;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What posts say.
final class Texts {

    private static final int MOST = 60_000;

    /// Address of the service, without a slash at its end.
    private final String url;

    Texts(String url) {
        this.url = url.replaceAll("/+$", "");
    }

    /// By which a post is found again.
    static String marker(String id) {
        return "<!-- muster:" + id + " -->";
    }

    Text of(Topic topic, String id) {
        var text =
                switch (topic.kind()) {
                    case PROMOTION -> promotion(topic);
                    case FLAKE -> flake(topic);
                };
        var body = text.body().length() > MOST ? text.body().substring(0, MOST) : text.body();
        return new Text(text.title(), body + "\n" + marker(id) + "\n");
    }

    private Text promotion(Topic topic) {
        var facts = topic.facts();
        return new Text(
                "Take %s out of bringup".formatted(name(topic)),
                """
                %s has earned trust: %s.

                %s
                With it among the targets that block, a good commit goes red with a chance of %s.

                This takes the target out of `bringup` and changes nothing else. It is closed again when the evidence is gone; close it to hear nothing of it for 15 days.
                %s\
                """
                        .formatted(
                                name(topic),
                                facts.why(),
                                figures(topic),
                                percent(facts.falseRedAfter()),
                                owner(facts)));
    }

    private Text flake(Topic topic) {
        var facts = topic.facts();
        var body = new StringBuilder();
        body.append(
                """
                %s flakes: %s.

                %s
                It alone turns a good commit red with a chance of %s%s.
                """
                        .formatted(
                                name(topic),
                                facts.why(),
                                figures(topic),
                                percent(facts.falseRed()),
                                facts.state().equals("quarantined")
                                        ? "; it is quarantined, so its failures are neutral for a"
                                                + " time"
                                        : ""));
        if (!facts.samples().isEmpty()) {
            body.append("\nNewest runs that failed:\n\n");
            for (var it : facts.samples()) {
                body.append(
                        "- [%s, attempt %d](%s), %s\n"
                                .formatted(
                                        it.sha().substring(0, Math.min(9, it.sha().length())),
                                        it.attempt(),
                                        "%s/tasks/%s".formatted(url, it.task()),
                                        it.at()));
            }
        }
        body.append("\nThis text is kept current, and the issue is closed when the target is")
                .append(" healthy.\n")
                .append(owner(facts));
        return new Text("%s flakes".formatted(name(topic)), body.toString());
    }

    private String figures(Topic topic) {
        var facts = topic.facts();
        return """
        | commits | failed | flaky | clean runs in a row | flake rate | 95 %% interval |
        | ---: | ---: | ---: | ---: | ---: | --- |
        | %d | %d | %d | %d | %s | %s to %s |

        [History](%s)
        """
                .formatted(
                        facts.verdicts(),
                        facts.failed(),
                        facts.flaky(),
                        facts.cleanRuns(),
                        percent(facts.rate()),
                        percent(facts.low()),
                        percent(facts.high()),
                        "%s/%s/targets/%s"
                                .formatted(
                                        url,
                                        topic.repo(),
                                        URLEncoder.encode(topic.target(), StandardCharsets.UTF_8)
                                                .replace("+", "%20")));
    }

    private static String owner(Facts facts) {
        return facts.owner().isEmpty() ? "" : "\nOwner: " + inert(facts.owner()) + "\n";
    }

    /// The target's name as code, which is no Markdown whatever it holds.
    private static String name(Topic topic) {
        return "`" + topic.target().replace('`', '\'').replaceAll("\\s+", " ") + "`";
    }

    /// An owner is mentioned; anything else in that field is only text.
    private static String inert(String owner) {
        return owner.matches("@?[A-Za-z0-9][A-Za-z0-9/_-]*(, ?@?[A-Za-z0-9][A-Za-z0-9/_-]*)*")
                ? owner
                : "`" + owner.replace('`', '\'').replaceAll("\\s+", " ") + "`";
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f %%", rate * 100);
    }
}
