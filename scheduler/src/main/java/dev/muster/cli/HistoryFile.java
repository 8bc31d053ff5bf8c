package dev.muster.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.core.ci.CommitSha;
import dev.muster.simulate.History.Landed;

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

    /// The commits, oldest first.
    ///
    /// @param newest how many of the newest at most
    static List<Landed> read(Path file, int newest) {
        var commits = new ArrayList<Landed>();
        var shas = new HashSet<CommitSha>();
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            var number = 0;
            for (var line : (Iterable<String>) lines.limit(MOST)::iterator) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                var commit = commit(line, "line %d of '%s'".formatted(number, file));
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
            throw new UsageFault("cannot read '%s': %s".formatted(file, e.getMessage()));
        }
        if (commits.size() < FEWEST) {
            throw new UsageFault(
                    "'%s' has %d commits; a history has more".formatted(file, commits.size()));
        }
        return oldestFirst(commits, newest);
    }

    /// Two commits may have the same second: the file is in the order of the branch, either way.
    private static List<Landed> oldestFirst(List<Landed> commits, int newest) {
        var ordered =
                commits.getFirst().at().isAfter(commits.getLast().at())
                        ? new ArrayList<>(commits.reversed())
                        : new ArrayList<>(commits);
        ordered.sort(Comparator.comparing(Landed::at));
        return List.copyOf(ordered.subList(Math.max(0, ordered.size() - newest), ordered.size()));
    }

    private static Landed commit(String line, String where) {
        var document = parsed(line, where);
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
                document.path("files").size());
    }

    private static JsonNode parsed(String line, String where) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UsageFault("%s is not JSON: %s".formatted(where, e.getOriginalMessage()));
        }
    }
}
