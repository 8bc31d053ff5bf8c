package dev.muster.core.backfill;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import java.time.Instant;
import java.util.List;

/// The newest commits of a branch down, its targets across.
///
/// @param repo the repository
/// @param branch the branch
/// @param release whether it is a release branch
/// @param rows the commits, newest first
/// @param columns the targets
public record Grid(
        RepoSlug repo, String branch, boolean release, List<Row> rows, List<Column> columns) {

    /// How many of a branch's newest commits backfill looks at.
    public static final int MOST_ROWS = 50;

    public Grid {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        for (var column : columns) {
            if (column.slots().size() != rows.size()) {
                throw new IllegalArgumentException(
                        "'%s' has %d slots for %d commits"
                                .formatted(column.target(), column.slots().size(), rows.size()));
            }
        }
    }

    /// A commit.
    ///
    /// @param sha its name
    /// @param landedAt when it landed
    /// @param files how many files it changed, 0 where that is not known
    public record Row(CommitSha sha, Instant landedAt, int files) {}
}
