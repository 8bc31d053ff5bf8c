package dev.muster.adapter.jdbc.gardening;

import dev.muster.adapter.jdbc.dispatch.JdbcRequests;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.stability.CulpritCases;
import dev.muster.adapter.jdbc.stability.CulpritRows;
import dev.muster.adapter.jdbc.stability.QuarantineRows;
import dev.muster.adapter.jdbc.tasks.QueueRows;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.culprit.CulpritSearch;
import dev.muster.core.culprit.Finding;
import dev.muster.dispatch.Requests.Outcome;
import dev.muster.stability.CulpritDesk;

import org.jdbi.v3.core.Handle;

import java.time.Clock;
import java.util.List;

/// The searches for culprits.
public final class JdbcCulprits implements CulpritDesk {

    private static final int PRIORITY = 29;

    private final Transactions transactions;
    private final Clock clock;

    public JdbcCulprits(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public List<Case> cases() {
        return transactions.in(
                handle ->
                        CulpritRows.subjects(handle).stream()
                                .flatMap(it -> CulpritCases.read(handle, it).stream())
                                .toList());
    }

    @Override
    public boolean note(Case it, CulpritSearch search, Finding finding) {
        return transactions.in(
                handle -> {
                    var branch = branch(handle, it);
                    var document = CulpritCases.document(handle, branch, it, search);
                    return CulpritRows.note(
                            handle,
                            branch,
                            it.subject(),
                            CulpritRows.Stand.of(it.range(), search, finding, document),
                            clock.instant());
                });
    }

    @Override
    public boolean probe(Case it, CommitSha commit) {
        var request =
                new QueueRows.Request(
                        QuarantineRows.BOT,
                        "narrows down which of %d commits broke '%s'"
                                .formatted(it.range().last(), it.subject().target()),
                        PRIORITY,
                        clock.instant());
        return transactions.in(
                handle ->
                        CulpritCases.task(handle, branch(handle, it), it, commit)
                                .map(task -> ask(handle, task, request))
                                .orElse(false));
    }

    private static boolean ask(Handle handle, String task, QueueRows.Request request) {
        QueueRows.lock(handle, task);
        return TaskRow.lock(handle, task)
                .map(row -> JdbcRequests.rerun(handle, row, request) instanceof Outcome.Accepted)
                .orElse(false);
    }

    @Override
    public boolean end(Case it) {
        return transactions.in(
                handle -> {
                    var branch = branch(handle, it);
                    return CulpritRows.end(handle, branch, it.subject(), clock.instant());
                });
    }

    private static BranchKey branch(Handle handle, Case it) {
        return BranchKey.find(handle, it.subject().repo(), it.subject().branch()).orElseThrow();
    }
}
