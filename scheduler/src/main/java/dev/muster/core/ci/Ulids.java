package dev.muster.core.ci;

import java.time.Clock;
import java.util.random.RandomGenerator;

/// Makes ULIDs: names that sort by the time of their making and need no coordination.
public final class Ulids {

    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int LENGTH = 26;
    private static final int TIME_DIGITS = 10;

    private final Clock clock;
    private final RandomGenerator random;

    /// @param random unpredictable enough that two instances never draw the same 80 bits
    public Ulids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// A name that was never made before.
    public String next() {
        var text = new char[LENGTH];
        var time = clock.millis();
        for (var i = TIME_DIGITS - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (time & 31)];
            time >>>= 5;
        }
        for (var i = TIME_DIGITS; i < LENGTH; i++) {
            text[i] = DIGITS[random.nextInt(DIGITS.length)];
        }
        return new String(text);
    }

    /// A name for a task.
    public TaskId nextTask() {
        return new TaskId(next());
    }
}
