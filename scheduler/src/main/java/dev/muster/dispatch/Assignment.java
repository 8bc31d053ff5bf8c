package dev.muster.dispatch;

import dev.muster.config.model.Target;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import java.util.List;
import java.util.Map;

/// Everything a runner needs to execute one attempt.
///
/// @param key the attempt; submitting the same key twice executes once
/// @param repo the repository
/// @param branch the branch the commit landed on
/// @param commit what to check out
/// @param target what to run: its command and timeout
/// @param runsOn labels of the machine, for runners that choose among machines
/// @param lane which job of a workflow runs it, for runners that have workflows
/// @param environment variables that tell the command where it runs, such as `MUSTER_TARGET`
public record Assignment(
        AttemptKey key,
        RepoSlug repo,
        String branch,
        CommitSha commit,
        Target target,
        List<String> runsOn,
        String lane,
        Map<String, String> environment) {

    /// For a runner that has one machine and no workflows.
    public Assignment(
            AttemptKey key,
            RepoSlug repo,
            String branch,
            CommitSha commit,
            Target target,
            Map<String, String> environment) {
        this(key, repo, branch, commit, target, List.of(), "run", environment);
    }

    public Assignment {
        runsOn = List.copyOf(runsOn);
        environment = Map.copyOf(environment);
    }
}
