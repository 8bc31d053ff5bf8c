package dev.muster.adapter.jdbc.evidence;

/// How the one quarantine that a target is in is found.
public final class ActiveQuarantine {

    private ActiveQuarantine() {}

    /// What tells it among the quarantines of a repository.
    public static String key(String branch, String target) {
        return branch + " " + target;
    }

    /// The same in a statement.
    static String keyOf(String branch, String target) {
        return "%s || ' ' || %s".formatted(branch, target);
    }

    /// Joins it to a statement under the name `q`; null where there is none.
    ///
    /// @param repository the repository's row number, in the statement
    /// @param branch the branch's name, in the statement
    /// @param target the target's name, in the statement
    public static String join(String repository, String branch, String target) {
        return "left join quarantine q on q.repository_id = %s and q.active = %s"
                .formatted(repository, keyOf(branch, target));
    }
}
