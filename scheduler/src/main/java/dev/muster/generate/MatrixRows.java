package dev.muster.generate;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.Target;
import dev.muster.report.RunProperties;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/// Rows of the generated workflows' matrices.
public final class MatrixRows {

    /// Rows of one run; GitHub takes 256 jobs, and a few are not rows.
    public static final int MOST = 250;

    /// Characters of a dispatch's inputs as JSON; GitHub takes 65,535.
    public static final int MOST_CHARACTERS = 60_000;

    /// What a job needs besides its targets: a machine, a checkout, the program.
    private static final int SETTING_UP = 15;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_JOB = 35 * 24 * 60;

    private static final Pattern HOSTED =
            Pattern.compile(
                    "ubuntu-(?:latest|slim|\\d\\d\\.\\d\\d(?:-arm)?)"
                            + "|windows-(?:latest|20\\d\\d|11-arm)"
                            + "|macos-(?:latest|\\d\\d)(?:-(?:intel|large|xlarge))?");

    private MatrixRows() {}

    /// A row that runs one target for the first time.
    ///
    /// @param runsOn labels by platform, for platforms whose configuration names none
    /// @param event what it runs for
    public static MatrixRow of(
            CiConfig config,
            Target target,
            Recipes recipes,
            Map<String, List<String>> runsOn,
            String event) {
        var lane = recipes.lane(target);
        return new MatrixRow(
                lane,
                shown(target.name().value()),
                List.of(target.name().value()),
                Effective.runsOn(config, target, runsOn),
                minutes(target.work().timeout().toMinutes() + SETTING_UP),
                1,
                event,
                lane.equals(Recipes.Lane.RUN)
                        ? "{}"
                        : RunProperties.of(config, target, event.equals("postsubmit")));
    }

    /// Whether these labels ask for a machine of GitHub's, which nobody's code can spoil for
    /// others.
    public static boolean hosted(List<String> runsOn) {
        return !runsOn.isEmpty() && runsOn.stream().allMatch(it -> HOSTED.matcher(it).matches());
    }

    /// Rows in parts that fit one run each, in their order.
    ///
    /// @param characters how many a row takes
    public static <T> List<List<T>> shards(List<T> rows, ToIntFunction<T> characters) {
        var shards = new ArrayList<List<T>>();
        var shard = new ArrayList<T>();
        var sum = 0;
        for (var row : rows) {
            var more = characters.applyAsInt(row);
            if (!shard.isEmpty() && (shard.size() == MOST || sum + more > MOST_CHARACTERS)) {
                shards.add(List.copyOf(shard));
                shard.clear();
                sum = 0;
            }
            shard.add(row);
            sum += more;
        }
        if (!shard.isEmpty()) {
            shards.add(List.copyOf(shard));
        }
        return shards;
    }

    /// The same targets in no more rows than one run takes: where there are too many, those of one
    /// lane that want the same machine share jobs.
    public static List<MatrixRow> packed(List<MatrixRow> rows) {
        if (rows.size() <= MOST) {
            return rows;
        }
        var alike = new LinkedHashMap<List<Object>, List<MatrixRow>>();
        rows.forEach(
                it ->
                        alike.computeIfAbsent(
                                        List.of(
                                                it.lane(),
                                                it.runsOn(),
                                                it.attempt(),
                                                it.properties()),
                                        _ -> new ArrayList<>())
                                .add(it));
        for (var together = 2; ; together++) {
            var packed = new ArrayList<MatrixRow>();
            for (var group : alike.values()) {
                for (var i = 0; i < group.size(); i += together) {
                    packed.add(joined(group.subList(i, Math.min(i + together, group.size()))));
                }
            }
            if (packed.size() <= Math.max(MOST, alike.size())) {
                return packed;
            }
        }
    }

    /// The rows by lane, as the workflows take them.
    public static Map<String, List<Map<String, Object>>> byLane(List<MatrixRow> rows) {
        var lanes = new LinkedHashMap<String, List<Map<String, Object>>>();
        rows.forEach(
                it -> lanes.computeIfAbsent(it.lane(), _ -> new ArrayList<>()).add(it.fields()));
        return lanes;
    }

    private static MatrixRow joined(List<MatrixRow> rows) {
        var first = rows.getFirst();
        if (rows.size() == 1) {
            return first;
        }
        var minutes = rows.stream().mapToLong(it -> it.minutes() - SETTING_UP).sum() + SETTING_UP;
        return new MatrixRow(
                first.lane(),
                shown("%s and %d more".formatted(first.name(), rows.size() - 1)),
                rows.stream().flatMap(it -> it.targets().stream()).toList(),
                first.runsOn(),
                minutes(minutes),
                first.attempt(),
                first.event(),
                first.properties());
    }

    private static int minutes(long wanted) {
        return (int) Math.min(wanted, LONGEST_JOB);
    }

    private static String shown(String name) {
        var line = name.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME - 1) + "…";
    }

    /// What a row of these texts takes as JSON, generously: each character may become an escape
    /// inside an escape.
    public static int characters(List<String> texts) {
        return 120 + texts.stream().mapToInt(MatrixRows::escaped).sum();
    }

    private static int escaped(String text) {
        return 8
                + text.chars()
                        .map(c -> c == '"' || c == '\\' ? 4 : c < ' ' || c > '~' ? 7 : 1)
                        .sum();
    }
}
