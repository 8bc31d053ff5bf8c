package dev.muster.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.dispatch.QueueFigures;
import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

final class RecentFiguresTest {

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger counts = new AtomicInteger();
    private final RecentFigures figures = new RecentFigures(this::count, clock);

    private QueueFigures count() {
        return new QueueFigures(counts.incrementAndGet(), 0, 0, 0, 0, 0, 0);
    }

    @Test
    void all_that_one_scrape_asks_for_is_counted_once() {
        figures.get();
        clock.pass(Duration.ofSeconds(4));

        assertThat(figures.get().queued()).isEqualTo(1);
    }

    @Test
    void the_next_scrape_has_new_figures() {
        figures.get();
        clock.pass(Duration.ofSeconds(5));

        assertThat(figures.get().queued()).isEqualTo(2);
    }
}
