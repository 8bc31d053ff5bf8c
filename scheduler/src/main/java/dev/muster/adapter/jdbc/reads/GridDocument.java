package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.evidence.ActiveQuarantine;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.stability.TreeRows;
import dev.muster.core.ci.Cell;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The grid in columns: one character a cell, so that a first screen of hundreds of targets is
/// small.
final class GridDocument {

    /// @param ordinal place of the target's cell in a row
    private record Column(int ordinal, ObjectNode document) {}

    ObjectNode of(Handle handle, BranchKey branch, int commits, @Nullable Long before) {
        var columns = columns(handle, branch);
        var document =
                Json.object().put("repo", branch.slug().toString()).put("branch", branch.name());
        document.set("tree", TreeRows.document(handle, branch));
        var targets = document.putArray("targets");
        columns.forEach(it -> targets.add(it.document));
        var rows = document.putArray("commits");
        var cells = document.putArray("cells");
        var oldest = new long[] {0};
        var query = rows(handle, branch, commits, before);
        query.forEach(
                row -> {
                    rows.add(row.document);
                    cells.add(cells(row.cells, columns));
                    oldest[0] = row.position;
                });
        if (query.size() == commits && oldest[0] > 1) {
            document.put("next", String.valueOf(oldest[0]));
        } else {
            document.putNull("next");
        }
        return document;
    }

    private static List<Column> columns(Handle handle, BranchKey branch) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select c.*, q.id as quarantine_id from grid_column c
                                %s
                                where c.repository_id = :repository and c.branch = :branch
                                order by case when current_order is null then 1 else 0 end, current_order, ordinal
                                """
                                        .formatted(
                                                ActiveQuarantine.join(
                                                        "c.repository_id",
                                                        "c.branch",
                                                        "c.target"))))
                .map((row, _) -> new Column(row.getInt("ordinal"), column(row)))
                .list();
    }

    private static ObjectNode column(ResultSet row) throws SQLException {
        row.getInt("current_order");
        var current = !row.wasNull();
        var document =
                Json.object()
                        .put("name", row.getString("target"))
                        .put("platform", row.getString("platform"))
                        .put("bringup", row.getBoolean("bringup"))
                        .put("blocking", row.getBoolean("blocking"))
                        .put("external", !row.getString("scheduler").equals("cocoon"))
                        .put("scheduler", row.getString("scheduler"))
                        .put("owner", row.getString("owner"))
                        .put("quarantined", row.getString("quarantine_id") != null)
                        .put("current", current);
        document.set("tags", Json.read(row.getString("tags")));
        return document;
    }

    private record Row(long position, ObjectNode document, String cells) {}

    private static List<Row> rows(
            Handle handle, BranchKey branch, int commits, @Nullable Long before) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select c.*, g.cells from landed_commit c
                                left join grid_row g on g.repository_id = c.repository_id
                                    and g.branch = c.branch and g.position = c.position
                                where c.repository_id = :repository and c.branch = :branch
                                    and c.position < :before
                                order by c.position desc limit :limit
                                """))
                .bind("before", before == null ? Long.MAX_VALUE : before)
                .bind("limit", commits)
                .map((row, _) -> new Row(row.getLong("position"), commit(row), text(row)))
                .list();
    }

    private static String text(ResultSet row) throws SQLException {
        var cells = row.getString("cells");
        return cells == null ? "" : cells;
    }

    static ObjectNode commit(ResultSet row) throws SQLException {
        return Json.object()
                .put("sha", row.getString("sha"))
                .put("subject", row.getString("subject"))
                .put("author", row.getString("author"))
                .put("committedAt", Rows.time(row, "committed_at").toString())
                .put("config", row.getString("config_state"));
    }

    private static String cells(String stored, List<Column> columns) {
        var cells = new StringBuilder(columns.size());
        for (var column : new ArrayList<>(columns)) {
            cells.append(
                    column.ordinal < stored.length() ? stored.charAt(column.ordinal) : Cell.NONE);
        }
        return cells.toString();
    }
}
