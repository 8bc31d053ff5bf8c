package dev.muster.stability;

import dev.muster.core.incident.Incidents;

import java.time.Clock;
import java.time.Duration;

/// Looks for incidents, lets what fell into them weigh nothing, and has it run again afterwards.
public final class IncidentRound {

    /// An incident is known for longer than it takes to be over.
    private static final Duration BACK = Incidents.WINDOW.multipliedBy(2);

    private final IncidentDesk desk;
    private final Clock clock;

    public IncidentRound(IncidentDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /// One round.
    ///
    /// @return how many incidents changed
    public int round() {
        var now = clock.instant();
        var changed = 0;
        for (var sight : desk.look(now.minus(BACK))) {
            for (var it : Incidents.in(sight.ends(), now)) {
                // Where a pass came after the last failure there is nothing to wait for any more.
                if (!Incidents.over(it.scope(), it.name(), sight.ends(), now)) {
                    changed += desk.lasts(sight.place(), it) ? 1 : 0;
                }
            }
            for (var open : sight.open()) {
                if (Incidents.over(open.scope(), open.name(), sight.ends(), now)) {
                    desk.over(sight.place(), open.id());
                    changed++;
                }
            }
        }
        return changed;
    }
}
