package dev.muster.intake;

import dev.muster.intake.SentDeliveries.Listed;
import dev.muster.intake.SentDeliveries.Sent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// Asks for deliveries once more that did not reach us, for GitHub does not do so by itself.
public final class Redelivery {

    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration LATE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_TRIES = 6;
    private static final int MOST_AT_ONCE = 50;

    private final SentDeliveries sent;
    private final Clock clock;
    private Instant settled = Instant.EPOCH;

    public Redelivery(SentDeliveries sent, Clock clock) {
        this.sent = sent;
        this.clock = clock;
    }

    /// Looks through what was sent since all had arrived.
    ///
    /// @return how many were asked for
    public synchronized int round() {
        var now = clock.instant();
        var since = settled.isBefore(now.minus(LONGEST)) ? now.minus(LONGEST) : settled;
        return switch (sent.since(since)) {
            case Listed.Found(var deliveries) -> {
                var due = due(deliveries, now);
                due.forEach(it -> sent.again(it.id()));
                if (!due.isEmpty()) {
                    LOG.atInfo()
                            .addKeyValue("deliveries", due.size())
                            .log("Deliveries that did not arrive were asked for again");
                }
                settled = settled(deliveries, now);
                yield due.size();
            }
            case Listed.Unreachable(var why) -> {
                LOG.atDebug().addKeyValue("why", why).log("Deliveries could not be listed");
                yield 0;
            }
        };
    }

    /// The last try of each delivery that never arrived and that was not tried a moment ago: after
    /// one try a minute later, after the second two, and so on.
    static List<Sent> due(List<Sent> deliveries, Instant now) {
        var last = new LinkedHashMap<String, Sent>();
        var tries = new LinkedHashMap<String, Integer>();
        for (var it : deliveries) {
            last.merge(it.guid(), it, (a, b) -> a.taken() || (!b.taken() && later(a, b)) ? a : b);
            tries.merge(it.guid(), 1, Integer::sum);
        }
        return last.values().stream()
                .filter(it -> !it.taken() && tries.getOrDefault(it.guid(), 0) < MOST_TRIES)
                .filter(it -> !wait(it, tries.getOrDefault(it.guid(), 1)).isAfter(now))
                .sorted(Comparator.comparing(Sent::at))
                .limit(MOST_AT_ONCE)
                .toList();
    }

    private static boolean later(Sent a, Sent b) {
        return a.at().isAfter(b.at());
    }

    private static Instant wait(Sent it, int tries) {
        return it.at().plus(PAUSE.multipliedBy(1L << (tries - 1)));
    }

    /// Before this time nothing is missing: the oldest delivery that did not arrive, or a while
    /// ago, since GitHub lists some late.
    private static Instant settled(List<Sent> deliveries, Instant now) {
        return deliveries.stream()
                .filter(it -> !it.taken())
                .map(Sent::at)
                .min(Comparator.naturalOrder())
                .orElse(now.minus(LATE));
    }
}
