package dev.muster.intake;

import dev.muster.intake.SentDeliveries.Listed;
import dev.muster.intake.SentDeliveries.Sent;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Asks for deliveries once more that did not reach us, for GitHub does not do so by itself, and
/// knows which never did.
public final class Redelivery implements MissedDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Redelivery.class);

    /// GitHub remembers no longer.
    private static final Duration LONGEST = Duration.ofDays(3);

    private static final Duration LATE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_TRIES = 6;
    private static final int MOST_AT_ONCE = 50;

    private final SentDeliveries sent;
    private final Clock clock;
    private final Map<String, Instant> givenUp = new HashMap<>();
    private Instant settled = Instant.EPOCH;
    private volatile @Nullable Missed missed;

    public Redelivery(SentDeliveries sent, Clock clock) {
        this.sent = sent;
        this.clock = clock;
    }

    /// Looks through what was sent since all had arrived.
    ///
    /// @return how many were asked for
    public synchronized int round() {
        var now = clock.instant();
        var oldest = now.minus(LONGEST);
        return switch (sent.since(settled.isBefore(oldest) ? oldest : settled)) {
            case Listed.Found(var deliveries) -> {
                givenUp.values().removeIf(it -> it.isBefore(oldest));
                deliveries.stream().filter(Sent::taken).map(Sent::guid).forEach(givenUp::remove);
                yield again(missing(deliveries), now);
            }
            case Listed.Unreachable(var why) -> {
                LOG.atDebug().addKeyValue("why", why).log("Deliveries could not be listed");
                yield 0;
            }
        };
    }

    private int again(List<Missing> missing, Instant now) {
        giveUp(missing.stream().filter(Missing::wasTriedEnough).toList());
        var left = missing.stream().filter(it -> !givenUp.containsKey(it.guid())).toList();
        var due = due(left.stream(), now);
        due.forEach(it -> sent.again(it.id()));
        if (!due.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("deliveries", due.size())
                    .log("Deliveries that did not arrive were asked for again");
        }
        settled = left.stream().map(Missing::first).min(Instant::compareTo).orElse(now.minus(LATE));
        missed =
                new Missed(
                        left.size() + givenUp.size(),
                        givenUp.size(),
                        Stream.concat(left.stream().map(Missing::first), givenUp.values().stream())
                                .min(Instant::compareTo)
                                .orElse(null));
        return due.size();
    }

    /// What was given up is not read of again: the list would have to be read from there on every
    /// time.
    private void giveUp(List<Missing> missing) {
        var before = givenUp.size();
        missing.forEach(it -> givenUp.putIfAbsent(it.guid(), it.first()));
        if (givenUp.size() > before) {
            LOG.atWarn()
                    .addKeyValue("deliveries", givenUp.size() - before)
                    .addKeyValue("tries", MOST_TRIES)
                    .log("Deliveries never arrived, and are asked for no more");
        }
    }

    @Override
    public @Nullable Missed missed() {
        return missed;
    }

    /// A delivery that was not taken.
    ///
    /// @param guid what all its tries have in common
    /// @param first when it was sent first
    /// @param last the last try
    /// @param tries how often it was tried
    private record Missing(String guid, Instant first, Sent last, int tries) {

        static Missing of(Sent sent) {
            return new Missing(sent.guid(), sent.at(), sent, 1);
        }

        Missing and(Missing other) {
            return new Missing(
                    guid,
                    other.first.isBefore(first) ? other.first : first,
                    other.last.at().isAfter(last.at()) ? other.last : last,
                    tries + other.tries);
        }

        boolean wasTriedEnough() {
            return tries >= MOST_TRIES;
        }

        /// After one try a minute later, after the second two, and so on.
        boolean isDue(Instant now) {
            return !wasTriedEnough()
                    && !last.at().plus(PAUSE.multipliedBy(1L << (tries - 1))).isAfter(now);
        }
    }

    private static List<Missing> missing(List<Sent> deliveries) {
        var byGuid = new LinkedHashMap<String, Missing>();
        deliveries.forEach(it -> byGuid.merge(it.guid(), Missing.of(it), Missing::and));
        deliveries.stream().filter(Sent::taken).map(Sent::guid).forEach(byGuid::remove);
        return List.copyOf(byGuid.values());
    }

    /// The last try of each delivery that never arrived and that was not tried a moment ago.
    static List<Sent> due(List<Sent> deliveries, Instant now) {
        return due(missing(deliveries).stream(), now);
    }

    private static List<Sent> due(Stream<Missing> missing, Instant now) {
        return missing.filter(it -> it.isDue(now))
                .map(Missing::last)
                .sorted(Comparator.comparing(Sent::at))
                .limit(MOST_AT_ONCE)
                .toList();
    }
}
