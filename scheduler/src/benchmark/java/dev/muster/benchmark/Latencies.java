package dev.muster.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// How long something took, time after time, in microseconds.
final class Latencies {

    private long[] micros = new long[1 << 12];
    private int count;

    /// Does something and notes how long it took.
    <T> T of(java.util.function.Supplier<T> step) {
        var start = System.nanoTime();
        var answer = step.get();
        add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
        return answer;
    }

    synchronized void add(long took) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = took;
    }

    synchronized void addAll(LongStream others) {
        others.forEach(this::add);
    }

    synchronized int count() {
        return count;
    }

    /// One line, to be read by another process.
    synchronized String line() {
        return Arrays.stream(micros, 0, count)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    /// In milliseconds.
    synchronized String told() {
        var sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%d times, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, longest %.1f ms",
                count,
                at(sorted, 0.5),
                at(sorted, 0.95),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    /// In milliseconds.
    synchronized double median() {
        var sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return at(sorted, 0.5);
    }

    private static double at(long[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        var place = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, place)] / 1000.0;
    }
}
