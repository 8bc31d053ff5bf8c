package dev.muster.checks;

import dev.muster.checks.CheckFacts.Stage;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.failure.Blame;

import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;

/// The aggregate check: created at once, always concluded, and the only one that branch protection
/// needs.
final class Required {

    private static final WantedCheck.Button RERUN =
            new WantedCheck.Button("Rerun failed", "Run what did not pass again", "rerun_failed");
    private static final WantedCheck.Button APPROVE =
            new WantedCheck.Button("Approve this commit", "Let this very commit run", "approve");
    private static final String CUT = "\n\nThe list is cut here; the whole stands in the details.";

    private Required() {}

    static WantedCheck of(CheckFacts facts, CheckSettings settings) {
        return switch (facts.stage()) {
            case Stage.Unplanned _ ->
                    plain(
                            facts,
                            settings,
                            WantedCheck.State.QUEUED,
                            "The plan is being made",
                            "Which targets run is decided in a moment.");
            case Stage.WaitsForApproval(var author) -> waits(facts, settings, author);
            case Stage.Draft _ ->
                    plain(
                            facts,
                            settings,
                            WantedCheck.State.QUEUED,
                            "Waits: the pull request is a draft",
                            "Targets run once it is ready for review.");
            case Stage.Invalid _ ->
                    plain(
                            facts,
                            settings,
                            WantedCheck.State.FAILURE,
                            "The configuration has errors",
                            "No target runs. `muster / config` shows each error at its line.");
            case Stage.Missing _ ->
                    plain(
                            facts,
                            settings,
                            WantedCheck.State.SUCCESS,
                            "There is no .ci.yaml",
                            "Nothing is declared, so nothing has to run.");
            case Stage.GivenUp(var why) ->
                    plain(
                            facts,
                            settings,
                            WantedCheck.State.CANCELLED,
                            "Given up",
                            "Nobody waits for this commit: " + Markdown.inert(why) + ".");
            case Stage.Planned _ -> planned(facts, settings);
        };
    }

    private static WantedCheck waits(CheckFacts facts, CheckSettings settings, String author) {
        return new WantedCheck(
                Wanted.REQUIRED,
                WantedCheck.State.ACTION_REQUIRED,
                url(facts, settings),
                "Waits for approval",
                "The author %s may not run code here without being asked for. Somebody with write permission lets this commit run with the button above, the label `muster: approve` or the comment `/muster approve`. A further push takes it back."
                        .formatted(Markdown.inert(author)),
                "",
                List.of(),
                List.of(APPROVE),
                false);
    }

    private static WantedCheck plain(
            CheckFacts facts,
            CheckSettings settings,
            WantedCheck.State state,
            String title,
            String summary) {
        return new WantedCheck(
                Wanted.REQUIRED,
                state,
                url(facts, settings),
                title,
                summary,
                "",
                List.of(),
                List.of(),
                false);
    }

    private static WantedCheck planned(CheckFacts facts, CheckSettings settings) {
        var tally = Tally.of(facts.tasks());
        var state = state(tally);
        return new WantedCheck(
                Wanted.REQUIRED,
                state,
                url(facts, settings),
                tally.title(facts.skipped().size()),
                summary(tally, facts),
                Markdown.fit(CheckTable.of(facts, settings), WantedCheck.LONGEST_TEXT, CUT),
                List.of(),
                tally.bad() > 0 || tally.cancelled() > 0 ? List.of(RERUN) : List.of(),
                tally.open() > 0);
    }

    /// A red result that stands is decisive at once; a cancelled task is neither, so the check says
    /// that something was cancelled only when nothing is left to wait for.
    private static WantedCheck.State state(Tally tally) {
        if (tally.bad() > 0) {
            return WantedCheck.State.FAILURE;
        }
        if (tally.open() > 0) {
            return tally.begun() ? WantedCheck.State.IN_PROGRESS : WantedCheck.State.QUEUED;
        }
        return tally.cancelled() > 0 ? WantedCheck.State.CANCELLED : WantedCheck.State.SUCCESS;
    }

    private static String summary(Tally tally, CheckFacts facts) {
        var words =
                "%d passed, %d failed, %d to come, %d skipped"
                        .formatted(
                                tally.passed(), tally.bad(), tally.open(), facts.skipped().size());
        var all =
                tally.advisory() == 0
                        ? words + "."
                        : words + ". %d more do not block.".formatted(tally.advisory());
        return all + blamed(facts.tasks());
    }

    /// How many of the failures that block are the change's own.
    private static String blamed(List<CheckFacts.Task> tasks) {
        var counts = new EnumMap<Blame, Integer>(Blame.class);
        for (var task : tasks) {
            if (task.blocking() && task.blamed() != null) {
                counts.merge(task.blamed().blame(), 1, Integer::sum);
            }
        }
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(it -> "%d %s".formatted(it.getValue(), it.getKey().label()))
                        .collect(Collectors.joining(", ", " Of the failures: ", "."));
    }

    private static String url(CheckFacts facts, CheckSettings settings) {
        var line = facts.line();
        var page =
                switch (line) {
                    case dev.muster.core.ci.Line.Pull(var number, _) -> "pulls/" + number;
                    case dev.muster.core.ci.Line.Queue _, dev.muster.core.ci.Line.Branch _ ->
                            "merge-groups/" + facts.sha();
                };
        return "%s/repos/%s/%s/%s"
                .formatted(settings.url(), facts.repo().owner(), facts.repo().name(), page);
    }

    /// How many tasks stand how. Those that do not block are counted by themselves.
    private record Tally(int passed, int bad, int cancelled, int open, int running, int advisory) {

        static Tally of(List<CheckFacts.Task> tasks) {
            var passed = 0;
            var bad = 0;
            var cancelled = 0;
            var open = 0;
            var running = 0;
            var advisory = 0;
            for (var task : tasks) {
                if (!task.blocking()) {
                    advisory++;
                } else if (Wanted.isBad(task.status())) {
                    bad++;
                } else if (task.status() == TaskStatus.CANCELLED) {
                    cancelled++;
                } else if (task.status().ended()) {
                    passed++;
                } else {
                    open++;
                    running += task.status() == TaskStatus.RUNNING ? 1 : 0;
                }
            }
            return new Tally(passed, bad, cancelled, open, running, advisory);
        }

        boolean begun() {
            return running > 0 || passed > 0 || cancelled > 0;
        }

        String title(int skipped) {
            var all = passed + bad + cancelled + open;
            if (bad > 0) {
                return "%d of %d failed".formatted(bad, all);
            }
            if (open > 0) {
                return "%d of %d passed".formatted(passed, all);
            }
            if (all == 0) {
                return skipped == 0 ? "Nothing is declared" : "Nothing has to run";
            }
            return cancelled > 0
                    ? "%d of %d cancelled".formatted(cancelled, all)
                    : "All %d passed".formatted(all);
        }
    }
}
