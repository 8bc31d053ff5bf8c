package dev.muster.adapter.runner;

import java.nio.file.Path;
import java.time.Duration;

/// @param runs the folder that holds a folder per attempt
/// @param logBytes how much of a log is kept
/// @param spareBytes how much room the disk must have for an attempt to begin
/// @param grace how long a program that was asked to stop may take before it is killed
public record LocalRunnerSettings(Path runs, long logBytes, long spareBytes, Duration grace) {

    /// 64 MiB of log, as much of room, 10 seconds of grace.
    public static LocalRunnerSettings in(Path runs) {
        return new LocalRunnerSettings(runs, 64L << 20, 64L << 20, Duration.ofSeconds(10));
    }
}
