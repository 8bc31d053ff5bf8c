package dev.muster.identity;

import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

/// A job of GitHub Actions, as its token proves it.
///
/// @param repositoryId the repository's number at GitHub, which stays when it is renamed
/// @param repository its name now
/// @param runId the workflow run
/// @param runAttempt which execution of the run, from 1
/// @param workflow path of the workflow's file in the repository
/// @param ref where the workflow's file was read, such as `refs/heads/main`
/// @param event what started the run, such as `workflow_dispatch`
/// @param sha the commit of the run, which is not the one a dispatched run checks out
/// @param checkRunId the job's check run; null where GitHub does not tell it
public record ActionsJob(
        long repositoryId,
        RepoSlug repository,
        long runId,
        int runAttempt,
        String workflow,
        String ref,
        String event,
        String sha,
        @Nullable Long checkRunId) {

    /// The name under which the job stands in the audit log: the same for all it says.
    public String id() {
        return "actions:%d/%d/%d%s"
                .formatted(
                        repositoryId,
                        runId,
                        runAttempt,
                        checkRunId == null ? "" : "/" + checkRunId);
    }
}
