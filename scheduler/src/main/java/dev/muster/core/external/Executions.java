package dev.muster.core.external;

import dev.muster.core.attempt.Attempt;
import dev.muster.core.attempt.Attempt.Ended;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All executions of a task that another scheduler told of.
///
/// Posts come late, twice and in any order. What they make of a task depends on the executions
/// alone, not on the order in which they became known.
///
/// @param all by number
public record Executions(List<Execution> all) {

    public Executions {
        all = all.stream().sorted(Comparator.comparingInt(Execution::number)).toList();
    }

    /// The number of the execution that a post is about: the one it says, else the one of its run,
    /// else the newest, unless that has ended and the post tells of something later.
    public int numberOf(Post post) {
        if (post.attempt() != null) {
            return post.attempt();
        }
        if (all.isEmpty()) {
            return 1;
        }
        var run = post.runId();
        var known = all.stream().filter(it -> run != null && run.equals(it.runId())).findFirst();
        if (known.isPresent()) {
            return known.get().number();
        }
        var newest = all.getLast();
        var another = run != null && newest.runId() != null;
        return another || tellsOfLater(post, newest.attempt())
                ? newest.number() + 1
                : newest.number();
    }

    /// Whether a post that names neither attempt nor run cannot be about an attempt: it began when
    /// that had ended, or ended otherwise and not before.
    private static boolean tellsOfLater(Post post, Attempt newest) {
        if (!(newest instanceof Ended ended)) {
            return false;
        }
        if (post.startedAt() != null) {
            return post.startedAt().isAfter(ended.finishedAt());
        }
        return post.status().verdict() != null
                && post.status().verdict() != ended.verdict()
                && !endedBefore(post, ended);
    }

    private static boolean endedBefore(Post post, Ended ended) {
        return post.finishedAt() != null && post.finishedAt().isBefore(ended.finishedAt());
    }

    /// The execution of a number.
    public Optional<Execution> find(int number) {
        return all.stream().filter(it -> it.number() == number).findFirst();
    }

    /// The execution that a post is about, as it is after it. One that has ended stays as it is.
    ///
    /// @param now when the post came
    public Execution after(Post post, Instant now) {
        var number = numberOf(post);
        var before =
                find(number)
                        .orElse(
                                new Execution(
                                        number, post.runId(), new Attempt.Dispatched(now), false));
        var moved = Attempt.after(before.attempt(), post.report(before.attempt(), now));
        if (moved.equals(before.attempt()) && moved instanceof Ended) {
            return before;
        }
        return new Execution(
                number,
                before.runId() == null ? post.runId() : before.runId(),
                moved,
                before.testFlaky() || post.testFlaky());
    }

    /// The executions with one of them replaced or added.
    public Executions with(Execution execution) {
        var others = new ArrayList<>(all);
        others.removeIf(it -> it.number() == execution.number());
        others.add(execution);
        return new Executions(others);
    }
}
