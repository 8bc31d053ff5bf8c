package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.bot.Tidings;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.culprit.CulpritSearch;
import dev.muster.core.culprit.Finding;
import dev.muster.core.culprit.SuspectRange;
import dev.muster.stability.CulpritDesk.Subject;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rows of searches for culprits.
public final class CulpritRows {

    /// A search that is over is kept until the target breaks again.
    private static final String OVER = "over";

    private CulpritRows() {}

    /// How a search stands.
    ///
    /// @param state its word
    /// @param next the commit whose run would tell most; null where none would
    /// @param culprit the commit that is named; null where none is
    /// @param probability of what it came to
    /// @param revert whether a revert is offered
    /// @param document for people
    public record Stand(
            String state,
            @Nullable CommitSha next,
            @Nullable CommitSha culprit,
            double probability,
            boolean revert,
            ObjectNode document) {

        public static Stand of(
                SuspectRange range, CulpritSearch search, Finding finding, ObjectNode document) {
            return switch (finding) {
                case Finding.Undecided(var next) ->
                        new Stand(
                                "searching",
                                range.commit(next),
                                null,
                                search.probability(next),
                                false,
                                document);
                case Finding.Named(var culprit, _, var probability, var revert) ->
                        new Stand("named", null, culprit, probability, revert, document);
                case Finding.NoCulprit(var probability) ->
                        new Stand("nobody", null, null, probability, false, document);
                case Finding.GivenUp(_, var probability) ->
                        new Stand("given_up", null, null, probability, false, document);
            };
        }
    }

    /// What is being searched, and what broke since. The range of a search stays as it began: what
    /// its own runs say is weighed, not believed.
    public static List<Subject> subjects(Handle handle) {
        return handle.createQuery(
                        """
                        select r.owner, r.name, m.branch, m.target,
                            case when c.state <> 'over' then c.good_position
                                else m.last_good_position end as good,
                            case when c.state <> 'over' then c.bad_position
                                else m.first_bad_position end as bad
                        from target_stability s
                        join target_summary m on m.repository_id = s.repository_id
                            and m.branch = s.branch and m.target = s.target
                        join repository r on r.id = s.repository_id
                        join branch b on b.repository_id = s.repository_id and b.name = s.branch
                            and b.gone_at is null
                        left join culprit_search c on c.repository_id = s.repository_id
                            and c.branch = s.branch and c.target = s.target
                        where coalesce(c.state, 'over') <> 'over'
                            or (s.advice = 'search_culprit' and m.newest_red
                                and m.last_good_position is not null
                                and m.first_bad_position > m.last_good_position)
                        order by r.id, m.branch, m.target
                        """)
                .map((row, _) -> subject(row))
                .list();
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return new Subject(
                new RepoSlug(row.getString("owner"), row.getString("name")),
                row.getString("branch"),
                row.getString("target"),
                row.getLong("good"),
                row.getLong("bad"));
    }

    public static boolean note(
            Handle handle, BranchKey branch, Subject subject, Stand stand, Instant now) {
        var before = lock(handle, branch, subject.target());
        if (before != null && before.same(subject, stand)) {
            return false;
        }
        var again = before != null && before.goesOn(subject);
        if (before == null) {
            if (execute(handle, INSERT, branch, subject, stand, now) == 0) {
                return false;
            }
        } else {
            execute(handle, again ? UPDATE : RESTART, branch, subject, stand, now);
        }
        var known = before != null && again ? before.state() : "";
        if (!stand.state().equals(known)) {
            tell(handle, branch, subject, stand, now);
        }
        TreeRows.recompute(handle, branch, now);
        return true;
    }

    private static void tell(
            Handle handle, BranchKey branch, Subject subject, Stand stand, Instant now) {
        var culprit = stand.culprit();
        Audit.append(
                handle,
                now,
                QuarantineRows.BOT,
                "culprit " + stand.state().replace('_', ' '),
                "%s %s '%s'".formatted(branch.slug(), branch.name(), subject.target()),
                culprit == null
                        ? ""
                        : "%s with probability %.2f"
                                .formatted(
                                        culprit.abbreviated(),
                                        Math.floor(stand.probability() * 100) / 100));
        if (culprit != null && stand.state().equals("named")) {
            var news = Tidings.culprit(subject.target(), culprit.value(), stand.probability());
            PostRows.tell(handle, branch, subject.target(), news, now);
        }
    }

    public static boolean end(Handle handle, BranchKey branch, Subject subject, Instant now) {
        var ended =
                branch.bind(
                                handle.createUpdate(
                                        """
                                        update culprit_search set state = 'over',
                                            next_position = null, changed_at = :now
                                        where repository_id = :repository and branch = :branch
                                            and target = :target and state <> 'over'
                                        """))
                        .bind("target", subject.target())
                        .bind("now", now)
                        .execute();
        if (ended > 0) {
            var place = "%s %s '%s'".formatted(branch.slug(), branch.name(), subject.target());
            Audit.append(handle, now, QuarantineRows.BOT, "culprit search over", place, "");
        }
        return ended > 0;
    }

