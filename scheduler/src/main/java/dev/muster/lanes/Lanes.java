package dev.muster.lanes;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Does several things at once: those of one lane one after the other, in their order.
public final class Lanes {

    private final int most;

    /// @param most how many lanes are worked on at once
    public Lanes(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("there must be a lane at least, not " + most);
        }
        this.most = most;
    }

    /// Does a step for each of some things, and returns when all are done. What a step throws is
    /// thrown here, once the steps that had begun are over; lanes that had not begun are left.
    ///
    /// @param lane things of equal lanes are done in their order
    public <T> void each(List<T> things, Function<T, Object> lane, Consumer<T> step) {
        var lanes = new ConcurrentLinkedQueue<>(lanes(things, lane));
        var workers = Math.min(most, lanes.size());
        if (workers <= 1) {
            things.forEach(step);
            return;
        }
        var thrown = new AtomicReference<@Nullable Throwable>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < workers; i++) {
                threads.execute(() -> work(lanes, step, thrown));
            }
        }
        switch (thrown.get()) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    private static <T> List<List<T>> lanes(List<T> things, Function<T, Object> lane) {
        return List.copyOf(
                things.stream()
                        .collect(
                                Collectors.groupingBy(
                                        lane, LinkedHashMap::new, Collectors.toList()))
                        .values());
    }

    private static <T> void work(
            Queue<List<T>> lanes, Consumer<T> step, AtomicReference<@Nullable Throwable> thrown) {
        try {
            for (var lane = lanes.poll();
                    lane != null && thrown.get() == null;
                    lane = lanes.poll()) {
                lane.forEach(step);
            }
        } catch (RuntimeException | Error trouble) {
            thrown.compareAndSet(null, trouble);
        }
    }
}
