package dev.muster.adapter.jdbc.gardening;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.stability.StabilityDocuments;
import dev.muster.bot.Kind;
import dev.muster.bot.Topic;
import dev.muster.bot.Topic.Call;
import dev.muster.bot.Topic.Facts;
import dev.muster.bot.Topic.Sample;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.stability.GateBudget;
import dev.muster.core.stability.Interval;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the bot's posts are or should be about.
final class BotTopics {

    private static final int SAMPLES = 5;

    /// Of each target: what is known of it, the proposal that is open, the posts that are.
    private static final String SELECT =
            """
            select r.id as repository_id, r.owner as repo_owner, r.name as repo_name,
                s.branch, s.target, s.state, s.advice, s.why, s.verdicts, s.failed, s.flaky,
                s.streak_runs, s.flakes, s.runs, c.owner, c.scheduler, c.current_order,
                p.id as proposal, p.fault as proposal_fault,
                w.id as promotion_post, w.title as promotion_title, w.body as promotion_body,
                w.label as promotion_label, w.wish as promotion_wish,
                f.id as flake_post, f.title as flake_title, f.body as flake_body,
                f.label as flake_label, f.wish as flake_wish, f.url as issue,
                d.id as quarantine,
                m.id as demotion_post, m.title as demotion_title, m.body as demotion_body,
                m.label as demotion_label, m.wish as demotion_wish
            from target_stability s
            join repository r on r.id = s.repository_id and r.default_branch = s.branch
                and r.kind = 'github' and r.github_state = 'active'
            join grid_column c on c.repository_id = s.repository_id and c.branch = s.branch
                and c.target = s.target
            left join proposal p on p.repository_id = s.repository_id and p.branch = s.branch
                and p.target = s.target and p.kind = 'promote' and p.open_key is not null
            left join bot_post w on w.repository_id = s.repository_id and w.branch = s.branch
                and w.target = s.target and w.kind = 'promotion' and w.open_key is not null
            left join bot_post f on f.repository_id = s.repository_id and f.branch = s.branch
                and f.target = s.target and f.kind = 'flake' and f.open_key is not null
            left join proposal d on d.repository_id = s.repository_id and d.branch = s.branch
                and d.target = s.target and d.kind = 'quarantine' and d.open_key is not null
            left join bot_post m on m.repository_id = s.repository_id and m.branch = s.branch
                and m.target = s.target and m.kind = 'demotion' and m.open_key is not null
            where p.id is not null or w.id is not null or m.id is not null or f.id is not null or s.state = 'watch'
            order by r.id, c.current_order, s.target
            """;

    private final Handle handle;
    private final Instant now;
    private final Map<BranchKey, GateBudget> budgets = new HashMap<>();

