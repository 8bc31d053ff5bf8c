package dev.muster.planning;

/// How far back a watched branch is read.
///
/// @param firstSight the most commits stored when a branch is seen for the first time
/// @param runAtFirstSight how many of those, newest first, run at once; the others wait until
///   somebody asks for them
/// @param catchUp the most commits stored afterwards in one round
public record WatchSettings(int firstSight, int runAtFirstSight, int catchUp) {

    /// 50 commits at first sight, of which the newest runs; 500 afterwards.
    public static final WatchSettings DEFAULTS = new WatchSettings(50, 1, 500);
}
