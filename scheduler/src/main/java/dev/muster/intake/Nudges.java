package dev.muster.intake;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.planning.TrackedRepository;
import dev.muster.presubmit.Presubmit.Outcome;

import java.util.Set;

/// Has a look come earlier that comes by itself later: at what the bot has shown where people
/// closed it or opened it again, and at the labels of pull requests where one got another name or
/// is gone, of which GitHub says nothing at the pull requests that bore it.
public final class Nudges implements Deliveries.Handler {

    private static final Set<String> OF_POSTS =
            Set.of("closed", "reopened", "deleted", "transferred");
    private static final Set<String> OF_LABELS = Set.of("edited", "deleted");

    private final Deliveries.Handler next;
    private final Installations installations;
    private final Looks looks;

    /// @param next handles each delivery first
    public Nudges(Deliveries.Handler next, Installations installations, Looks looks) {
        this.next = next;
        this.installations = installations;
        this.looks = looks;
    }

    /// What is looked at.
    public interface Looks {

        /// An issue or a pull request was closed, opened again, or is gone.
        void post(TrackedRepository repository, long number);

        /// The labels of any pull request may be others.
        void labels(TrackedRepository repository);
    }

    @Override
    public Outcome handle(String event, JsonNode body) {
        var outcome = next.handle(event, body);
        var action = body.path("action").asText();
        switch (event) {
            case "issues" -> post(action, body, body.path("issue").path("number").asLong());
            case "pull_request" -> post(action, body, body.path("number").asLong());
            case "label" -> {
                if (OF_LABELS.contains(action)) {
                    installations.active(repository(body)).ifPresent(looks::labels);
                }
            }
            default -> {
                // nothing of it is looked at anywhere else
            }
        }
        return outcome;
    }

    private void post(String action, JsonNode body, long number) {
        if (OF_POSTS.contains(action)) {
            installations.active(repository(body)).ifPresent(it -> looks.post(it, number));
        }
    }

    private static long repository(JsonNode body) {
        return body.path("repository").path("id").asLong(-1);
    }
}
