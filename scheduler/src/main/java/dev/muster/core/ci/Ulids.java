package dev.muster.core.ci;

import java.time.Clock;
import java.util.random.RandomGenerator;

/// Makes ULIDs: names that sort by the time of their making and need no coordination.
public final class Ulids {

    private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int LENGTH = 26;
    private static final int TIME_DIGITS = 10;

    private static final int RANDOM_DIGITS = LENGTH - TIME_DIGITS;

    private final Clock clock;
    private final RandomGenerator random;
    private final int[] tail = new int[RANDOM_DIGITS];
    private long newest = Long.MIN_VALUE;

    /// @param random unpredictable enough that two instances never draw the same 80 bits
    public Ulids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// A name that was never made before, and sorts behind those that were made here.
    public synchronized String next() {
        var now = clock.millis();
        if (now > newest) {
            newest = now;
            // Room to count up from: the first digit stays in the lower half.
            for (var i = 0; i < RANDOM_DIGITS; i++) {
                tail[i] = random.nextInt(i == 0 ? DIGITS.length / 2 : DIGITS.length);
            }
        } else {
            countUp();
        }
        return text();
    }

    /// A name for a task.
    public TaskId nextTask() {
        return new TaskId(next());
    }

    private void countUp() {
        var i = RANDOM_DIGITS - 1;
        while (tail[i] == DIGITS.length - 1) {
            tail[i--] = 0;
        }
        tail[i]++;
    }

    private String text() {
        var text = new char[LENGTH];
        var time = newest;
        for (var i = TIME_DIGITS - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (time & 31)];
            time >>>= 5;
        }
        for (var i = 0; i < RANDOM_DIGITS; i++) {
            text[TIME_DIGITS + i] = DIGITS[tail[i]];
        }
        return new String(text);
    }
}
