package dev.muster.adapter.jdbc.ground;

import dev.muster.core.ci.Line;

import org.jdbi.v3.core.Handle;

import java.time.Instant;

/// Notes that check runs of a proposed commit may have to change. Nothing is noted for branches.
public final class CheckDue {

    private CheckDue() {}

    public static void mark(Handle handle, BranchKey line, String sha, Instant now) {
        if (Line.isBranch(line.name())) {
            return;
        }
        var known =
                line.bind(
                                handle.createUpdate(
                                        """
                                        update check_due set version = version + 1
                                        where repository_id = :repository and branch = :branch
                                            and sha = :sha
                                        """))
                        .bind("sha", sha)
                        .execute();
        if (known == 0) {
            line.bind(
                            handle.createUpdate(
                                    """
                                    insert into check_due
                                        (repository_id, branch, sha, version, due_at)
                                    values (:repository, :branch, :sha, 1, :now)
                                    on conflict do nothing
                                    """))
                    .bind("sha", sha)
                    .bind("now", now)
                    .execute();
        }
    }
}
