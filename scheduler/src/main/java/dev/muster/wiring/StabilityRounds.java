package dev.muster.wiring;

import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.stability.JdbcStability;
import dev.muster.adapter.quartz.TimedRounds;
import dev.muster.core.promotion.ProposalLimits;
import dev.muster.stability.CulpritRound;
import dev.muster.stability.IncidentRound;
import dev.muster.stability.ProposalRound;

import java.time.Clock;

/// What comes round by the clock for the stability of targets.
final class StabilityRounds {

    private StabilityRounds() {}

    static void schedule(
            TimedRounds timed,
            JdbcStores stores,
            JdbcStability stability,
            ServeSettings settings,
            Clock clock) {
        var proposals = new ProposalRound(stability, ProposalLimits.DEFAULT, clock);
        timed.every(
                settings.every().flakes(), "stability", () -> stability.judge(settings::judging));
        timed.every(settings.every().promotion(), "proposals", proposals::round);
        var culprits = new CulpritRound(stores.culprits());
        timed.every(settings.every().flakes(), "culprits", culprits::round);
        var incidents = new IncidentRound(stores.incidents(), clock);
        timed.every(settings.every().flakes(), "incidents", incidents::round);
    }
}
