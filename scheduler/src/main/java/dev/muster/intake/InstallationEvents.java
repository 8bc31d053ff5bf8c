package dev.muster.intake;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.core.ci.RepoSlug;
import dev.muster.presubmit.Presubmit.Outcome;

import java.util.List;
import java.util.Set;

/// Follows where the App is installed, under which names, and whether it may work there.
public final class InstallationEvents {

    private static final Set<String> EVENTS =
            Set.of("installation", "installation_repositories", "repository");

    private final Installations installations;
    private final Survey survey;

    public InstallationEvents(Installations installations, Survey survey) {
        this.installations = installations;
        this.survey = survey;
    }

    /// Reads from GitHub where the App is installed.
    public interface Survey {

        /// Reads one installation, or everything, and stores what it finds.
        ///
        /// @param installation 0: all of them
        Outcome look(long installation);
    }

    boolean handles(String event) {
        return EVENTS.contains(event);
    }

    Outcome handle(String event, JsonNode body) {
        return event.equals("repository") ? repository(body) : installation(event, body);
    }

    private Outcome installation(String event, JsonNode body) {
        var node = body.path("installation");
        var id = node.path("id").asLong();
        var account = node.path("account").path("login").asText();
        var action = body.path("action").asText();
        if (event.equals("installation")
                && (action.equals("deleted") || action.equals("suspend"))) {
            var state =
                    action.equals("deleted")
                            ? Installations.State.REMOVED
                            : Installations.State.SUSPENDED;
            installations.installation(id, account, state, List.of());
            return new Outcome.Done();
        }
        body.path("repositories_removed")
                .forEach(it -> installations.removed(it.path("id").asLong()));
        return survey.look(id);
    }

    private Outcome repository(JsonNode body) {
        var node = body.path("repository");
        var id = node.path("id").asLong();
        return switch (body.path("action").asText()) {
            case "deleted", "archived" -> {
                installations.removed(id);
                yield new Outcome.Done();
            }
            case "renamed", "edited" -> {
                installations
                        .active(id)
                        .flatMap(it -> installations.numbers(it.slug()))
                        .ifPresent(
                                it ->
                                        installations.installed(
                                                it.installation(), id, slug(node), branch(node)));
                yield new Outcome.Done();
            }
            case "unarchived" -> survey.look(body.path("installation").path("id").asLong());
            case "transferred" -> survey.look(0);
            default -> new Outcome.Done();
        };
    }

    private static RepoSlug slug(JsonNode node) {
        return new RepoSlug(node.path("owner").path("login").asText(), node.path("name").asText());
    }

    private static String branch(JsonNode node) {
        return node.path("default_branch").asText("main");
    }
}
