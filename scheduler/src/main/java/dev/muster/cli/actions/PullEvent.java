package dev.muster.cli.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.plan.RepoEvent;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The event that started a run of the pull workflow, as GitHub writes it into a file.
///
/// @param event for the planner
/// @param head the commit to check
/// @param base the commit it is compared with
/// @param defaultBranch of the repository
/// @param trusted whether somebody wrote it who may write to the repository
public record PullEvent(
        RepoEvent event, String head, String base, String defaultBranch, boolean trusted) {

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern BRANCH = Pattern.compile("[^\\p{Cntrl}\\s~^:?*\\[\\\\]+");
    private static final String HEADS = "refs/heads/";

    /// Reads an event.
    ///
    /// @param name as `GITHUB_EVENT_NAME` has it
    /// @param body the file's text
    /// @return nothing where it is no event of a pull request or merge group
    public static Optional<PullEvent> read(String name, String body) {
        JsonNode document;
        try {
            document = new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        var main = document.at("/repository/default_branch").asText();
        return switch (name) {
            case "pull_request" -> pull(document.path("pull_request"), main);
            case "merge_group" -> group(document.path("merge_group"), main);
            default -> Optional.empty();
        };
    }

    private static Optional<PullEvent> pull(JsonNode pull, String main) {
        var labels = new HashSet<String>();
        pull.path("labels").forEach(it -> labels.add(it.path("name").asText()));
        var event =
                new RepoEvent.PullRequestUpdated(
                        pull.at("/base/ref").asText(), Instant.EPOCH, Set.copyOf(labels));
        var from = pull.at("/head/repo/id");
        var into = pull.at("/base/repo/id");
        var own = from.isIntegralNumber() && from.asLong() == into.asLong();
        return checked(
                new PullEvent(
                        event,
                        pull.at("/head/sha").asText(),
                        pull.at("/base/sha").asText(),
                        main,
                        own));
    }

    private static Optional<PullEvent> group(JsonNode group, String main) {
        var ref = group.path("base_ref").asText();
        var branch = ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : ref;
        return checked(
                new PullEvent(
                        new RepoEvent.MergeGroupFormed(branch, Instant.EPOCH),
                        group.path("head_sha").asText(),
                        group.path("base_sha").asText(),
                        main,
                        true));
    }

    private static Optional<PullEvent> checked(PullEvent event) {
        return SHA.matcher(event.head()).matches()
                        && SHA.matcher(event.base()).matches()
                        && BRANCH.matcher(event.event().branch()).matches()
                        && BRANCH.matcher(event.defaultBranch()).matches()
                ? Optional.of(event)
                : Optional.empty();
    }
}
