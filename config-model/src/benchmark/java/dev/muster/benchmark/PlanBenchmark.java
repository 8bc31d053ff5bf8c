package dev.muster.benchmark;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.PathPattern;
import dev.muster.config.model.Target;
import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Decision;
import dev.muster.plan.Plan;
import dev.muster.plan.Planner;
import dev.muster.plan.RepoEvent;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.TaskHistory;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Deciding one pull request, against the straightforward loop: for each target each of its
/// compiled patterns on each changed file, until one matches. The loop decides the path filters
/// only; the planner also makes the plan.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanBenchmark {

    private static final Path REAL =
            Path.of("../../shared/corpus/ci-yaml/flutter__flutter.ci.yaml");
    private static final RepoEvent EVENT =
            new RepoEvent.PullRequestUpdated("master", Instant.EPOCH, Set.of());

    /// `real` is a configuration in use (466 targets, 24 distinct globs), `doubled` the same
    /// targets twice; a number is that many targets with patterns of their own.
    @Param({"real", "doubled", "1000", "10000"})
    public String config;

    @Param({"1", "10", "100", "3000"})
    public int files;

    /// `none`: no file matches a pattern; `early`: the first does.
    @Param({"none", "early"})
    public String match;

    private Planner planner;
    private ChangedFiles changed;
    private List<String> paths;
    private List<List<Pattern>> jdk;
    private List<List<com.google.re2j.Pattern>> re2;

    @Setup
    public void read() throws IOException {
        var text = config.matches("[0-9]+") ? synthetic(Integer.parseInt(config)) : real();
        var read = ((Reading.Valid) CiConfigReader.read(".ci.yaml", text)).config();
        planner = Planner.of(RepoSettings.defaults("master"), List.of(read), List.of());
        paths = IntStream.range(0, files).mapToObj(this::path).toList();
        changed = new ChangedFiles.Known(paths);
        jdk = loops(read, Pattern::compile);
        re2 = loops(read, com.google.re2j.Pattern::compile);
        planner.plan(EVENT, changed, TaskHistory.NONE);
    }

    private String path(int number) {
        if (match.equals("early") && number == 0) {
            return config.matches("[0-9]+") ? "area7/part7/a.txt" : "dev/bots/test.dart";
        }
        return "nowhere/to/be/found/in/the/patterns/file_%d.txt".formatted(number);
    }

    private byte[] real() throws IOException {
        if (!Files.exists(REAL)) {
            throw new IllegalStateException(
                    "SKIPPED: no corpus of real configurations beside the checkout; use -p"
                            + " config=1000");
        }
        var text = Files.readString(REAL);
        if (config.equals("real")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        var targets = text.substring(text.indexOf("\ntargets:\n") + "\ntargets:\n".length());
        return (text + "\n" + targets.replaceAll("(?m)^( *- name: .*)$", "$1 again"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] synthetic(int count) {
        var text =
                new StringBuilder(
                        "enabled_branches: [master]\nplatform_properties: {linux: {}}\ntargets:\n");
        for (var i = 0; i < count; i++) {
            text.append(
                    "  - {name: Linux t%d, run_if: ['area%d/**', 'area%d/part%d/*.txt']}\n"
                            .formatted(i, i, i % 100, i));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private interface Compiler<P> {
        P compile(String regex);
    }

    private static <P> List<List<P>> loops(CiConfig config, Compiler<P> compiler) {
        var known = new java.util.HashMap<String, P>();
        var all = new ArrayList<List<P>>();
        for (var target : config.targets()) {
            if (asked(target)) {
                all.add(
                        target.enablement().runIf().stream()
                                .map(it -> known.computeIfAbsent(regex(it), compiler::compile))
                                .toList());
            }
        }
        return all;
    }

    /// The targets whose path filter a pull request asks for.
    private static boolean asked(Target target) {
        var enablement = target.enablement();
        return enablement.presubmit() && !enablement.bringup() && !enablement.runIf().isEmpty();
    }

    /// These configurations use literals, `*` and `**` only.
    private static String regex(PathPattern pattern) {
        var body = pattern.body();
        var regex = new StringBuilder();
        for (var i = 0; i < body.length(); i++) {
            if (body.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (body.charAt(i) == '*') {
                regex.append("[^/]*");
            } else {
                regex.append(Character.isLetterOrDigit(body.charAt(i)) ? "" : "\\")
                        .append(body.charAt(i));
            }
        }
        return regex.toString();
    }

    @Benchmark
    public Plan plan() {
        return planner.plan(EVENT, changed, TaskHistory.NONE);
    }

    /// The plan, and every decision of it looked at.
    @Benchmark
    public int planAndReadIt() {
        var selected = 0;
        for (var decision : planner.plan(EVENT, changed, TaskHistory.NONE).decisions()) {
            selected += decision instanceof Decision.Run ? 1 : 0;
        }
        return selected;
    }

    @Benchmark
    public int loopOfJdkRegexes() {
        var selected = 0;
        for (var target : jdk) {
            selected += any(target) ? 1 : 0;
        }
        return selected;
    }

    private boolean any(List<Pattern> patterns) {
        for (var pattern : patterns) {
            for (var path : paths) {
                if (pattern.matcher(path).matches()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Benchmark
    public int loopOfRe2j() {
        var selected = 0;
        for (var target : re2) {
            selected += anyRe2(target) ? 1 : 0;
        }
        return selected;
    }

    private boolean anyRe2(List<com.google.re2j.Pattern> patterns) {
        for (var pattern : patterns) {
            for (var path : paths) {
                if (pattern.matches(path)) {
                    return true;
                }
            }
        }
        return false;
    }
}
