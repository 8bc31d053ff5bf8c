package dev.muster.adapter.runner;

import dev.muster.core.ci.AttemptKey;
import dev.muster.dispatch.AttemptLogs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// The logs of attempts that ran on this machine.
public final class LocalLogs implements AttemptLogs {

    private final Path runs;

    public LocalLogs(Path runs) {
        this.runs = runs.toAbsolutePath();
    }

    @Override
    public Optional<Slice> read(AttemptKey attempt, long offset, int most) {
        var folder = RunFolder.of(runs, attempt);
        var ended = folder.ended();
        try (var log = FileChannel.open(folder.log(), StandardOpenOption.READ)) {
            var size = log.size();
            var from = offset < 0 ? Math.max(0, size + offset) : Math.min(offset, size);
            var buffer = ByteBuffer.allocate((int) Math.min(most, size - from));
            while (buffer.hasRemaining() && log.read(buffer, from + buffer.position()) >= 0) {}
            var bytes = Arrays.copyOf(buffer.array(), buffer.position());
            return Optional.of(new Slice(bytes, from, ended && from + bytes.length >= size));
        } catch (IOException e) {
            return folder.exists()
                    ? Optional.of(new Slice(new byte[0], 0, ended))
                    : Optional.empty();
        }
    }
}
