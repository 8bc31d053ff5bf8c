package dev.muster.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

import java.util.stream.Stream;

/// Who did what in the whole service, tokens among it, for the admin.
@Controller(AuditController.ADDRESS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {

    static final String ADDRESS = "/api/v1/audit";

    private static final int MOST = 200;
    private static final int LONGEST = 1_000;

    private final StabilityReads reads;

    AuditController(StabilityReads reads) {
        this.reads = reads;
    }

    @Get
    String audit(
            @QueryValue(defaultValue = "50") int limit,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue String who,
            @Nullable @QueryValue String action) {
        return reads.audit(wanted(limit, cursor, who, action)).toString();
    }

    /// @param action one or more, with commas between them; null: whatever was done
    static StabilityReads.Acts wanted(
            int limit, @Nullable String cursor, @Nullable String who, @Nullable String action) {
        if (limit < 1 || limit > MOST) {
            throw Problem.bad("'limit' is 1 to %d, and this is %d".formatted(MOST, limit));
        }
        var somebody = Documents.text("who", who, LONGEST);
        var actions =
                Stream.of(Documents.text("action", action, LONGEST).split(","))
                        .map(String::strip)
                        .filter(it -> !it.isEmpty())
                        .toList();
        return new StabilityReads.Acts(
                limit, Documents.cursor(cursor), somebody.isEmpty() ? null : somebody, actions);
    }
}
