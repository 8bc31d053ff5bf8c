package dev.muster.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// Pull requests and merge groups: what ran, what was skipped, and why.
@Controller("/api/v1/repos/{owner}/{repo}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProposalController {

    private final ProposalReads reads;

    ProposalController(ProposalReads reads) {
        this.reads = reads;
    }

    @Get("/pulls")
    String pulls(String owner, String repo) {
        var slug = Documents.repo(owner, repo);
        return Documents.found(reads.pulls(slug), "repository '%s'".formatted(slug));
    }

    @Get("/pulls/{number}")
    String pull(String owner, String repo, String number, @Nullable @QueryValue String sha) {
        var what = "pull request '%s'".formatted(Documents.cut(number));
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw Problem.notFound(what);
        }
        return Documents.found(
                reads.pull(Documents.repo(owner, repo), Integer.parseInt(number), sha),
                sha == null ? what : what + " with head '%s'".formatted(Documents.cut(sha)));
    }

    @Get("/merge-groups")
    String mergeGroups(String owner, String repo) {
        var slug = Documents.repo(owner, repo);
        return Documents.found(reads.mergeGroups(slug), "repository '%s'".formatted(slug));
    }

    @Get("/merge-groups/{sha}")
    String mergeGroup(String owner, String repo, String sha) {
        return Documents.found(
                reads.mergeGroup(Documents.repo(owner, repo), sha),
                "merge group '%s'".formatted(Documents.cut(sha)));
    }
}
