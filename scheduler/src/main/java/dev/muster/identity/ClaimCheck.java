package dev.muster.identity;

import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Decides by what a token says whether its job is listened to. The signature was checked before.
///
/// The token's subject is never looked at: its shape depends on settings of the repository, and
/// names can be taken over; numbers cannot.
public final class ClaimCheck {

    /// How far two clocks may differ.
    static final Duration SKEW = Duration.ofSeconds(60);

    /// No token is used longer than this after it was made, whatever it says of itself.
    static final Duration OLDEST = Duration.ofMinutes(15);

    private static final String DISPATCHED = "workflow_dispatch";

    /// Events whose runs may report. Others run a file of the default branch for what strangers
    /// did.
    private static final Set<String> EVENTS =
            Set.of(DISPATCHED, "merge_group", "push", "pull_request", "schedule");

    /// Events by which another workflow of the repository may report: none runs code that nobody
    /// with write permission has seen.
    private static final Set<String> OWN_EVENTS = Set.of(DISPATCHED, "push", "schedule");

    private static final String FOLDER = ".github/workflows/";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private final String issuer;
    private final String audience;
    private final TrustedRepositories repositories;

    /// @param issuer exactly as tokens name it
    /// @param audience this service's address
    public ClaimCheck(String issuer, String audience, TrustedRepositories repositories) {
        this.issuer = issuer;
        this.audience = audience;
        this.repositories = repositories;
    }

    /// Who talks, or why nobody is listened to.
    public Verification check(Claims claims, Instant now) {
        var fault = stale(claims, now);
        if (fault.isEmpty()) {
            fault = elsewhere(claims);
        }
        return fault.<Verification>map(Verification.Refused::new).orElseGet(() -> job(claims));
    }

    private static Optional<String> stale(Claims claims, Instant now) {
        if (now.isAfter(claims.expiresAt().plus(SKEW))) {
            return Optional.of("the token expired at " + claims.expiresAt());
        }
        if (now.isBefore(claims.notBefore().minus(SKEW))
                || now.isBefore(claims.issuedAt().minus(SKEW))) {
            return Optional.of("the token holds from " + claims.notBefore() + ", which is to come");
        }
        return now.isAfter(claims.issuedAt().plus(OLDEST))
                ? Optional.of(
                        "the token was made at %s, more than %d minutes ago; ask for a new one"
                                .formatted(claims.issuedAt(), OLDEST.toMinutes()))
                : Optional.empty();
    }

    private Optional<String> elsewhere(Claims claims) {
        if (!claims.issuer().equals(issuer)) {
            return Optional.of("the token's issuer is not " + issuer);
        }
        return claims.audience().equals(List.of(audience))
                ? Optional.empty()
                : Optional.of("the token's audience is not %s alone".formatted(audience));
    }

    private Verification job(Claims claims) {
        var repositoryId = number(claims, "repository_id");
        var runId = number(claims, "run_id");
        var runAttempt = number(claims, "run_attempt");
        var slug = slug(claims);
        if (repositoryId == null
                || runId == null
                || runAttempt == null
                || runAttempt > Integer.MAX_VALUE
                || slug == null) {
            return new Verification.Refused(
                    "the token lacks the number of its repository, run or attempt");
        }
        var trusted = repositories.find(repositoryId);
        if (trusted.isEmpty()) {
            return new Verification.Refused(
                    "repository %d is none of those that this service serves"
                            .formatted(repositoryId));
        }
        var event = text(claims, "event_name");
        if (!EVENTS.contains(event)) {
            return new Verification.Refused(
                    "runs started by another event than %s may not report"
                            .formatted(sorted(EVENTS)));
        }
        var workflow = Workflow.of(claims, slug);
        var job =
                new ActionsJob(
                        repositoryId,
                        slug,
                        runId,
                        runAttempt.intValue(),
                        workflow.path(),
                        workflow.ref(),
                        event,
                        text(claims, "sha"),
                        number(claims, "check_run_id"));
        return verified(job, workflow, trusted.get(), claims);
    }

    private static Verification verified(
            ActionsJob job, Workflow workflow, TrustedRepository repository, Claims claims) {
        if (!workflow.own()) {
            return new Verification.Refused("the job's workflow is of another repository");
        }
        var ours = repository.workflows().contains(workflow.path());
        return (ours ? refusal(job, repository) : refusalBeside(job, repository))
                .<Verification>map(Verification.Refused::new)
                .orElseGet(
                        () ->
                                ours
                                        ? new Verification.Verified(
                                                job, claims.id(), claims.expiresAt())
                                        : new Verification.Beside(
                                                job,
                                                repository.slug(),
                                                job.workflow().substring(FOLDER.length()),
                                                claims.id(),
                                                claims.expiresAt()));
    }

    private static Optional<String> refusalBeside(ActionsJob job, TrustedRepository repository) {
        var wanted = "refs/heads/" + repository.defaultBranch();
        return job.workflow().startsWith(FOLDER)
                        && job.ref().equals(wanted)
                        && OWN_EVENTS.contains(job.event())
                ? Optional.empty()
                : Optional.of(
                        "the job's workflow is none of %s, and another one reports only as it stands on %s, started by %s"
                                .formatted(
                                        sorted(repository.workflows()),
                                        wanted,
                                        sorted(OWN_EVENTS)));
    }

    private static String sorted(Set<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }

    private static Optional<String> refusal(ActionsJob job, TrustedRepository repository) {
        var wanted = "refs/heads/" + repository.defaultBranch();
        return job.event().equals(DISPATCHED) && !job.ref().equals(wanted)
                ? Optional.of("dispatched runs must use the workflow of " + wanted)
                : Optional.empty();
    }

    private static @Nullable RepoSlug slug(Claims claims) {
        var parts = text(claims, "repository").split("/", -1);
        try {
            return parts.length == 2 ? new RepoSlug(parts[0], parts[1]) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String text(Claims claims, String name) {
        return claims.texts().getOrDefault(name, "");
    }

    private static @Nullable Long number(Claims claims, String name) {
        var text = text(claims, name);
        return NUMBER.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    /// @param own whether the run's file, and the file that the job is written in, are the
    ///   repository's own
    /// @param path of the run's file
    /// @param ref where it was read
    private record Workflow(boolean own, String path, String ref) {

        static Workflow of(Claims claims, RepoSlug slug) {
            var prefix = slug + "/";
            var run = text(claims, "workflow_ref");
            var job = claims.texts().getOrDefault("job_workflow_ref", run);
            var at = run.indexOf('@');
            if (!run.startsWith(prefix) || at < prefix.length()) {
                return new Workflow(false, "", "");
            }
            var path = run.substring(prefix.length(), at);
            return new Workflow(job.startsWith(prefix), path, run.substring(at + 1));
        }
    }
}
