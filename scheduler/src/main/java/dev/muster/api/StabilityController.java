package dev.muster.api;

import dev.muster.core.ci.RepoSlug;
import dev.muster.stability.ProposalDesk;
import dev.muster.stability.Quarantines;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// Flakes, proposals, quarantines, green commits, and who did what.
@Controller("/api/v1/repos/{owner}/{repo}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StabilityController {

    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST = 200;

    private final StabilityReads reads;
    private final Quarantines quarantines;
    private final ProposalDesk proposals;
    private final Access access;
    private final Once once;
    private final Clock clock;

    StabilityController(
            StabilityReads reads,
            Quarantines quarantines,
            ProposalDesk proposals,
            Access access,
            Once once,
            Clock clock) {
        this.reads = reads;
        this.quarantines = quarantines;
        this.proposals = proposals;
        this.access = access;
        this.once = once;
        this.clock = clock;
    }

    /// What a gardener sends to quarantine a target.
    ///
    /// @param branch null: the default branch
    /// @param target its name
    /// @param owner who mends it; null: the owner that the configuration names
    /// @param issue address of the issue; may be missing
    /// @param reason for people
    /// @param expiresAt ISO-8601; null: in 14 days
    @Introspected
    record Wish(
            @Nullable String branch,
            @Nullable String target,
            @Nullable String owner,
            @Nullable String issue,
            @Nullable String reason,
            @Nullable String expiresAt) {}

    @Get("/flakes")
    String flakes(String owner, String repo, @Nullable @QueryValue String branch) {
        var slug = Documents.repo(owner, repo);
        return Documents.found(reads.flakes(slug, branch), slug, branch);
    }

    @Get("/promotions")
    String promotions(String owner, String repo, @Nullable @QueryValue String branch) {
        var slug = Documents.repo(owner, repo);
        return Documents.found(reads.promotions(slug, branch), slug, branch);
    }

    @Delete("/promotions/{id}")
    HttpResponse<String> decline(
            HttpRequest<?> request,
            String owner,
            String repo,
            String id,
            @Nullable @QueryValue String reason) {
        var slug = Documents.repo(owner, repo);
        var who = access.who(request);
        if (reason == null || reason.isBlank()) {
            throw Problem.bad("'reason' is missing: say why, as in ?reason=not+yet");
        }
        var why = fitting("reason", reason);
        return once.answer(
                request,
                who,
                why,
                () -> {
                    if (!proposals.decline(slug, id, who, why)) {
                        throw Problem.notFound("open proposal '%s'".formatted(Documents.cut(id)));
                    }
                    return HttpResponse.ok(promotions(owner, repo, null));
                });
    }

    @Get("/quarantine")
    String quarantine(String owner, String repo, @Nullable @QueryValue String branch) {
        var slug = Documents.repo(owner, repo);
        return Documents.found(reads.quarantines(slug, branch), slug, branch);
    }

    @Post("/quarantine")
    HttpResponse<String> quarantine(
            HttpRequest<?> request, String owner, String repo, @Body Wish wish) {
        var slug = Documents.repo(owner, repo);
        var branch = branch(slug, wish.branch());
        var order =
                new Quarantines.Order(
                        needed("target", wish.target()),
                        optional("owner", wish.owner()),
                        issue(wish.issue()),
                        needed(wish.reason()),
                        expiry(wish.expiresAt()),
                        access.who(request));
        return once.answer(
                request,
                order.who(),
                wish.toString(),
                () -> {
                    var done = done(quarantines.set(slug, branch, order));
                    return HttpResponse.created(
                            quarantine(owner, repo, branch),
                            URI.create(request.getPath() + "/" + done.id()));
                });
    }

    @Post("/quarantine/{id}/mended")
    HttpResponse<String> mended(HttpRequest<?> request, String owner, String repo, String id) {
        var slug = Documents.repo(owner, repo);
        var who = access.who(request);
        return once.answer(
                request,
                who,
                () -> {
                    var done = done(quarantines.mended(slug, id, who));
                    return HttpResponse.ok(quarantine(owner, repo, done.branch()));
                });
    }

    @Delete("/quarantine/{id}")
    HttpResponse<String> lift(
            HttpRequest<?> request,
            String owner,
            String repo,
            String id,
            @Nullable @QueryValue String reason) {
        var why = reason == null ? "" : fitting("reason", reason);
        var slug = Documents.repo(owner, repo);
        var who = access.who(request);
        return once.answer(
                request,
                who,
                why,
                () -> {
                    var done = done(quarantines.lift(slug, id, who, why));
                    return HttpResponse.ok(quarantine(owner, repo, done.branch()));
                });
    }

    @Get("/culprits")
    String culprits(String owner, String repo, @Nullable @QueryValue String branch) {
        var slug = Documents.repo(owner, repo);
        return Documents.found(reads.culprits(slug, branch), slug, branch);
    }

    @Get("/incidents")
    String incidents(String owner, String repo, @Nullable @QueryValue String branch) {
        var slug = Documents.repo(owner, repo);
        return Documents.found(reads.incidents(slug, branch), slug, branch);
    }

    @Get("/failures")
    String failures(String owner, String repo, @Nullable @QueryValue String branch) {
        var slug = Documents.repo(owner, repo);
        return Documents.found(reads.failures(slug, branch), slug, branch);
    }

    @Get("/green-commits")
    String greenCommits(
            String owner,
            String repo,
            @Nullable @QueryValue String branch,
            @QueryValue(defaultValue = "50") int limit) {
        var slug = Documents.repo(owner, repo);
        return Documents.found(reads.greenCommits(slug, branch, checked(limit)), slug, branch);
    }

    @Get("/audit")
    String audit(
            String owner,
            String repo,
            @QueryValue(defaultValue = "50") int limit,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue String who,
            @Nullable @QueryValue String action) {
        var slug = Documents.repo(owner, repo);
        return Documents.found(
                reads.audit(slug, AuditController.wanted(limit, cursor, who, action)), slug, null);
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.bad("'limit' is 1 to %d, and this is %d".formatted(MOST, limit));
        }
        return limit;
    }

    private String branch(RepoSlug repo, @Nullable String named) {
        if (named != null) {
            return fitting("branch", named);
        }
        return reads.quarantines(repo, null)
                .map(it -> it.path("branch").asText())
                .orElseThrow(() -> Problem.notFound("repository '%s'".formatted(repo)));
    }

    private static Quarantines.Outcome.Done done(Quarantines.Outcome outcome) {
        return switch (outcome) {
            case Quarantines.Outcome.Done done -> done;
            case Quarantines.Outcome.NotFound(var what) -> throw Problem.notFound(what);
            case Quarantines.Outcome.NotPossible(var why) ->
                    throw new Problem.Raised(HttpStatus.CONFLICT, why);
        };
    }

    private static String needed(@Nullable String reason) {
        return needed("reason", reason);
    }

    private static String needed(String key, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Problem.bad("'%s' is missing".formatted(key));
        }
        return fitting(key, text);
    }

    private static @Nullable String optional(String key, @Nullable String text) {
        return text == null || text.isBlank() ? null : fitting(key, text);
    }

    private static String fitting(String key, String text) {
        if (text.strip().length() > LONGEST_TEXT) {
            throw Problem.bad("'%s' has at most %d characters".formatted(key, LONGEST_TEXT));
        }
        return Documents.plain(key, text).strip();
    }

    private static @Nullable String issue(@Nullable String text) {
        var issue = optional("issue", text);
        if (issue != null && !issue.matches("https?://[\\x21-\\x7e]+")) {
            throw Problem.bad("'issue' is an address such as https://github.com/acme/app/issues/7");
        }
        return issue;
    }

    private Instant expiry(@Nullable String text) {
        var now = clock.instant();
        if (text == null || text.isEmpty()) {
            return now.plus(Quarantines.USUAL);
        }
        try {
            var expiry = Instant.parse(text);
            if (!expiry.isAfter(now)) {
                throw Problem.bad("'expiresAt' lies in the past");
            }
            if (expiry.isAfter(now.plus(Quarantines.LONGEST))) {
                throw Problem.bad(
                        "a quarantine lasts at most %d days"
                                .formatted(Quarantines.LONGEST.toDays()));
            }
            return expiry;
        } catch (DateTimeParseException e) {
            throw Problem.bad("'expiresAt' is a time such as 2026-11-21T18:00:00Z");
        }
    }
}
