package dev.muster.intake;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.core.ci.CommitSha;
import dev.muster.planning.TrackedRepository;
import dev.muster.planning.Watch;
import dev.muster.presubmit.MergeGroup;
import dev.muster.presubmit.Merging;
import dev.muster.presubmit.Presubmit;
import dev.muster.presubmit.Presubmit.Outcome;

import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// Translates GitHub's deliveries into calls of the features. Events that nobody here waits for are
/// done with at once.
public final class GitHubEvents implements Deliveries.Handler {

    private static final String HEADS = "refs/heads/";
    private static final String QUEUE = "gh-readonly-queue/";
    private static final String NOBODY = "0000000000000000000000000000000000000000";
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");

    private final Installations installations;
    private final Watch watch;
    private final Presubmit presubmit;
    private final Merging merging;
    private final Buttons buttons;
    private final InstallationEvents onboarding;
    private final BiFunction<TrackedRepository, JsonNode, Outcome> runs;

    /// @param runs told of workflow runs and jobs
    public GitHubEvents(
            Installations installations,
            Watch watch,
            Presubmit presubmit,
            Merging merging,
            InstallationEvents onboarding,
            BiFunction<TrackedRepository, JsonNode, Outcome> runs) {
        this.installations = installations;
        this.watch = watch;
        this.presubmit = presubmit;
        this.merging = merging;
        this.buttons = new Buttons(presubmit);
        this.onboarding = onboarding;
        this.runs = runs;
    }

    @Override
    public Outcome handle(String event, JsonNode body) {
        if (onboarding.handles(event)) {
            return onboarding.handle(event, body);
        }
        return installations
                .active(body.path("repository").path("id").asLong(-1))
                .map(repository -> handle(event, repository, body))
                .orElseGet(Outcome.Done::new);
    }

    private Outcome handle(String event, TrackedRepository repository, JsonNode body) {
        return switch (event) {
            case "pull_request" -> pull(repository, body);
            case "push" -> push(repository, body);
            case "create" -> created(repository, body);
            case "delete" -> deleted(repository, body);
            case "merge_group" -> group(repository, body);
            case "check_run" -> buttons.checkRun(repository, body);
            case "check_suite" -> buttons.checkSuite(repository, body);
            case "issue_comment" -> buttons.comment(repository, body);
            case "workflow_run", "workflow_job" -> runs.apply(repository, body);
            default -> new Outcome.Done();
        };
    }

    private Outcome pull(TrackedRepository repository, JsonNode body) {
        var number = body.path("number").asInt();
        if (number < 1) {
            return new Outcome.Done();
        }
        var label = body.path("label").path("name").asText();
        if (body.path("action").asText().equals("labeled") && label.equals(Buttons.APPROVE_LABEL)) {
            return labelled(repository, number, body);
        }
        return presubmit.look(repository, number);
    }

    /// The label is for the head that GitHub showed when it was put on.
    private Outcome labelled(TrackedRepository repository, int number, JsonNode body) {
        var looked = presubmit.look(repository, number);
        var head = body.path("pull_request").path("head").path("sha").asText();
        return looked instanceof Outcome.Later || !SHA.matcher(head).matches()
                ? looked
                : presubmit.approve(repository, number, new CommitSha(head), sender(body));
    }

    private Outcome push(TrackedRepository repository, JsonNode body) {
        var ref = body.path("ref").asText();
        if (!ref.startsWith(HEADS)) {
            return new Outcome.Done();
        }
        var branch = ref.substring(HEADS.length());
        if (branch.startsWith(QUEUE)) {
            return outcome(merging.look(repository));
        }
        var after = body.path("after").asText();
        if (body.path("deleted").asBoolean() || after.equals(NOBODY)) {
            watch.gone(repository, branch);
            return new Outcome.Done();
        }
        return SHA.matcher(after).matches()
                ? outcome(watch.moved(repository, branch, new CommitSha(after)))
                : new Outcome.Done();
    }

    /// Of a branch that was created its push tells, and the next sweep where that was lost.
    private Outcome created(TrackedRepository repository, JsonNode body) {
        if (body.path("ref_type").asText().equals("branch")) {
            watch.made(repository, body.path("ref").asText());
        }
        return new Outcome.Done();
    }

    private Outcome deleted(TrackedRepository repository, JsonNode body) {
        if (body.path("ref_type").asText().equals("branch")) {
            watch.gone(repository, body.path("ref").asText());
        }
        return new Outcome.Done();
    }

    private Outcome group(TrackedRepository repository, JsonNode body) {
        var node = body.path("merge_group");
        var head = node.path("head_sha").asText();
        var base = node.path("base_sha").asText();
        var ref = node.path("base_ref").asText();
        if (!SHA.matcher(head).matches()
                || !SHA.matcher(base).matches()
                || !ref.startsWith(HEADS)) {
            return new Outcome.Done();
        }
        var group =
                new MergeGroup(
                        new CommitSha(head),
                        node.path("head_ref").asText(),
                        ref.substring(HEADS.length()),
                        new CommitSha(base));
        switch (body.path("action").asText()) {
            case "checks_requested" -> merging.wanted(repository, group);
            case "destroyed" -> merging.destroyed(repository, group, body.path("reason").asText());
            default -> {
                // nothing else is known of groups
            }
        }
        return new Outcome.Done();
    }

    static String sender(JsonNode body) {
        return body.path("sender").path("login").asText("ghost");
    }

    private static Outcome outcome(boolean read) {
        return read ? new Outcome.Done() : new Outcome.Later("the repository cannot be read");
    }
}
