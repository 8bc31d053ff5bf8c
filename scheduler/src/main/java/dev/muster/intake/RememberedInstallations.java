package dev.muster.intake;

import dev.muster.core.ci.RepoSlug;
import dev.muster.planning.TrackedRepository;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers for a second where the App may work, for each of the thousand messages of a burst asks
/// for the same. What is changed through it is forgotten at once; of what another instance changes
/// GitHub's own refusal tells until then.
public final class RememberedInstallations implements Installations {

    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final int MOST = 1_000;

    private final Installations installations;
    private final Clock clock;
    private final Map<Long, Known<TrackedRepository>> byNumber = new ConcurrentHashMap<>();
    private final Map<RepoSlug, Known<Numbers>> bySlug = new ConcurrentHashMap<>();

    /// @param installations where it is stored
    public RememberedInstallations(Installations installations, Clock clock) {
        this.installations = installations;
        this.clock = clock;
    }

    private record Known<T>(T what, Instant until) {}

    @Override
    public Optional<TrackedRepository> active(long githubId) {
        var known = remembered(byNumber, githubId);
        return known.isPresent()
                ? known
                : remember(byNumber, githubId, installations.active(githubId));
    }

    @Override
    public Optional<Numbers> numbers(RepoSlug slug) {
        var known = remembered(bySlug, slug);
        return known.isPresent() ? known : remember(bySlug, slug, installations.numbers(slug));
    }

    private <K, T> Optional<T> remembered(Map<K, Known<T>> known, K key) {
        return Optional.ofNullable(known.get(key))
                .filter(it -> it.until().isAfter(clock.instant()))
                .map(Known::what);
    }

    /// What is not there is asked for again: it may come at any moment.
    private <K, T> Optional<T> remember(Map<K, Known<T>> known, K key, Optional<T> found) {
        if (known.size() >= MOST) {
            known.clear();
        }
        found.ifPresentOrElse(
                it -> known.put(key, new Known<>(it, clock.instant().plus(KEPT))),
                () -> known.remove(key));
        return found;
    }

    private void forget() {
        byNumber.clear();
        bySlug.clear();
    }

    @Override
    public List<TrackedRepository> active() {
        return installations.active();
    }

    @Override
    public void installed(long installation, long githubId, RepoSlug slug, String defaultBranch) {
        installations.installed(installation, githubId, slug, defaultBranch);
        forget();
    }

    @Override
    public void removed(long githubId) {
        installations.removed(githubId);
        forget();
    }

    @Override
    public void installation(long installation, String account, State state, List<String> missing) {
        installations.installation(installation, account, state, missing);
        forget();
    }
}
