package dev.muster.reporting;

import dev.muster.core.ci.RepoSlug;

/// The rows that the dashboard reads instead of scanning tasks.
public interface Summaries {

    /// Makes a branch's rows anew from its tasks. They are kept current as results arrive, so this
    /// changes nothing unless a row was damaged.
    void rebuild(RepoSlug repo, String branch);
}
