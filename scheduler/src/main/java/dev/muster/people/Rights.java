package dev.muster.people;

import dev.muster.access.Role;
import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What people may do here, by what GitHub lets them do there.
///
/// GitHub is asked again every few minutes. Where it does not answer, its last word counts for a
/// while, and then nobody may do anything.
public final class Rights {

    /// What GitHub said counts so long without asking again.
    public static final Duration FRESH = Duration.ofMinutes(5);

    /// What GitHub said counts so long while it cannot be asked.
    public static final Duration KEPT = Duration.ofHours(1);

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int MOST_KNOWN = 10_000;

    private final GitHubAccounts github;
    private final Permission gardeners;
    private final Supplier<List<RepoSlug>> repositories;
    private final Clock clock;
    private final Map<Question, Said> known = new ConcurrentHashMap<>();

    /// @param gardeners from which permission on somebody is a gardener
    /// @param repositories all that the service watches
    public Rights(
            GitHubAccounts github,
            Permission gardeners,
            Supplier<List<RepoSlug>> repositories,
            Clock clock) {
        this.github = github;
        this.gardeners = gardeners;
        this.repositories = repositories;
        this.clock = clock;
    }

    private record Question(long person, RepoSlug repository) {}

    /// @param at when GitHub said it
    /// @param askAgain not before
    private record Said(Permission permission, Instant at, Instant askAgain) {}

    /// What somebody is in a repository; nothing where they may not even read it.
    public Optional<Role> role(Person person, RepoSlug repository) {
        var permission = permission(person, repository);
        if (permission == Permission.NONE) {
            return Optional.empty();
        }
        return Optional.of(permission.reaches(gardeners) ? Role.GARDENER : Role.VIEWER);
    }

    /// Whether somebody administers every repository of the service, and so the service.
    public boolean administers(Person person) {
        return everywhere(person, Permission.ADMIN);
    }

    /// Whether somebody may read every repository of the service.
    public boolean readsAll(Person person) {
        return everywhere(person, Permission.READ);
    }

    /// Somebody signed in anew, so GitHub is asked anew.
    public void forget(Person person) {
        known.keySet().removeIf(it -> it.person == person.id());
    }

    private boolean everywhere(Person person, Permission least) {
        var all = repositories.get();
        return !all.isEmpty() && all.stream().allMatch(it -> permission(person, it).reaches(least));
    }

    private Permission permission(Person person, RepoSlug repository) {
        var question = new Question(person.id(), repository);
        var said = known.get(question);
        var now = clock.instant();
        if (said != null && now.isBefore(said.askAgain)) {
            return said.permission;
        }
        var answer = github.permission(person, repository);
        var fresh =
                answer.isPresent()
                        ? new Said(answer.get(), now, now.plus(FRESH))
                        : unanswered(said, now);
        if (known.size() >= MOST_KNOWN) {
            known.values().removeIf(it -> !now.isBefore(it.askAgain));
        }
        if (known.size() < MOST_KNOWN || known.containsKey(question)) {
            known.put(question, fresh);
        }
        return fresh.permission;
    }

    private static Said unanswered(@Nullable Said before, Instant now) {
        return before != null && now.isBefore(before.at.plus(KEPT))
                ? new Said(before.permission, before.at, now.plus(SILENCE))
                : new Said(Permission.NONE, Instant.EPOCH, now.plus(SILENCE));
    }
}
