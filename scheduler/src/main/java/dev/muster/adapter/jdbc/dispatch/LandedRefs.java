package dev.muster.adapter.jdbc.dispatch;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;
import dev.muster.planning.PlanStore.LandedCommit;
import dev.muster.planning.TrackedRepository;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/// The commit that people mean by a branch or by the first digits of its name.
final class LandedRefs {

    private static final String HEADS = "refs/heads/";
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{7,40}");
    private static final int SHOWN = 20;

    private static final String SELECT =
            """
            select c.branch, c.position, c.sha, c.config_state from landed_commit c
            join branch b on b.repository_id = c.repository_id and b.name = c.branch
            where c.repository_id = :repository and c.branch not like '%:%'
            """;

    private LandedRefs() {}

    /// What was found.
    sealed interface Found {
        /// @param commit a planned one
        record One(LandedCommit commit) implements Found {}

        /// @param hint what there is
        record Nothing(String hint) implements Found {}

        /// @param why there is no saying which one is meant
        record Several(String why) implements Found {}

        /// @param why nothing can be started on it
        record Unready(String why) implements Found {}
    }

    private record Row(String branch, long position, String sha, String state) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("branch"),
                    row.getLong("position"),
                    row.getString("sha"),
                    row.getString("config_state"));
        }
    }

    static Found find(Handle handle, TrackedRepository repository, String ref) {
        var name = ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : ref;
        var rows = Line.isBranch(name) ? tip(handle, repository, name) : List.<Row>of();
        if (rows.isEmpty() && DIGITS.matcher(ref).matches()) {
            rows = commits(handle, repository, ref);
        }
        if (rows.isEmpty()) {
            return new Found.Nothing(hint(handle, repository));
        }
        if (rows.stream().map(Row::sha).distinct().count() > 1) {
            return new Found.Several(
                    "'%s' is the beginning of several commits; write more of it".formatted(ref));
        }
        var main = repository.defaultBranch();
        return ready(
                repository,
                rows.stream()
                        .filter(it -> it.branch().equals(main))
                        .findFirst()
                        .orElse(rows.getFirst()));
    }

    private static List<Row> tip(Handle handle, TrackedRepository repository, String branch) {
        return handle.createQuery(
                        SELECT
                                + """
                                and c.branch = :branch and b.gone_at is null
                                order by c.position desc limit 1
                                """)
                .bind("repository", repository.id())
                .bind("branch", branch)
                .map((row, _) -> Row.of(row))
                .list();
    }

    private static List<Row> commits(Handle handle, TrackedRepository repository, String digits) {
        return handle.createQuery(
                        SELECT + " and c.sha >= :low and c.sha <= :high order by c.branch limit 50")
                .bind("repository", repository.id())
                .bind("low", digits)
                .bind("high", digits + "g")
                .map((row, _) -> Row.of(row))
                .list();
    }

    private static Found ready(TrackedRepository repository, Row row) {
        var sha = row.sha().substring(0, 9);
        return switch (row.state()) {
            case "valid", "warnings" ->
                    new Found.One(
                            new LandedCommit(
                                    repository,
                                    row.branch(),
                                    row.position(),
                                    new CommitSha(row.sha()),
                                    false));
            case "unread" ->
                    new Found.Unready(
                            "%s on '%s' is not planned yet; ask again in a moment"
                                    .formatted(sha, row.branch()));
            case "missing" ->
                    new Found.Unready("%s on '%s' has no .ci.yaml".formatted(sha, row.branch()));
            default ->
                    new Found.Unready(
                            "the .ci.yaml of %s on '%s' is not valid".formatted(sha, row.branch()));
        };
    }

    private static String hint(Handle handle, TrackedRepository repository) {
        var names =
                handle
                        .createQuery(
                                """
                                select name from branch where repository_id = :repository
                                    and gone_at is null and name not like '%:%'
                                order by name limit :most
                                """)
                        .bind("repository", repository.id())
                        .bind("most", SHOWN)
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .map("'%s'"::formatted)
                        .toList();
        return names.isEmpty()
                ? "no branch of the repository has landed a commit yet"
                : "'ref' is a branch (%s) or a commit that landed on one, at least seven digits of it"
                        .formatted(String.join(", ", names));
    }
}
