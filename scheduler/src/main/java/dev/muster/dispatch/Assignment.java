package dev.muster.dispatch;

import dev.muster.config.model.Target;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import java.util.Map;

/// Everything a runner needs to execute one attempt.
///
/// @param key the attempt; submitting the same key twice executes once
/// @param repo the repository
/// @param branch the branch the commit landed on
/// @param commit what to check out
/// @param target what to run: its command and timeout
/// @param environment variables that tell the command where it runs, such as `MUSTER_TARGET`
public record Assignment(
        AttemptKey key,
        RepoSlug repo,
        String branch,
        CommitSha commit,
        Target target,
        Map<String, String> environment) {

    public Assignment {
        environment = Map.copyOf(environment);
    }
}
