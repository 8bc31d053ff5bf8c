package dev.muster.api;

import dev.muster.core.ci.RepoSlug;
import dev.muster.core.tree.TreeWord;
import dev.muster.tree.Gardening;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.time.Clock;
import java.time.Instant;

/// The state of a tree, and the gardener's say in it.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class TreeController {

    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_PAST = 366;

    private final Reads reads;
    private final StabilityReads past;
    private final Gardening gardening;
    private final Access access;
    private final Once once;
    private final Clock clock;

    TreeController(
            Reads reads,
            StabilityReads past,
            Gardening gardening,
            Access access,
            Once once,
            Clock clock) {
        this.reads = reads;
        this.past = past;
        this.gardening = gardening;
        this.access = access;
        this.once = once;
        this.clock = clock;
    }

    /// What a gardener sends.
    ///
    /// @param branch null: the default branch
    /// @param status open, throttled or closed
    /// @param reason for people
    /// @param expiresAt ISO-8601; null: until taken back
    /// @param startsAt ISO-8601, for a freeze that begins later; null: at once
    @Introspected
    record Wish(
            @Nullable String branch,
            @Nullable String status,
            @Nullable String reason,
            @Nullable String expiresAt,
            @Nullable String startsAt) {}

    @Get("/api/v1/repos/{owner}/{repo}/tree")
    String tree(String owner, String repo, @Nullable @QueryValue String branch) {
        var slug = Documents.repo(owner, repo);
        return Documents.found(reads.tree(slug, branch), slug, branch);
    }

    @Put("/api/v1/repos/{owner}/{repo}/tree")
    HttpResponse<String> set(HttpRequest<?> request, String owner, String repo, @Body Wish wish) {
        var slug = Documents.repo(owner, repo);
        var branch =
                wish.branch() == null ? Documents.found(reads.tree(slug, null), slug, null) : null;
        var name =
                wish.branch() != null ? Documents.plain("branch", wish.branch()) : branchOf(branch);
        var order =
                new Gardening.Order(word(wish), reason(wish), expiry(wish), access.who(request));
        return once.answer(
                request,
                order.who(),
                wish.toString(),
                () -> HttpResponse.ok(set(slug, name, order, wish.startsAt())));
    }

    private String set(
            RepoSlug slug, String branch, Gardening.Order order, @Nullable String start) {
        var found =
                start == null || start.isEmpty()
                        ? gardening.set(slug, branch, order).isPresent()
                        : freeze(slug, branch, order, time("startsAt", start));
        if (!found) {
            throw Problem.notFound("branch '%s' of '%s'".formatted(Documents.cut(branch), slug));
        }
        return tree(slug.owner(), slug.name(), branch);
    }

    private boolean freeze(RepoSlug repo, String branch, Gardening.Order order, Instant from) {
        var until = order.expiresAt();
        if (order.word() == TreeWord.OPEN) {
            throw Problem.bad("'status' of a freeze is throttled or closed");
        }
        if (until == null) {
            throw Problem.bad("'expiresAt' is missing: a freeze that is planned has an end");
        }
        if (!until.isAfter(from)) {
            throw Problem.bad("'expiresAt' lies before 'startsAt'; a freeze ends after it begins");
        }
        return gardening.freeze(repo, branch, order, from).isPresent();
    }

    @Delete("/api/v1/repos/{owner}/{repo}/tree/freezes/{id}")
    HttpResponse<String> unfreeze(
            HttpRequest<?> request,
            String owner,
            String repo,
            String id,
            @Nullable @QueryValue String reason) {
        var slug = Documents.repo(owner, repo);
        var who = access.who(request);
        var why = Documents.text("reason", reason, LONGEST_REASON);
        return once.answer(
                request,
                who,
                why,
                () -> {
                    var branch =
                            gardening
                                    .unfreeze(slug, id, who, why)
                                    .orElseThrow(
                                            () ->
                                                    Problem.notFound(
                                                            "freeze '%s' that holds or is planned"
                                                                    .formatted(Documents.cut(id))));
                    return HttpResponse.ok(tree(owner, repo, branch));
                });
    }

    @Get("/api/v1/repos/{owner}/{repo}/tree/history")
    String history(
            String owner,
            String repo,
            @Nullable @QueryValue String branch,
            @QueryValue(defaultValue = "28") int days) {
        if (days < 1 || days > LONGEST_PAST) {
            throw Problem.bad("'days' is 1 to %d, and this is %d".formatted(LONGEST_PAST, days));
        }
        var slug = Documents.repo(owner, repo);
        return Documents.found(past.treePast(slug, branch, days), slug, branch);
    }

    private static String branchOf(@Nullable String document) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(document)
                    .path("branch")
                    .asText();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static TreeWord word(Wish wish) {
        for (var word : TreeWord.values()) {
            if (word.word().equals(wish.status())) {
                return word;
            }
        }
        var given = wish.status();
        throw Problem.bad(
                given == null
                        ? "'status' is missing: open, throttled or closed"
                        : "'status' is open, throttled or closed, and this is '%s'"
                                .formatted(Documents.cut(given)));
    }

    private static String reason(Wish wish) {
        var reason = Documents.text("reason", wish.reason(), LONGEST_REASON);
        if (reason.isEmpty() && !"open".equals(wish.status())) {
            throw Problem.bad("'reason' is missing: people will ask why");
        }
        return reason;
    }

    private @Nullable Instant expiry(Wish wish) {
        if (wish.expiresAt() == null || wish.expiresAt().isEmpty()) {
            return null;
        }
        var expiry = time("expiresAt", wish.expiresAt());
        if (expiry.isBefore(clock.instant())) {
            throw Problem.bad("'expiresAt' lies in the past");
        }
        return expiry;
    }

    private static Instant time(String key, String text) {
        return Documents.time(text)
                .orElseThrow(
                        () ->
                                Problem.bad(
                                        "'%s' is a time such as 2026-11-21T18:00:00Z"
                                                .formatted(key)));
    }

    /// A picture of the tree's state, to be put into a page elsewhere.
    @Get("/badge/{owner}/{repo}/{branch}.svg")
    HttpResponse<String> badge(String owner, String repo, String branch) {
        var document = reads.tree(Documents.repo(owner, repo), branch);
        var status = document.map(it -> it.path("status").asText()).orElse("unknown");
        return HttpResponse.ok(Badge.svg(status))
                .contentType(MediaType.of("image/svg+xml"))
                .header("Cache-Control", "no-cache");
    }
}
