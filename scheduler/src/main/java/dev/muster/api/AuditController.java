package dev.muster.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

/// Who did what in the whole service, tokens among it, for the admin.
@Controller(AuditController.ADDRESS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {

    static final String ADDRESS = "/api/v1/audit";

    private static final int MOST = 200;

    private final StabilityReads reads;

    AuditController(StabilityReads reads) {
        this.reads = reads;
    }

    @Get
    String audit(@QueryValue(defaultValue = "50") int limit, @Nullable @QueryValue String cursor) {
        if (limit < 1 || limit > MOST) {
            throw Problem.bad("'limit' is 1 to %d, and this is %d".formatted(MOST, limit));
        }
        return reads.audit(limit, Documents.cursor(cursor)).toString();
    }
}
