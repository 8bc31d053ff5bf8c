package dev.muster.stability;

import dev.muster.core.ci.RepoSlug;
import dev.muster.core.stability.Thresholds;

import java.util.function.Function;

/// By which thresholds the targets of repositories are judged.
public interface Judging {

    /// Notes what the operator wants; where that is new, the targets are judged anew by what is
    /// known of them.
    ///
    /// @return how many targets were judged
    int judge(Function<RepoSlug, Thresholds> wanted);
}
