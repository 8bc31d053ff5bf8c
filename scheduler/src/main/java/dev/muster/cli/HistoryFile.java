package dev.muster.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.core.ci.CommitSha;
import dev.muster.simulate.History.Landed;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Reads a recorded history: a commit on each line.
final class HistoryFile {

    /// More lines than any branch had in a decade.
    private static final int MOST = 200_000;

    private static final int FEWEST = 2;
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private HistoryFile() {}

    /// What a file holds.
    ///
    /// @param commits oldest first
    /// @param truth what was recorded beside them, as a document; null where it is not in the file
    record Recorded(List<Landed> commits, @Nullable JsonNode truth) {}

    static Recorded read(Path file) {
        JsonNode truth = null;
        var commits = new ArrayList<Landed>();
        var shas = new HashSet<CommitSha>();
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            var number = 0;
            for (var line : (Iterable<String>) lines.limit(MOST)::iterator) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                var where = "line %d of '%s'".formatted(number, file);
                var document = parsed(line, where);
                if (document.has("truth") && truth != null) {
                    throw new UsageFault("%s has a second \"truth\"".formatted(where));
                }
                if (document.has("truth")) {
                    truth = document.path("truth");
                    continue;
                }
                var commit = commit(document, where);
                if (!shas.add(commit.sha())) {
                    throw new UsageFault(
                            "line %d of '%s' repeats commit %s"
                                    .formatted(number, file, commit.sha().value()));
                }
                commits.add(commit);
            }
        } catch (NoSuchFileException e) {
            throw new UsageFault("there is no file '%s'".formatted(file));
        } catch (IOException | UncheckedIOException e) {
            throw InputFiles.unreadable(file, e);
        }
        if (commits.size() < FEWEST) {
            throw new UsageFault(
                    "'%s' has %d commits; a history has more".formatted(file, commits.size()));
        }
        return new Recorded(oldestFirst(commits), truth);
    }

    /// Two commits may have the same second: the file is in the order of the branch, either way.
    private static List<Landed> oldestFirst(List<Landed> commits) {
        var ordered =
                commits.getFirst().at().isAfter(commits.getLast().at())
                        ? new ArrayList<>(commits.reversed())
                        : new ArrayList<>(commits);
        ordered.sort(Comparator.comparing(Landed::at));
        return List.copyOf(ordered);
    }

    private static Landed commit(JsonNode document, String where) {
        var sha = document.path("sha").asText();
        if (!SHA.matcher(sha).matches()) {
            throw new UsageFault("%s has no \"sha\" of 40 hexadecimal digits".formatted(where));
        }
        var time = document.path("time");
        if (!time.canConvertToLong() || !time.isNumber()) {
            throw new UsageFault(
                    "%s has no \"time\" in seconds since 1970, such as 1779909797"
                            .formatted(where));
        }
        return new Landed(
                new CommitSha(sha),
                Instant.ofEpochSecond(Math.clamp(time.asLong(), 0, 253_402_300_799L)),
                files(document, where));
    }

    /// How many files it changed: those that are listed, or their number.
    private static int files(JsonNode document, String where) {
        var count = document.path("changedFiles");
        if (count.isMissingNode() || count.isNull()) {
            return document.path("files").size();
        }
        if (!count.isInt() || count.asInt() < 0) {
            throw new UsageFault("%s has \"changedFiles\" that is no number".formatted(where));
        }
        return count.asInt();
    }

    private static JsonNode parsed(String line, String where) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UsageFault("%s is not JSON: %s".formatted(where, e.getOriginalMessage()));
        }
    }
}
