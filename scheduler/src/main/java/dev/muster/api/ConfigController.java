package dev.muster.api;

import dev.muster.config.schema.JsonSchema;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// The configuration language, and what a branch's newest commit says in it.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConfigController {

    private final Reads reads;

    ConfigController(Reads reads) {
        this.reads = reads;
    }

    @Get("/api/v1/schema")
    String schema() {
        return JsonSchema.text();
    }

    @Get("/api/v1/repos/{owner}/{repo}/config")
    String config(String owner, String repo, @Nullable @QueryValue String branch) {
        return Documents.found(
                reads.config(Documents.repo(owner, repo), branch), "configuration of that branch");
    }
}
