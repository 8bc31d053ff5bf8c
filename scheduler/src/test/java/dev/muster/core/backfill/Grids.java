package dev.muster.core.backfill;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Grids from pictures: a line for each target, its platform and name first, then a letter for each
/// commit, the newest first: `w` waits, `a` active, `p` passed, `f` failed, `x` broken off, `n`
/// neutral, `-` skipped, `.` no task.
final class Grids {

    static final RepoSlug REPO = new RepoSlug("acme", "app");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Grids() {}

    static Grid grid(String picture) {
        return grid(REPO, "main", false, picture);
    }

    static Grid grid(RepoSlug repo, String branch, boolean release, String picture) {
        var columns = new ArrayList<Column>();
        for (var line : picture.lines().toList()) {
            var words = line.strip().split(" +");
            columns.add(column(words[0] + " " + words[1], words[2], Column.Traits.USUAL));
        }
        return new Grid(repo, branch, release, rows(columns.getFirst().slots().size()), columns);
    }

    static Column column(String name, String letters, Column.Traits traits) {
        var platform = name.substring(0, name.indexOf(' '));
        var slots = letters.chars().mapToObj(it -> slot((char) it)).toList();
        return new Column(name, platform, traits, slots);
    }

    static Column.Traits taking(int minutes) {
        var usual = Column.Traits.USUAL;
        return new Column.Traits(
                usual.policy(),
                usual.batch(),
                usual.backfill(),
                usual.trial(),
                usual.flakeRate(),
                Duration.ofMinutes(minutes));
    }

    static List<Grid.Row> rows(int count) {
        return IntStream.range(0, count).mapToObj(it -> row(count - it)).toList();
    }

    /// The commit of a number; the newest has the highest.
    static Grid.Row row(int number) {
        return new Grid.Row(
                new CommitSha("%040x".formatted(number)),
                START.plus(Duration.ofMinutes(number)),
                1);
    }

    private static Slot slot(char letter) {
        return switch (letter) {
            case 'w' -> Slot.WAITING;
            case 'a' -> Slot.ACTIVE;
            case 'p' -> Slot.PASSED;
            case 'f' -> Slot.FAILED;
            case 'x' -> Slot.BROKEN_OFF;
            case 'n' -> Slot.NEUTRAL;
            case '-' -> Slot.SKIPPED;
            default -> Slot.NONE;
        };
    }

    /// A line for each pick: the target, the place of the commit from the newest (0), the cause.
    static String lines(List<Pick> picks, List<Grid> grids) {
        var text = new StringBuilder();
        for (var pick : picks) {
            var grid =
                    grids.stream()
                            .filter(
                                    it ->
                                            it.repo().equals(pick.repo())
                                                    && it.branch().equals(pick.branch()))
                            .findFirst()
                            .orElseThrow();
            var row = grid.rows().stream().map(Grid.Row::sha).toList().indexOf(pick.commit());
            text.append("%s %d %s\n".formatted(pick.target(), row, pick.cause().word()));
        }
        return text.toString();
    }
}
