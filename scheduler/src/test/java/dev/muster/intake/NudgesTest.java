package dev.muster.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muster.core.ci.RepoSlug;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.TrackedRepository;
import dev.muster.presubmit.Presubmit.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What has something looked at earlier than it would be by itself.
final class NudgesTest {

    private static final String BODY =
            """
            {"action": "%s", "number": 7, "issue": {"number": 8}, "repository": {"id": 42}}
            """;

    private final Installations installations = mock(Installations.class);
    private final List<String> looked = new ArrayList<>();
    private final Nudges nudges =
            new Nudges(
                    (event, _) -> new Outcome.Later(event),
                    installations,
                    new Nudges.Looks() {
                        @Override
                        public void post(TrackedRepository repository, long number) {
                            looked.add("post " + repository.id() + " " + number);
                        }

                        @Override
                        public void labels(TrackedRepository repository) {
                            looked.add("labels " + repository.id());
                        }
                    });

    private Outcome handle(String event, String action) {
        return nudges.handle(event, DeliveryReader.document(BODY.formatted(action)));
    }

    private void active(Optional<TrackedRepository> repository) {
        when(installations.active(anyLong())).thenReturn(repository);
    }

    @ParameterizedTest
    @CsvSource({
        "issues, closed, post 3 8",
        "issues, reopened, post 3 8",
        "issues, labeled,",
        "pull_request, closed, post 3 7",
        "pull_request, synchronize,",
        "label, edited, labels 3",
        "label, deleted, labels 3",
        "label, created,",
        "push, closed,"
    })
    void what_people_did_is_looked_at(String event, String action, String looks) {
        var harbour = new RepoSlug("acme", "harbour");
        active(Optional.of(new TrackedRepository(3, harbour, RepositoryKind.GITHUB, null, "main")));

        var outcome = handle(event, action);

        assertThat(outcome).isEqualTo(new Outcome.Later(event));
        assertThat(looked).isEqualTo(looks == null ? List.of() : List.of(looks));
    }

    @Test
    void where_the_app_may_not_work_nothing_is_looked_at() {
        active(Optional.empty());

        handle("issues", "closed");

        assertThat(looked).isEmpty();
    }
}
