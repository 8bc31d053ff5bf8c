package dev.muster.checks;

import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.failure.Blamed;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// Everything that decides which check runs a proposed commit has.
///
/// @param repo its repository
/// @param line its line
/// @param sha the commit
/// @param stage how far it has come
/// @param tasks its tasks
/// @param skipped targets that do not run for it
/// @param faults what is wrong with its configuration
/// @param difference what its configuration would change if it counted, in sentences; empty where
///   it counts or says the same as the one that does
/// @param shown names of the check runs that it has by now; empty where each target has one
public record CheckFacts(
        RepoSlug repo,
        Line line,
        CommitSha sha,
        Stage stage,
        List<Task> tasks,
        List<Skipped> skipped,
        List<Fault> faults,
        List<String> difference,
        Set<String> shown) {

    public CheckFacts {
        tasks = List.copyOf(tasks);
        skipped = List.copyOf(skipped);
        faults = List.copyOf(faults);
        difference = List.copyOf(difference);
        shown = Set.copyOf(shown);
    }

    /// The same where some check runs are there by now.
    public CheckFacts showing(Set<String> names) {
        return new CheckFacts(repo, line, sha, stage, tasks, skipped, faults, difference, names);
    }

    /// How far a proposed commit has come.
    public sealed interface Stage {

        /// It waits to be planned.
        record Unplanned() implements Stage {}

        /// Nothing runs until a person with write permission approves the commit.
        ///
        /// @param author who proposed it
        record WaitsForApproval(String author) implements Stage {}

        /// Nothing runs as long as it is a draft.
        record Draft() implements Stage {}

        /// Nothing runs, for its configuration has errors.
        record Invalid() implements Stage {}

        /// It has no configuration.
        record Missing() implements Stage {}

        /// It was planned.
        record Planned() implements Stage {}

        /// Nobody waits for it any more.
        ///
        /// @param why for people
        record GivenUp(String why) implements Stage {}
    }

    /// A task.
    ///
    /// @param target its target
    /// @param attempt the newest attempt; null when there was none
    /// @param id the task's name
    /// @param status where it stands
    /// @param flaky passed after failing
    /// @param blocking whether its red result stands in the way
    /// @param decision why it runs, in words
    /// @param note what the newest attempt said besides; may be empty
    /// @param blamed what its failure is likely due to; null where it did not fail
    /// @param signature what its failure says; empty where that is not known
    /// @param quarantine what is said of its target's quarantine, without a full stop; null where
    ///   it is in none
    public record Task(
            String target,
            @Nullable AttemptKey attempt,
            String id,
            TaskStatus status,
            boolean flaky,
            boolean blocking,
            String decision,
            String note,
            @Nullable Blamed blamed,
            String signature,
            @Nullable String quarantine) {}

    /// A target that does not run.
    ///
    /// @param target its name
    /// @param reason the reason's word
    /// @param detail its particulars
    public record Skipped(String target, String reason, String detail) {}

    /// Something wrong with the configuration.
    ///
    /// @param severity `error` or `warning`
    /// @param path the file
    /// @param line from 1
    /// @param endLine from 1
    /// @param code its code
    /// @param message what is wrong
    /// @param hint what would be right; null when nothing is known
    public record Fault(
            String severity,
            String path,
            int line,
            int endLine,
            String code,
            String message,
            @Nullable String hint) {}
}
