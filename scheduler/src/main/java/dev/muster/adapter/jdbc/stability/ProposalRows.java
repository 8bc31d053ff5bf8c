package dev.muster.adapter.jdbc.stability;

import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.Ulids;
import dev.muster.core.promotion.Kind;
import dev.muster.core.promotion.Step;
import dev.muster.core.promotion.Subject;
import dev.muster.stability.ProposalDesk.ConfigText;
import dev.muster.stability.ProposalDesk.Draft;
import dev.muster.stability.ProposalDesk.Place;
import dev.muster.stability.ProposalDesk.Sheet;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The proposals of the bot.
final class ProposalRows {

    private static final Duration DAY = Duration.ofDays(1);

    private final Ulids ulids;

    ProposalRows(Ulids ulids) {
        this.ulids = ulids;
    }

    static List<Place> places(Handle handle) {
        return handle.createQuery(
                        """
                        select r.owner, r.name, r.default_branch from repository r
                        join branch b on b.repository_id = r.id and b.name = r.default_branch
                        order by r.id
                        """)
                .map(
                        (row, _) ->
                                new Place(
                                        new RepoSlug(row.getString("owner"), row.getString("name")),
                                        row.getString("default_branch")))
                .list();
    }

    static Sheet read(Handle handle, BranchKey branch, Kind kind, Instant now) {
        var subjects =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select s.*, c.bringup, c.current_order,
                                            p.id as open_id, p.evidence as open_evidence, q.id as quarantine_id,
                                            (select max(d.closed_at) from proposal d
                                                where d.repository_id = s.repository_id
                                                    and d.branch = s.branch and d.target = s.target
                                                    and d.kind = :kind and d.state = 'declined')
                                                as declined_at
                                        from target_stability s
                                        join grid_column c on c.repository_id = s.repository_id
                                            and c.branch = s.branch and c.target = s.target
                                        left join proposal p on p.repository_id = s.repository_id
                                            and p.branch = s.branch and p.target = s.target
                                            and p.kind = :kind and p.open_key is not null
                                        left join quarantine q on q.repository_id = s.repository_id
                                            and q.branch = s.branch and q.target = s.target
                                            and q.active is not null
                                        where s.repository_id = :repository and s.branch = :branch
                                            and (p.id is not null
                                                or s.advice in ('promote', 'quarantine'))
                                        order by c.current_order, s.target
                                        """))
                        .bind("kind", kind.word())
                        .map((row, _) -> subject(row, kind))
                        .list();
        return new Sheet(subjects, madeSince(handle, branch, kind, now.minus(DAY)));
    }

    private static int madeSince(Handle handle, BranchKey branch, Kind kind, Instant since) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select count(*) from proposal
                                where repository_id = :repository and kind = :kind
                                    and opened_at > :since and branch = :branch
                                """))
                .bind("kind", kind.word())
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    private static Subject subject(ResultSet row, Kind kind) throws SQLException {
        var open = row.getString("open_id");
        return new Subject(
                row.getString("target"),
                kind,
                call(row, kind),
                StabilityFigures.of(row).put("why", row.getString("why")).toString(),
                open == null ? null : new Subject.Open(open, row.getString("open_evidence")),
                Rows.instant(row, "declined_at"));
    }

    private static Subject.Call call(ResultSet row, Kind kind) throws SQLException {
        if (Rows.number(row, "current_order") == null) {
            return Subject.Call.UNFOUNDED;
        }
        var done =
                switch (kind) {
                    case PROMOTE -> !row.getBoolean("bringup");
                    // By a record here, or in the file.
                    case QUARANTINE ->
                            row.getString("quarantine_id") != null || row.getBoolean("bringup");
                };
        if (done) {
            return Subject.Call.DONE;
        }
        return isWanted(row, kind) ? Subject.Call.WANTED : Subject.Call.UNFOUNDED;
    }

    /// A quarantine stays proposed as long as its target is watched. One that came and went with
    /// every run around the limit would soon have used up what may be proposed in a day.
    private static boolean isWanted(ResultSet row, Kind kind) throws SQLException {
        return row.getString("advice").equals(kind.word())
                || kind == Kind.QUARANTINE
                        && row.getString("open_id") != null
                        && row.getString("state").equals("watch");
    }

    boolean carryOut(
            Handle handle, BranchKey branch, Step step, @Nullable Draft draft, Instant now) {
        return switch (step) {
            case Step.Make(var subject) -> make(handle, branch, subject, draft, now);
            case Step.Renew(var id, var subject) -> renew(handle, id, subject, draft, now);
            case Step.Conclude(var id) ->
                    close(handle, id, new Closing("done", QuarantineRows.BOT, "it was done", now));
            case Step.Withdraw(var id) ->
                    close(
                            handle,
                            id,
                            new Closing(
                                    "withdrawn",
                                    QuarantineRows.BOT,
                                    "the evidence does not speak for it any more",
                                    now));
        };
    }

    private boolean make(
            Handle handle, BranchKey branch, Subject subject, @Nullable Draft draft, Instant now) {
        if (draft == null) {
            throw new IllegalArgumentException("a proposal says something");
        }
        var made =
                branch.bind(
                                handle.createUpdate(
                                        """
                                        insert into proposal (id, repository_id, branch, target,
                                            kind, state, evidence, config_path, diff, fault,
                                            opened_at, changed_at, open_key)
                                        values (:id, :repository, :branch, :target, :kind, 'open',
                                            :evidence, :path, :diff, :fault, :now, :now, :key)
                                        on conflict do nothing
                                        """))
                        .bind("id", ulids.next())
                        .bind("target", subject.target())
                        .bind("kind", subject.kind().word())
                        .bind("evidence", subject.evidence())
                        .bind("path", draft.path())
                        .bind("diff", draft.diff())
                        .bind("fault", draft.fault())
                        .bind("now", now)
                        .bind(
                                "key",
                                "%s %s %s"
                                        .formatted(
                                                subject.kind().word(),
                                                branch.name(),
                                                subject.target()))
                        .execute();
        if (made > 0) {
            Audit.append(
                    handle,
                    now,
                    QuarantineRows.BOT,
                    "propose " + subject.kind().word(),
                    "%s %s '%s'".formatted(branch.slug(), branch.name(), subject.target()),
                    Json.read(subject.evidence()).path("why").asText());
        }
        return made > 0;
    }

    private static boolean renew(
            Handle handle, String id, Subject subject, @Nullable Draft draft, Instant now) {
        if (draft == null) {
            throw new IllegalArgumentException("a proposal says something");
        }
        return handle.createUpdate(
                                """
                                update proposal set evidence = :evidence, config_path = :path,
                                    diff = :diff, fault = :fault, changed_at = :now
                                where id = :id and open_key is not null
                                """)
                        .bind("evidence", subject.evidence())
                        .bind("path", draft.path())
                        .bind("diff", draft.diff())
                        .bind("fault", draft.fault())
                        .bind("now", now)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    /// How a proposal ends.
    ///
    /// @param state its last
    /// @param who closed it
    /// @param reason why
    /// @param at when
    record Closing(String state, String who, String reason, Instant at) {}

    static boolean close(Handle handle, String id, Closing closing) {
        var subject =
                handle.createQuery(
                                """
                                select r.owner || '/' || r.name || ' ' || p.branch || ' ''' || p.target
                                    || ''''
                                from proposal p join repository r on r.id = p.repository_id
                                where p.id = :id and p.open_key is not null
                                """)
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne();
        if (subject.isEmpty()) {
            return false;
        }
        var closed =
                handle.createUpdate(
                                """
                                update proposal set state = :state, closed_at = :now,
                                    closed_by = :who, close_reason = :reason, changed_at = :now,
                                    open_key = null
                                where id = :id and open_key is not null
                                """)
                        .bind("state", closing.state())
                        .bind("now", closing.at())
                        .bind("who", Texts.fit(closing.who(), 200))
                        .bind("reason", Texts.fit(closing.reason(), 1000))
                        .bind("id", id)
                        .execute();
        if (closed > 0) {
            Audit.append(
                    handle,
                    closing.at(),
                    closing.who(),
                    "proposal " + closing.state(),
                    subject.get(),
                    closing.reason());
        }
        return closed > 0;
    }

    static boolean belongs(Handle handle, RepoSlug repo, String id) {
        return handle.createQuery(
                        """
                        select p.id from proposal p join repository r on r.id = p.repository_id
                        where p.id = :id and r.owner = :owner and r.name = :name
                        """)
                .bind("id", id)
                .bind("owner", repo.owner())
                .bind("name", repo.name())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    static List<ConfigText> configs(Handle handle, BranchKey branch) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select f.path, x.text from branch b
                                join config_file f on f.repository_id = b.repository_id
                                    and f.sha = b.head_sha
                                join config_text x on x.digest = f.digest
                                where b.repository_id = :repository and b.name = :branch
                                order by f.ordinal
                                """))
                .map((row, _) -> new ConfigText(row.getString("path"), row.getString("text")))
                .list();
    }
}
