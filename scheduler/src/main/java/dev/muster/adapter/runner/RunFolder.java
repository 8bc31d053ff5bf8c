package dev.muster.adapter.runner;

import dev.muster.core.ci.AttemptKey;
import dev.muster.core.failure.Signature;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.dispatch.Runner.Observation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The folder of one attempt: everything that is known of it stands there, so that a service that
/// starts anew knows as much as the one before.
record RunFolder(Path path) {

    private static final Duration START = Duration.ofSeconds(30);

    static RunFolder of(Path runs, AttemptKey attempt) {
        return new RunFolder(runs.resolve(attempt.toString()));
    }

    /// The attempt of a folder; nothing for one of somebody else's.
    static Optional<AttemptKey> attempt(Path folder) {
        return AttemptKey.of(folder.getFileName().toString());
    }

    Path work() {
        return path.resolve("work");
    }

    Path log() {
        return path.resolve("log");
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    boolean claimed() {
        return Files.isDirectory(path.resolve("started"));
    }

    boolean ended() {
        return Files.exists(path.resolve("result"));
    }

    /// What the files tell.
    ///
    /// @param ours whether this process has the attempt in hand
    Observation observe(boolean ours, Instant now) {
        if (ended()) {
            return result();
        }
        if (!claimed()) {
            return exists() && ours ? new Observation.Pending() : new Observation.Unknown();
        }
        var supervisor = supervisor();
        if (supervisor.isEmpty()) {
            return young(now)
                    ? new Observation.Pending()
                    : new Observation.Gone("its supervisor never came up");
        }
        if (supervisor.get().alive()) {
            return new Observation.Running(supervisor.get().began());
        }
        // It may have written its result and ended since we looked.
        return ended() ? result() : new Observation.Gone("its process ended without a result");
    }

    private boolean young(Instant now) {
        try {
            var claimed = Files.getLastModifiedTime(path.resolve("started")).toInstant();
            return Duration.between(claimed, now).compareTo(START) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Observation result() {
        var fields = new HashMap<String, String>();
        try {
            for (var line :
                    Files.readString(path.resolve("result"), StandardCharsets.UTF_8).split("\n")) {
                var equals = line.indexOf('=');
                if (equals > 0) {
                    fields.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            var ending = Ending.valueOf(fields.getOrDefault("ending", "").toUpperCase(Locale.ROOT));
            return new Observation.Ended(
                    ending,
                    millis(fields, "started"),
                    millis(fields, "finished"),
                    Integer.parseInt(fields.getOrDefault("exit", "-1")),
                    fields.getOrDefault("note", ""),
                    ending == Ending.FAILED || ending == Ending.TIMED_OUT ? said() : "");
        } catch (IOException | IllegalArgumentException e) {
            return new Observation.Gone("its result cannot be read");
        }
    }

    /// The end of its log.
    private String said() {
        try (var file = FileChannel.open(log(), StandardOpenOption.READ)) {
            var size = file.size();
            var from = Math.max(0, size - Signature.WORTH);
            var buffer = ByteBuffer.allocate((int) (size - from));
            while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) >= 0) {}
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // a log that is gone says nothing
        }
    }

    private static Instant millis(Map<String, String> fields, String name) {
        return Instant.ofEpochMilli(Long.parseLong(fields.getOrDefault(name, "0")));
    }

    /// The process that executes the attempt, if it came up.
    Optional<Supervisor> supervisor() {
        try {
            var words =
                    Files.readString(path.resolve("pid"), StandardCharsets.US_ASCII)
                            .strip()
                            .split(" ");
            return Optional.of(
                    new Supervisor(
                            Long.parseLong(words[0]),
                            Long.parseLong(words[1]),
                            Instant.ofEpochMilli(Long.parseLong(words[2]))));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /// Notes how an attempt ended that could not even be started.
    void fail(String note, Instant at) throws IOException {
        var text =
                "ending=infra_failed\nexit=-1\nstarted=%d\nfinished=%d\nnote=%s\n"
                        .formatted(
                                at.toEpochMilli(),
                                at.toEpochMilli(),
                                note.replaceAll("\\p{Cntrl}+", " "));
        var part = path.resolve("result.part");
        Files.writeString(part, text, StandardCharsets.UTF_8);
        Files.move(part, path.resolve("result"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /// A supervisor's process.
    ///
    /// @param pid its number
    /// @param birth the kernel's start time, by which a later process of the same number is told
    ///   apart; 0 where unknown
    /// @param began when it started
    record Supervisor(long pid, long birth, Instant began) {

        boolean alive() {
            var stat = Path.of("/proc/" + pid + "/stat");
            if (birth == 0 || !Files.exists(Path.of("/proc/self/stat"))) {
                return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            }
            try {
                var text = Files.readString(stat, StandardCharsets.ISO_8859_1);
                var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
                return !fields[0].equals("Z") && Long.parseLong(fields[19]) == birth;
            } catch (IOException | RuntimeException e) {
                return false;
            }
        }

        /// Asks it to stop the program.
        void stop() {
            process().ifPresent(ProcessHandle::destroy);
        }

        /// The living process.
        Optional<ProcessHandle> process() {
            return alive() ? ProcessHandle.of(pid) : Optional.empty();
        }
    }
}
