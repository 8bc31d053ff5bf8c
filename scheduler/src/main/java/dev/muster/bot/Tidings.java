package dev.muster.bot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What is said below the issue about a target's flakes when something changed, in Markdown.
public final class Tidings {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Tidings() {}

    /// A gardener quarantined it.
    public static String quarantined(String target, Instant until, String who, String reason) {
        return "%s is quarantined until %s, by %s: %s. It goes on running; its failures are neutral meanwhile."
                .formatted(Texts.code(target), TIME.format(until), plain(who), plain(reason));
    }

    /// Its quarantine is over.
    ///
    /// @param who ended it
    /// @param owner who is told
    public static String blocksAgain(String target, String who, String reason, String owner) {
        return "The quarantine of %s is over, by %s%s. It blocks again: from now on its failures close the tree and stop pull requests.%s"
                .formatted(
                        Texts.code(target),
                        plain(who),
                        reason.isBlank() ? "" : ": " + plain(reason),
                        owner.isEmpty() ? "" : " Owner: " + Texts.inert(owner));
    }

    /// A search named the commit that broke it.
    ///
    /// @param commit its name
    /// @param probability that it did
    public static String culprit(String target, String commit, double probability) {
        return "%s is broken, and not by chance: with probability %.2f since %s."
                .formatted(Texts.code(target), Math.floor(probability * 100) / 100, commit);
    }

    /// Text in one line that holds no marker.
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replace("<!--", "<! --").strip();
    }
}
