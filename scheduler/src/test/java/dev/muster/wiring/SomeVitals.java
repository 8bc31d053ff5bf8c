package dev.muster.wiring;

import dev.muster.api.Allowances;
import dev.muster.api.Pulse;
import dev.muster.intake.MissedDeliveries;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Rounds and budgets as a service with an App shows them, as of any time.
///
/// @param clock by which they are
record SomeVitals(Clock clock) implements Pulse, Allowances, MissedDeliveries {

    @Override
    public List<Beat> beats() {
        var now = clock.instant();
        var once = Tally.NONE.and(now.minusSeconds(2), now.minusSeconds(1), false);
        return List.of(
                new Beat("dispatch", false, Duration.ofSeconds(1), once, now),
                new Beat("sweep", false, Duration.ofMinutes(2), once, now.plusSeconds(119)),
                new Beat("bot", false, Duration.ofSeconds(30), Tally.NONE, null),
                new Beat("backfill", true, Duration.ofSeconds(15), once, now.plusSeconds(14)));
    }

    @Override
    public Missed missed() {
        return new Missed(0, 0, null);
    }

    @Override
    public List<Allowance> allowances() {
        var now = clock.instant();
        return List.of(
                new Allowance(null, new Bucket(5000, 4990, null), new Bucket(720, 720, null), null),
                new Allowance(
                        4711L,
                        new Bucket(5000, 3120, now.plus(Duration.ofMinutes(34))),
                        new Bucket(720, 540, now.plusSeconds(15)),
                        null));
    }
}