    private static final String VALUES =
            """
            good_position = :good, bad_position = :bad, state = :state,
            next_position = (select position from landed_commit where repository_id = :repository
                and branch = :branch and sha = :next), culprit = :culprit,
            probability = :probability, offer_revert = :revert, document = :document,
            changed_at = :now
            """;

    private static final String KEY =
            " where repository_id = :repository and branch = :branch and target = :target";

    private static final String UPDATE = "update culprit_search set " + VALUES + KEY;

    private static final String RESTART =
            "update culprit_search set started_at = :now, " + VALUES + KEY;

    private static final String INSERT =
            """
            insert into culprit_search (repository_id, branch, target, good_position, bad_position,
                state, next_position, culprit, probability, offer_revert, document, started_at,
                changed_at)
            values (:repository, :branch, :target, :good, :bad, :state,
                (select position from landed_commit where repository_id = :repository
                    and branch = :branch and sha = :next), :culprit, :probability, :revert,
                :document, :now, :now)
            on conflict do nothing
            """;

    private static int execute(
            Handle handle,
            String statement,
            BranchKey branch,
            Subject subject,
            Stand stand,
            Instant now) {
        return branch.bind(handle.createUpdate(statement))
                .bind("target", subject.target())
                .bind("good", subject.good())
                .bind("bad", subject.bad())
                .bind("state", stand.state())
                .bind("next", stand.next() == null ? "" : stand.next().value())
                .bind("culprit", stand.culprit() == null ? null : stand.culprit().value())
                .bind("probability", stand.probability())
                .bind("revert", stand.revert())
                .bind("document", stand.document().toString())
                .bind("now", now)
                .execute();
    }

    private record Known(long good, long bad, String state, String document) {

        boolean same(Subject subject, Stand stand) {
            return goesOn(subject)
                    && state.equals(stand.state())
                    && document.equals(stand.document().toString());
        }

        boolean goesOn(Subject subject) {
            return !state.equals(OVER) && good == subject.good() && bad == subject.bad();
        }
    }

    private static @Nullable Known lock(Handle handle, BranchKey branch, String target) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select good_position, bad_position, state, document
                                from culprit_search
                                where repository_id = :repository and branch = :branch
                                    and target = :target for update
                                """))
                .bind("target", target)
                .map(
                        (row, _) ->
                                new Known(
                                        row.getLong("good_position"),
                                        row.getLong("bad_position"),
                                        row.getString("state"),
                                        row.getString("document")))
                .findOne()
                .orElse(null);
    }

    /// A commit that is held to have broken a target.
    ///
    /// @param commit its name
    /// @param probability that it did
    record Named(CommitSha commit, double probability) {}

    /// The culprits that are named on a branch, by target.
    static Map<String, Named> named(Handle handle, BranchKey branch) {
        var found = new HashMap<String, Named>();
        branch.bind(
                        handle.createQuery(
                                """
                                select target, culprit, probability from culprit_search
                                where repository_id = :repository and branch = :branch
                                    and state = 'named'
                                """))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getString("target"),
                                        new Named(
                                                new CommitSha(row.getString("culprit")),
                                                row.getDouble("probability"))))
                .forEach(it -> found.put(it.getKey(), it.getValue()));
        return found;
    }

    static ObjectNode documents(Handle handle, BranchKey branch) {
        var document =
                Json.object().put("repo", branch.slug().toString()).put("branch", branch.name());
        document.set("open", documents(handle, branch, false));
        document.set("over", documents(handle, branch, true));
        return document;
    }

    private static ArrayNode documents(Handle handle, BranchKey branch, boolean over) {
        var list = Json.array();
        branch.bind(
                        handle.createQuery(
                                """
                                select s.*, c.owner, l.sha as next_sha from culprit_search s
                                left join grid_column c on c.repository_id = s.repository_id
                                    and c.branch = s.branch and c.target = s.target
                                left join landed_commit l on l.repository_id = s.repository_id
                                    and l.branch = s.branch and l.position = s.next_position
                                where s.repository_id = :repository and s.branch = :branch
                                    and (s.state = 'over') = :over
                                order by s.started_at desc, s.target
                                """))
                .bind("over", over)
                .map((row, _) -> document(row))
                .forEach(list::add);
        return list;
    }

    private static ObjectNode document(ResultSet row) throws SQLException {
        var document =
                Json.object()
                        .put("target", row.getString("target"))
                        .put("owner", row.getString("owner"))
                        .put("state", row.getString("state"))
                        .put("culprit", row.getString("culprit"))
                        .put("probability", StabilityFigures.rounded(row.getDouble("probability")))
                        .put("offerRevert", row.getBoolean("offer_revert"))
                        .put("next", row.getString("next_sha"))
                        .put("startedAt", Rows.time(row, "started_at").toString())
                        .put("changedAt", Rows.time(row, "changed_at").toString());
        document.setAll((ObjectNode) Json.read(row.getString("document")));
        return document;
    }
}
