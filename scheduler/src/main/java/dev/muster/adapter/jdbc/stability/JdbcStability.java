package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.api.StabilityReads;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.Ulids;
import dev.muster.core.promotion.Kind;
import dev.muster.core.promotion.Step;
import dev.muster.core.stability.Thresholds;
import dev.muster.stability.Judging;
import dev.muster.stability.ProposalDesk;
import dev.muster.stability.Quarantines;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// The door to all that is kept about the stability of targets.
public final class JdbcStability implements StabilityReads, Quarantines, ProposalDesk, Judging {

    private final Transactions transactions;
    private final Clock clock;
    private final QuarantineRows quarantines;
    private final ProposalRows proposals;
    private final RepoRows repos = new RepoRows();

    public JdbcStability(Database database, Clock clock, RandomGenerator random) {
        var ulids = new Ulids(clock, random);
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
        this.quarantines = new QuarantineRows(ulids);
        this.proposals = new ProposalRows(ulids);
    }

    @Override
    public Optional<ObjectNode> flakes(RepoSlug repo, @Nullable String branch) {
        return on(
                repo,
                branch,
                (handle, key) -> StabilityDocuments.flakes(handle, key, clock.instant()));
    }

    @Override
    public Optional<ObjectNode> promotions(RepoSlug repo, @Nullable String branch) {
        return on(
                repo,
                branch,
                (handle, key) -> StabilityDocuments.promotions(handle, key, clock.instant()));
    }

    @Override
    public Optional<ObjectNode> quarantines(RepoSlug repo, @Nullable String branch) {
        return on(repo, branch, StabilityDocuments::quarantines);
    }

    @Override
    public Optional<ObjectNode> culprits(RepoSlug repo, @Nullable String branch) {
        return on(repo, branch, CulpritRows::documents);
    }

    @Override
    public Optional<ObjectNode> incidents(RepoSlug repo, @Nullable String branch) {
        return on(repo, branch, IncidentRows::documents);
    }

    @Override
    public Optional<ObjectNode> failures(RepoSlug repo, @Nullable String branch) {
        return on(repo, branch, (handle, key) -> FailureDocument.of(handle, key, clock.instant()));
    }

    @Override
    public Optional<ObjectNode> treePast(RepoSlug repo, @Nullable String branch, int days) {
        var now = clock.instant();
        return on(
                repo,
                branch,
                (handle, key) ->
                        TreePastDocument.of(handle, key, now.minus(Duration.ofDays(days)), now));
    }

    @Override
    public Optional<ObjectNode> greenCommits(RepoSlug repo, @Nullable String branch, int commits) {
        return on(
                repo,
                branch,
                (handle, key) -> GreenCommits.of(handle, key, commits, clock.instant()));
    }

    @Override
    public Optional<ObjectNode> audit(RepoSlug repo, Acts wanted) {
        return transactions.in(
                handle ->
                        BranchKey.repository(handle, repo)
                                .map(_ -> AuditDocument.of(handle, repo, wanted)));
    }

    @Override
    public ObjectNode audit(Acts wanted) {
        return transactions.in(handle -> AuditDocument.of(handle, null, wanted));
    }

    @Override
    public Outcome set(RepoSlug repo, String branch, Order order) {
        return transactions.in(
                handle ->
                        BranchKey.find(handle, repo, branch)
                                .map(key -> quarantines.set(handle, key, order, clock.instant()))
                                .orElseGet(
                                        () ->
                                                new Outcome.NotFound(
                                                        "branch '%s' of '%s'"
                                                                .formatted(branch, repo))));
    }

    @Override
    public Outcome mended(RepoSlug repo, String id, String who) {
        return transactions.in(
                handle -> quarantines.mended(handle, repo, id, who, clock.instant()));
    }

    @Override
    public Outcome lift(RepoSlug repo, String id, String who, String reason) {
        var act = new QuarantineRows.Act("quarantine ended", who, reason, clock.instant());
        return transactions.in(handle -> quarantines.lift(handle, repo, id, act));
    }

    @Override
    public int round() {
        var now = clock.instant();
        return transactions.in(handle -> QuarantineRows.expire(handle, now))
                + transactions.in(handle -> QuarantineRows.earned(handle, now));
    }

    @Override
    public int judge(Function<RepoSlug, Thresholds> wanted) {
        var stale = transactions.in(handle -> ThresholdRows.note(handle, wanted));
        for (var it : stale) {
            transactions.run(handle -> ThresholdRows.judge(handle, it, clock.instant()));
        }
        return stale.size();
    }

    @Override
    public List<Place> places() {
        return transactions.in(ProposalRows::places);
    }

    @Override
    public Sheet read(Place place, Kind kind) {
        return transactions.in(
                handle -> ProposalRows.read(handle, key(handle, place), kind, clock.instant()));
    }

    @Override
    public boolean carryOut(Place place, Step step, @Nullable Draft draft) {
        return transactions.in(
                handle ->
                        proposals.carryOut(
                                handle, key(handle, place), step, draft, clock.instant()));
    }

    @Override
    public List<ConfigText> configs(Place place, String target) {
        return transactions.in(
                handle ->
                        ProposalRows.configs(handle, key(handle, place)).stream()
                                .filter(it -> it.text().contains(target))
                                .toList());
    }

    @Override
    public boolean decline(RepoSlug repo, String id, String who, String reason) {
        var closing = new ProposalRows.Closing("declined", who, reason, clock.instant());
        return transactions.in(
                handle ->
                        ProposalRows.belongs(handle, repo, id)
                                && ProposalRows.close(handle, id, closing));
    }

    private static BranchKey key(Handle handle, Place place) {
        return BranchKey.find(handle, place.repo(), place.branch()).orElseThrow();
    }

    private Optional<ObjectNode> on(
            RepoSlug repo,
            @Nullable String branch,
            BiFunction<Handle, BranchKey, ObjectNode> read) {
        return transactions.in(
                handle -> {
                    var name =
                            branch == null
                                    ? repos.defaultBranch(handle, repo)
                                    : Optional.of(branch);
                    return name.flatMap(it -> BranchKey.find(handle, repo, it))
                            .map(key -> read.apply(handle, key));
                });
    }
}
