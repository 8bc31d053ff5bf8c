package dev.muster.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.muster.core.ci.RepoSlug;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.TrackedRepository;
import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is remembered of where the App may work, and when it is forgotten.
final class RememberedInstallationsTest {

    private static final RepoSlug HARBOUR = new RepoSlug("acme", "harbour");
    private static final TrackedRepository REPOSITORY =
            new TrackedRepository(7, HARBOUR, RepositoryKind.GITHUB, null, "main");
    private static final Installations.Numbers NUMBERS = new Installations.Numbers(1, 42);

    private final Installations stored = mock(Installations.class);
    private final SettableClock clock = new SettableClock();
    private final Installations remembered = new RememberedInstallations(stored, clock);

    private void stands(Optional<TrackedRepository> repository) {
        when(stored.active(42)).thenReturn(repository);
        when(stored.numbers(HARBOUR)).thenReturn(repository.map(_ -> NUMBERS));
    }

    @Test
    void a_thousand_questions_in_a_second_are_one() {
        stands(Optional.of(REPOSITORY));

        for (var i = 0; i < 1000; i++) {
            assertThat(remembered.active(42)).contains(REPOSITORY);
            assertThat(remembered.numbers(HARBOUR)).contains(NUMBERS);
        }

        verify(stored, times(1)).active(42);
        verify(stored, times(1)).numbers(HARBOUR);
    }

    @Test
    void after_a_second_it_is_asked_again() {
        stands(Optional.of(REPOSITORY));
        remembered.active(42);
        stands(Optional.empty());

        clock.pass(Duration.ofSeconds(1));

        assertThat(remembered.active(42)).isEmpty();
    }

    @Test
    void where_the_app_may_not_work_is_never_remembered() {
        stands(Optional.empty());
        assertThat(remembered.active(42)).isEmpty();
        assertThat(remembered.numbers(HARBOUR)).isEmpty();

        stands(Optional.of(REPOSITORY));

        assertThat(remembered.active(42)).contains(REPOSITORY);
        assertThat(remembered.numbers(HARBOUR)).contains(NUMBERS);
    }

    @Test
    void a_change_is_seen_at_once() {
        stands(Optional.of(REPOSITORY));
        List<Runnable> changes =
                List.of(
                        () -> remembered.installed(1, 42, HARBOUR, "main"),
                        () -> remembered.removed(42),
                        () ->
                                remembered.installation(
                                        1, "acme", Installations.State.SUSPENDED, List.of()));
        for (var change : changes) {
            stands(Optional.of(REPOSITORY));
            remembered.active(42);
            remembered.numbers(HARBOUR);
            stands(Optional.empty());

            change.run();

            assertThat(remembered.active(42)).isEmpty();
            assertThat(remembered.numbers(HARBOUR)).isEmpty();
        }
    }
}
