package dev.muster.checks;

import dev.muster.core.ci.TaskStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Decides which check runs a proposed commit has, and what they say: pure.
public final class Wanted {

    /// The one check that branch protection needs.
    public static final String REQUIRED = CheckNames.REQUIRED;

    /// The check of the configuration.
    public static final String CONFIG = CheckNames.CONFIG;

    private static final int MOST_FAILURES = 20;

    private Wanted() {}

    /// @return the aggregate check first, then that of the configuration where there is something
    ///   to say, then those of targets
    public static List<WantedCheck> of(CheckFacts facts, CheckSettings settings) {
        var checks = new ArrayList<WantedCheck>();
        checks.add(Required.of(facts, settings));
        Config.of(facts, settings).ifPresent(checks::add);
        checks.addAll(targets(facts, settings));
        return List.copyOf(checks);
    }

    private static List<WantedCheck> targets(CheckFacts facts, CheckSettings settings) {
        if (settings.of(facts.repo()) == CheckSettings.Mode.NONE) {
            return List.of();
        }
        var each = !settings.leavesOut(facts.repo(), facts.tasks().size());
        var failures =
                facts.tasks().stream()
                        .filter(it -> it.blocking() && isBad(it.status()))
                        .limit(MOST_FAILURES)
                        .map(CheckFacts.Task::id)
                        .collect(Collectors.toSet());
        // What was shown as failed is brought up to what became of it.
        return facts.tasks().stream()
                .filter(
                        it ->
                                each
                                        || failures.contains(it.id())
                                        || facts.shown().contains(CheckNames.of(it.target())))
                .map(it -> target(facts, it, settings))
                .toList();
    }

    static boolean isBad(TaskStatus status) {
        return status.isRed() || status == TaskStatus.INFRA_FAILURE;
    }

    private static WantedCheck target(
            CheckFacts facts, CheckFacts.Task task, CheckSettings settings) {
        var state = state(task);
        var buttons =
                isBad(task.status())
                        ? List.of(
                                new WantedCheck.Button(
                                        "Rerun failed",
                                        "Run what did not pass again",
                                        "rerun_failed"))
                        : List.<WantedCheck.Button>of();
        return new WantedCheck(
                CheckNames.of(task.target()),
                state,
                url(settings, facts, task),
                Sentences.title(task),
                Sentences.summary(task),
                "",
                List.of(),
                buttons,
                state.conclusion() == null);
    }

    private static WantedCheck.State state(CheckFacts.Task task) {
        return switch (task.status()) {
            case WAITING, QUEUED, DISPATCHED -> WantedCheck.State.QUEUED;
            case RUNNING -> WantedCheck.State.IN_PROGRESS;
            case SUCCEEDED -> WantedCheck.State.SUCCESS;
            case FAILED, INFRA_FAILURE -> bad(task, WantedCheck.State.FAILURE);
            case TIMED_OUT -> bad(task, WantedCheck.State.TIMED_OUT);
            case CANCELLED -> WantedCheck.State.CANCELLED;
            case SKIPPED -> WantedCheck.State.SKIPPED;
            case NEUTRAL -> WantedCheck.State.NEUTRAL;
        };
    }

    private static WantedCheck.State bad(CheckFacts.Task task, WantedCheck.State state) {
        return task.blocking() ? state : WantedCheck.State.NEUTRAL;
    }

    static String url(CheckSettings settings, CheckFacts facts, CheckFacts.Task task) {
        return settings.url() + "/tasks/" + task.id();
    }
}
