package dev.muster.adapter.jdbc.actions;

import dev.muster.actions.HeadStore;
import dev.muster.actions.JobSeen;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Heads of proposals whose attempts are for a run that GitHub starts by itself.
public final class JdbcHeads implements HeadStore {

    private final Transactions transactions;
    private final Clock clock;

    public JdbcHeads(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public List<Head> toLook(Instant notSince, int limit) {
        return transactions.in(handle -> ActionsHeads.toLook(handle, notSince, limit));
    }

    @Override
    public Optional<Head> open(long repository, CommitSha sha) {
        return transactions.in(handle -> ActionsHeads.find(handle, repository, sha));
    }

    @Override
    public void looked(Head head) {
        transactions.run(handle -> ActionsHeads.looked(handle, head, clock.instant()));
    }

    @Override
    public List<AttemptKey> over(Head head, long runId, Instant since, Ending ending) {
        return transactions.in(
                handle -> {
                    var now = clock.instant();
                    var open = ActionsHeads.leftBy(handle, head, runId, since, now);
                    var how =
                            new ActionsBuilds.Ending(
                                    ending.cancelled() ? "CANCELLED" : "INFRA_FAILED",
                                    ending.note());
                    open.forEach(it -> ActionsBuilds.end(handle, it, how, now));
                    return open;
                });
    }

    @Override
    public List<Stop> toStop(Instant notSince, int limit) {
        return transactions.in(handle -> ActionsStops.toStop(handle, notSince, limit));
    }

    @Override
    public void stopping(Stop stop, Told told) {
        transactions.run(handle -> ActionsStops.stopping(handle, stop, told, clock.instant()));
    }

    @Override
    public void stopped(Stop stop, List<JobSeen> jobs) {
        transactions.run(handle -> ActionsStops.stopped(handle, stop, jobs));
    }
}
