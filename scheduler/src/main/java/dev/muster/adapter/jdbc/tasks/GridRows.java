package dev.muster.adapter.jdbc.tasks;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Writes;
import dev.muster.core.ci.Cell;

import org.jdbi.v3.core.Handle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Keeps the rows of the grid: one text a commit, one character a column.
public final class GridRows {

    private GridRows() {}

    /// An empty row for a commit that landed.
    public static void create(Handle handle, BranchKey branch, long position) {
        branch.bind(
                        handle.createUpdate(
                                """
                                insert into grid_row (repository_id, branch, position, cells)
                                values (:repository, :branch, :position, '')
                                """))
                .bind("position", position)
                .execute();
    }

    private static final String SET =
            """
            update grid_row set cells = (
                select case when length(grid_row.cells) < c.ordinal
                        then rpad(grid_row.cells, c.ordinal, '%s')
                        else substring(grid_row.cells from 1 for c.ordinal) end
                    || :cell || substring(grid_row.cells from c.ordinal + 2)
                from grid_column c
                where c.repository_id = :repository and c.branch = :branch
                    and c.target = :target)
            where repository_id = :repository and branch = :branch and position = :position
            """
                    .formatted(Cell.NONE);

    /// Sets the cell of a task.
    public static void set(Writes writes, TaskRow task) {
        task.branch()
                .bind(writes.add(SET))
                .bind("target", task.target())
                .bind("position", task.position())
                .bind("cell", String.valueOf(task.cell()));
    }

    /// Sets the cells of tasks of one branch, row by row.
    public static void set(Handle handle, BranchKey branch, List<TaskRow> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        var ordinals =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select target, ordinal from grid_column
                                        where repository_id = :repository and branch = :branch
                                            and target in (<targets>)
                                        """))
                        .bindList(
                                "targets", tasks.stream().map(TaskRow::target).distinct().toList())
                        .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var rows = new TreeMap<Long, Map<Integer, Character>>();
        for (var task : tasks) {
            rows.computeIfAbsent(task.position(), _ -> new HashMap<>())
                    .put(ordinals.get(task.target()), task.cell());
        }
        rows.forEach((position, cells) -> put(handle, branch, position, cells));
    }

    /// Sets several cells of a row.
    public static void put(
            Handle handle, BranchKey branch, long position, Map<Integer, Character> cells) {
        var before =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select cells from grid_row
                                        where repository_id = :repository and branch = :branch
                                            and position = :position
                                        for update
                                        """))
                        .bind("position", position)
                        .mapTo(String.class)
                        .one();
        write(handle, branch, position, with(before, cells));
    }

    /// Replaces a row.
    static void write(Handle handle, BranchKey branch, long position, String cells) {
        branch.bind(
                        handle.createUpdate(
                                """
                                update grid_row set cells = :cells
                                where repository_id = :repository and branch = :branch
                                    and position = :position
                                """))
                .bind("position", position)
                .bind("cells", cells)
                .execute();
    }

    /// A row's text with some cells changed; cells it does not reach to are empty.
    static String with(String row, Map<Integer, Character> cells) {
        var text = new StringBuilder(row);
        cells.forEach(
                (ordinal, cell) -> {
                    while (text.length() <= ordinal) {
                        text.append(Cell.NONE);
                    }
                    text.setCharAt(ordinal, cell);
                });
        return text.toString();
    }
}
