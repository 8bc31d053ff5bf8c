package dev.muster.cli;

import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The difference between two texts as everybody reads it.
final class TextDiff {

    private TextDiff() {}

    /// A unified diff; nothing where the texts are equal.
    static String of(String path, String before, String after) {
        var old = new RawText(before.getBytes(StandardCharsets.UTF_8));
        var now = new RawText(after.getBytes(StandardCharsets.UTF_8));
        var edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, old, now);
        if (edits.isEmpty()) {
            return "";
        }
        var bytes = new ByteArrayOutputStream();
        try (var formatter = new DiffFormatter(bytes)) {
            formatter.format(edits, old, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not refuse to be written
        }
        var from = before.isEmpty() ? "/dev/null" : "a/" + path;
        return "--- %s\n+++ b/%s\n%s".formatted(from, path, bytes.toString(StandardCharsets.UTF_8));
    }
}
