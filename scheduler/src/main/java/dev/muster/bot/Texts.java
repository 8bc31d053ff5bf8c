package dev.muster.bot;

import dev.muster.bot.BotDesk.Text;
import dev.muster.bot.Topic.Facts;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/// What posts say.
final class Texts {

    private static final int MOST = 60_000;

    /// Shares of good commits that a target alone turns red.
    private static final double GRAVE = 0.05;

    private static final double CONSIDERABLE = 0.01;

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
                    case DEMOTION -> demotion(topic);
                    case REVERT -> revert(topic);
                    case FLAKE -> flake(topic);
                };
        var body = text.body().length() > MOST ? text.body().substring(0, MOST) : text.body();
        return new Text(text.title(), body + "\n" + marker(id) + "\n", text.label());
    }

    /// Why a post is closed.
    static String farewell(Topic topic) {
        var name = name(topic);
        return switch (topic.kind()) {
            case REVERT -> "No search names this commit any more, so the bot closes this.";
            case FLAKE ->
                    switch (topic.facts().state()) {
                        case "ignored" ->
                                name
                                        + " says `ignore_flakiness`, so its flakes are left to"
                                        + " people.";
                        case "gone" -> name + " is not in the configuration any more.";
                        default ->
                                "%s is healthy again: %s of its runs flake, and with 95 %% confidence at most %s do."
                                        .formatted(
                                                name,
                                                percent(topic.facts().rate()),
                                                percent(topic.facts().high()));
                    };
            case PROMOTION, DEMOTION ->
                    switch (topic.facts().state()) {
                        case "gone" -> name + " is not in the configuration any more.";
                        case "quarantined" -> name + " is quarantined, which does the same.";
                        default ->
                                "The evidence does not speak for this any more, so the bot closes it. %s: %s."
                                        .formatted(name, topic.facts().why());
                    };
        };
    }

    private Text promotion(Topic topic) {
        var facts = topic.facts();
        return new Text(
                "Take %s out of bringup".formatted(name(topic)),
                """
                %s has earned trust: %s.

                %s
                With it among the targets that block, a good commit goes red by flakes alone with a chance of %s; now it is %s.

                This takes the target out of `bringup` and changes nothing else. It is closed again when the evidence is gone; close it to hear nothing of it for 15 days.
                %s\
                """
                        .formatted(
                                name(topic),
                                facts.why(),
                                figures(topic),
                                chance(facts.falseRedAfter()),
                                chance(facts.falseRedNow()),
                                owner(facts)),
                "");
    }

    private Text demotion(Topic topic) {
        var facts = topic.facts();
        return new Text(
                "Put %s back into bringup".formatted(name(topic)),
                """
                %s flakes too often to block: %s.

                %s
                It alone turns a good commit red with a chance of %s.

                This sets `bringup: true` with a link to the issue and changes nothing else: the target goes on running on landed commits, blocks nothing, and is proposed for promotion again when it has earned it. A quarantine on the [dashboard](%s) does the same for a time and leaves the file alone. It is closed again when the evidence is gone; close it to hear nothing of it for 15 days.
                %s\
                """
                        .formatted(
                                name(topic),
                                facts.why(),
                                figures(topic),
                                chance(facts.falseRed()),
                                desk(topic),
                                owner(facts)),
                "");
    }

    private Text revert(Topic topic) {
        var culprit = Objects.requireNonNull(topic.culprit());
        var targets =
                culprit.targets().stream()
                        .map(Texts::code)
                        .collect(java.util.stream.Collectors.joining(", "));
        return new Text(
                "Revert \"%s\"".formatted(line(culprit.subject())),
                """
                %s by %s broke %s: with probability %.3f it was this commit, and the one before it was seen to pass. The [evidence](%s) lists every suspect and every run.

                This undoes the commit and nothing else. The bot offers it and never merges it; it is closed when the targets pass again or another commit turns out to be the culprit. Close it to hear nothing of it for 15 days.
                """
                        .formatted(
                                topic.target(),
                                code(culprit.author()),
                                targets,
                                Math.floor(culprit.probability() * 1000) / 1000,
                                desk(topic)),
                "");
    }

    private String desk(Topic topic) {
        return "%s/r/%s/gardener".formatted(url, topic.repo());
    }

    /// How bad it is by what it costs: the chance that it alone turns a good commit red.
    private static String severity(double falseRed) {
        if (falseRed >= GRAVE) {
            return "severity: high";
        }
        return falseRed >= CONSIDERABLE ? "severity: medium" : "severity: low";
    }

    private Text flake(Topic topic) {
        var facts = topic.facts();
        var body = new StringBuilder();
        body.append(
                """
                %s: %s.

                %s
                %s
                """
                        .formatted(stands(topic), facts.why(), figures(topic), costs(facts)));
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
        return new Text(
                "%s flakes".formatted(name(topic)), body.toString(), severity(facts.falseRed()));
    }

    private static String stands(Topic topic) {
        var name = name(topic);
        return switch (topic.facts().state()) {
            case "broken" -> name + " flaked, and is broken now";
            case "quarantined" -> name + " flaked too often, and is in quarantine";
            case "bringup" -> name + " flaked too often to block, and is in bringup";
            default -> name + " flakes";
        };
    }

    private static String costs(Facts facts) {
        return switch (facts.state()) {
            case "quarantined" -> "It goes on running; its failures are neutral meanwhile.";
            case "bringup" -> "It goes on running, and blocks nothing.";
            default ->
                    "It alone turns a good commit red with a chance of %s."
                            .formatted(chance(facts.falseRed()));
        };
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
        return code(topic.target());
    }

    static String code(String text) {
        return "`" + line(text).replace('`', '\'') + "`";
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /// An owner is mentioned; anything else in that field is only text.
    static String inert(String owner) {
        return owner.matches("@?[A-Za-z0-9][A-Za-z0-9/_-]*(, ?@?[A-Za-z0-9][A-Za-z0-9/_-]*)*")
                ? owner
                : "`" + owner.replace('`', '\'').replaceAll("\\s+", " ") + "`";
    }

    /// A chance, with two telling digits however small it is: many small ones add up.
    private static String chance(double chance) {
        if (chance == 0 || chance >= 0.001) {
            return percent(chance);
        }
        var digits = (int) Math.ceil(-Math.log10(chance * 100)) + 1;
        return String.format(Locale.ROOT, "%." + Math.min(digits, 9) + "f %%", chance * 100);
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f %%", rate * 100);
    }
}
