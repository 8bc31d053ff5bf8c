package dev.muster.cli.actions;

import dev.muster.core.failure.Signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The end of what a command writes, and what of it others may know: the signature of its failure,
/// without the secrets that GitHub would not show either.
public final class LogTail {

    private static final String MASK = "::add-mask::";
    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_SECRETS = 200;

    /// Shorter ones are in every text.
    private static final int SHORTEST_SECRET = 4;

    private final Set<String> secrets = new HashSet<>();
    private final Deque<String> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int kept;

    /// @param secrets that are known beforehand
    public LogTail(Collection<String> secrets) {
        secrets.forEach(this::hide);
    }

    /// Takes what the command wrote next.
    public synchronized void add(byte[] bytes, int count) {
        for (var at = 0; at < count; at++) {
            if (bytes[at] == '\n') {
                endLine();
            } else if (line.size() < LONGEST_LINE) {
                line.write(bytes[at]);
            }
        }
    }

    private void endLine() {
        var text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (text.startsWith(MASK)) {
            hide(text.substring(MASK.length()));
            return;
        }
        lines.addLast(text);
        kept += text.length() + 1;
        while (kept > Signature.WORTH) {
            kept -= lines.removeFirst().length() + 1;
        }
    }

    private void hide(String secret) {
        secret.lines()
                .map(String::strip)
                .filter(it -> it.length() >= SHORTEST_SECRET)
                .filter(_ -> secrets.size() < MOST_SECRETS)
                .forEach(secrets::add);
    }

    /// What tells the failure from others; nothing where the command said nothing.
    public synchronized Optional<String> signature() {
        endLine();
        var text = lines.stream().collect(Collectors.joining("\n"));
        for (var secret : secrets.stream().sorted(LONGEST_FIRST).toList()) {
            text = text.replace(secret, "***");
        }
        return Signature.of(text).map(Signature::text);
    }

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed();
}
