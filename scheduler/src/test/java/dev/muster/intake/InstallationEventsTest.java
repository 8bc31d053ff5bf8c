package dev.muster.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.muster.presubmit.Presubmit.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

/// What is done where owners change what the App may work on.
final class InstallationEventsTest {

    private final Installations installations = mock(Installations.class);
    private final List<Long> looked = new ArrayList<>();
    private final InstallationEvents events =
            new InstallationEvents(
                    installations,
                    installation -> {
                        looked.add(installation);
                        return new Outcome.Done();
                    });

    private void handle(String event, String action) {
        var body =
                """
                {"action": "%s", "installation": {"id": 5, "account": {"login": "acme"}},
                 "repository": {"id": 42, "name": "harbour", "owner": {"login": "acme"}},
                 "repositories_removed": [{"id": 43}]}
                """;
        assertThat(events.handles(event)).isTrue();
        events.handle(event, DeliveryReader.document(body.formatted(action)));
    }

    @ParameterizedTest
    @CsvSource({
        "installation, created, 5",
        "installation, unsuspend, 5",
        "installation, new_permissions_accepted, 5",
        "installation_repositories, added, 5",
        "installation_repositories, removed, 5",
        "repository, unarchived, 5",
        "repository, transferred, 0"
    })
    void what_may_have_grown_is_read_at_once(String event, String action, long installation) {
        handle(event, action);

        assertThat(looked).containsExactly(installation);
    }

    @Test
    void what_was_taken_away_is_gone_at_once() {
        handle("installation_repositories", "removed");
        handle("repository", "archived");

        verify(installations).removed(43);
        verify(installations).removed(42);
    }
}