    private BotTopics(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    static List<Topic> of(Handle handle, Instant now) {
        var topics = new BotTopics(handle, now);
        var found = new ArrayList<Topic>();
        handle.createQuery(SELECT)
                .map((row, _) -> Row.of(row))
                .list()
                .forEach(row -> topics.add(row, found));
        found.addAll(RevertTopics.of(handle));
        return found;
    }

    private void add(Row row, List<Topic> found) {
        var facts = facts(row);
        if (row.proposal() != null || row.promotion() != null) {
            found.add(
                    topic(row, Kind.PROMOTION, promotion(row), facts)
                            .with(row.proposal(), row.promotion()));
        }
        if (row.flake() != null || row.state().equals("watch")) {
            found.add(topic(row, Kind.FLAKE, flake(row), facts).with(null, row.flake()));
        }
        if (row.quarantine() != null || row.demotion() != null) {
            found.add(
                    topic(row, Kind.DEMOTION, demotion(row), facts)
                            .with(row.quarantine(), row.demotion()));
        }
    }

    private static Topic topic(Row row, Kind kind, Call call, Facts facts) {
        return new Topic(
                row.branch().slug(),
                row.branch().name(),
                row.target(),
                kind,
                call,
                facts,
                null,
                null,
                null);
    }

    private static Call promotion(Row row) {
        if (row.proposal() == null) {
            return Call.MOOT;
        }
        return row.editable() ? Call.WANTED : Call.KEEP;
    }

    /// It links to the issue, so that has to be there first.
    private static Call demotion(Row row) {
        if (row.quarantine() == null) {
            return Call.MOOT;
        }
        return row.issue() == null ? Call.KEEP : Call.WANTED;
    }

    /// Healthy again, to be left alone, or gone from the configuration: nothing is left to tell. In
    /// bringup it is healthy once it has earned its promotion.
    private static Call flake(Row row) {
        return switch (row.state()) {
            case "watch" -> Call.WANTED;
            case "broken", "quarantined" -> Call.KEEP;
            case "bringup" -> row.earned() ? Call.MOOT : Call.KEEP;
            default -> Call.MOOT;
        };
    }

    private Facts facts(Row row) {
        var budget =
                budgets.computeIfAbsent(
                        row.branch(),
                        it -> GateBudget.of(StabilityDocuments.gates(handle, it, now)));
        var alone =
                budget.targets().stream()
                        .filter(it -> it.target().equals(row.target()))
                        .mapToDouble(GateBudget.Share::falseRed)
                        .findFirst()
                        .orElse(0);
        var interval = Interval.of(row.flakes(), row.runs());
        return new Facts(
                row.why(),
                row.owner(),
                row.state(),
                row.verdicts(),
                row.failed(),
                row.flaky(),
                row.cleanRuns(),
                row.runs() == 0 ? 0 : row.flakes() / row.runs(),
                interval.low(),
                interval.high(),
                alone,
                budget.falseRed(),
                budget.with(row.gate()),
                row.state().equals("bringup") ? List.of() : samples(row));
    }

    private List<Sample> samples(Row row) {
        return row.branch()
                .bind(
                        handle.createQuery(
                                """
                                select t.sha, t.id, a.number, a.finished_at from task t
                                join attempt a on a.task_id = t.id
                                    and a.status in ('failed', 'timed_out') and not a.discounted
                                where t.repository_id = :repository and t.branch = :branch
                                    and t.target = :target
                                    and t.position > (select newest_position - 400 from branch b
                                        where b.repository_id = :repository and b.name = :branch)
                                order by t.position desc, a.number desc limit :samples
                                """))
                .bind("target", row.target())
                .bind("samples", SAMPLES)
                .map(
                        (it, _) ->
                                new Sample(
                                        it.getString("sha"),
                                        it.getString("id"),
                                        it.getInt("number"),
                                        Objects.toString(Rows.instant(it, "finished_at"), "")))
                .list();
    }

    private record Row(
            BranchKey branch,
            String target,
            String state,
            boolean earned,
            String why,
            String owner,
            int verdicts,
            int failed,
            int flaky,
            int cleanRuns,
            double flakes,
            double runs,
            GateBudget.Gate gate,
            @Nullable String proposal,
            boolean editable,
            Topic.@Nullable Shown promotion,
            Topic.@Nullable Shown flake,
            @Nullable String issue,
            @Nullable String quarantine,
            Topic.@Nullable Shown demotion) {

        static Row of(ResultSet row) throws SQLException {
            var advice = row.getString("advice");
            return new Row(
                    new BranchKey(
                            row.getLong("repository_id"),
                            new RepoSlug(row.getString("repo_owner"), row.getString("repo_name")),
                            row.getString("branch")),
                    row.getString("target"),
                    state(row, advice),
                    advice.equals("promote"),
                    row.getString("why"),
                    Objects.requireNonNullElse(row.getString("owner"), ""),
                    row.getInt("verdicts"),
                    row.getInt("failed"),
                    row.getInt("flaky"),
                    row.getInt("streak_runs"),
                    row.getDouble("flakes"),
                    row.getDouble("runs"),
                    StabilityDocuments.gate(row),
                    row.getString("proposal"),
                    row.getString("proposal_fault") == null,
                    shown(row, "promotion"),
                    shown(row, "flake"),
                    row.getString("issue"),
                    row.getString("quarantine"),
                    shown(row, "demotion"));
        }

        private static String state(ResultSet row, String advice) throws SQLException {
            if (Rows.number(row, "current_order") == null) {
                return "gone";
            }
            return advice.equals("leave_ignored") ? "ignored" : row.getString("state");
        }

        private static Topic.@Nullable Shown shown(ResultSet row, String kind) throws SQLException {
            var id = row.getString(kind + "_post");
            return id == null
                    ? null
                    : new Topic.Shown(
                            id,
                            row.getString(kind + "_title"),
                            row.getString(kind + "_body"),
                            row.getString(kind + "_label"),
                            row.getString(kind + "_wish").equals("closed"));
        }
    }
}
