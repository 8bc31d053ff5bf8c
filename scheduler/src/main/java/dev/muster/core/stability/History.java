package dev.muster.core.stability;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The newest runs of a target on a branch, in the order of commits.
///
/// Which commits are kept depends only on their positions, so a history does not depend on the
/// order in which results arrive.
///
/// @param commits oldest first, each position once
public record History(List<CommitRuns> commits) {

    /// How many commits count as the window that is shown.
    public static final int WINDOW = 200;

    /// How many commits are kept: those beyond the window count less and less.
    public static final int HORIZON = 2 * WINDOW;

    /// Nothing ran yet.
    public static final History EMPTY = new History(List.of());

    private static final Pattern ENTRY = Pattern.compile("(?:p(\\d*))?(?:f(\\d*))?(?:\\*(\\d+))?");

    public History {
        commits =
                List.copyOf(commits.subList(Math.max(0, commits.size() - HORIZON), commits.size()));
        for (var i = 1; i < commits.size(); i++) {
            if (commits.get(i - 1).position() >= commits.get(i).position()) {
                throw new IllegalArgumentException("commits of a history are in order");
            }
        }
    }

    /// The history with what is known of one commit now; the newest word about a commit replaces
    /// the one before.
    public History with(CommitRuns runs) {
        var next = new ArrayList<CommitRuns>(commits.size() + 1);
        next.addAll(commits);
        var at = next.size();
        while (at > 0 && next.get(at - 1).position() > runs.position()) {
            at--;
        }
        if (at > 0 && next.get(at - 1).position() == runs.position()) {
            next.set(at - 1, runs);
        } else {
            next.add(at, runs);
        }
        return new History(next);
    }

    /// Only what is newer than a commit.
    public History after(long position) {
        return new History(commits.stream().filter(it -> it.position() > position).toList());
    }

    /// Only what is not newer than a commit.
    public History upTo(long position) {
        return new History(commits.stream().filter(it -> it.position() <= position).toList());
    }

    /// A short text: first position, then commits, each as `p` and `f` with a count behind them
    /// where it is not 1, `*n` for as many alike on neighbouring commits, and `+n` for a gap.
    public String text() {
        var text = new StringBuilder();
        for (var i = 0; i < commits.size(); ) {
            var run = commits.get(i);
            if (i == 0) {
                text.append(run.position());
            } else if (run.position() > commits.get(i - 1).position() + 1) {
                text.append(" +").append(run.position() - commits.get(i - 1).position() - 1);
            }
            var alike = alike(i);
            text.append(' ').append(entry(run));
            if (alike > 1) {
                text.append('*').append(alike);
            }
            i += alike;
        }
        return text.toString();
    }

    private int alike(int from) {
        var first = commits.get(from);
        var count = 1;
        while (from + count < commits.size()
                && commits.get(from + count)
                        .equals(
                                new CommitRuns(
                                        first.position() + count,
                                        first.passed(),
                                        first.failed()))) {
            count++;
        }
        return count;
    }

    private static String entry(CommitRuns run) {
        return part('p', run.passed()) + part('f', run.failed());
    }

    private static String part(char letter, int count) {
        return count == 0 ? "" : count == 1 ? String.valueOf(letter) : letter + "" + count;
    }

    /// The history that a text of [#text] tells.
    ///
    /// @throws IllegalArgumentException where the text is none
    public static History of(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        var words = text.split(" ");
        var position = Long.parseLong(words[0]);
        var commits = new ArrayList<CommitRuns>();
        for (var i = 1; i < words.length; i++) {
            var word = words[i];
            if (word.startsWith("+")) {
                position += Long.parseLong(word.substring(1));
                continue;
            }
            var entry = ENTRY.matcher(word);
            if (!entry.matches()) {
                throw new IllegalArgumentException("not runs of a commit: '" + word + "'");
            }
            var times = entry.group(3) == null ? 1 : Integer.parseInt(entry.group(3));
            for (var time = 0; time < times; time++) {
                commits.add(
                        new CommitRuns(position++, count(entry.group(1)), count(entry.group(2))));
            }
        }
        return new History(commits);
    }

    private static int count(@Nullable String group) {
        return group == null ? 0 : group.isEmpty() ? 1 : Integer.parseInt(group);
    }
}
