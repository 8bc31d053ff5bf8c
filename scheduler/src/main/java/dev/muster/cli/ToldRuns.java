package dev.muster.cli;

import dev.muster.cli.actions.LogTail;
import dev.muster.cli.actions.StatusReporter;
import dev.muster.cli.actions.StatusReporter.Answer;
import dev.muster.cli.actions.StatusReporter.Setup;
import dev.muster.cli.actions.StepEnvironment;
import dev.muster.cli.actions.StepSummary;
import dev.muster.report.WorkflowCommand;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Runs of targets that others hear of: the service, if asked for, and in GitHub Actions the run's
/// page and its log.
final class ToldRuns implements AutoCloseable {

    /// How long an ending process waits until the service has been told; GitHub kills it soon.
    private static final long LAST_WORDS_SECONDS = 5;

    private final Terminal terminal;
    private final StepEnvironment step;
    private final @Nullable StatusReporter reporter;
    private final Clock clock = Clock.systemUTC();
    private final List<StepSummary.Line> lines = new ArrayList<>();

    private ToldRuns(Terminal terminal, StepEnvironment step, @Nullable StatusReporter reporter) {
        this.terminal = terminal;
        this.step = step;
        this.reporter = reporter;
    }

    static ToldRuns of(Terminal terminal, StepEnvironment step, boolean report) {
        if (!report) {
            return new ToldRuns(terminal, step, null);
        }
        return switch (StatusReporter.of(step)) {
            case Setup.Ready(var reporter) -> new ToldRuns(terminal, step, reporter);
            case Setup.Off(var why) -> {
                terminal.complain("nobody is told of the results: " + why);
                yield new ToldRuns(terminal, step, null);
            }
        };
    }

    /// Runs a target between saying that it starts and how it ended; a target that another job has
    /// is not run.
    TargetRun.Result around(TargetRun run, TargetRun.Output output) throws InterruptedException {
        var name = run.planned().target();
        var began = clock.instant();
        var answer = reporter == null ? null : reporter.started(name, began);
        if (answer instanceof Answer.NotOurs(var why)) {
            terminal.complain("'%s' is not run: %s".formatted(name, why));
            return kept(run.skipped());
        }
        return around(answer instanceof Answer.Taken(var it) ? run.with(it) : run, output, began);
    }

    private TargetRun.Result around(TargetRun run, TargetRun.Output output, Instant began)
            throws InterruptedException {
        var told = new CountDownLatch(1);
        var hook = new Thread(() -> await(told), "let the service be told");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            if (reporter == null) {
                return kept(run.execute(output, null));
            }
            var tail = new LogTail(step.secrets());
            var result = run.execute(output, tail);
            hear(result.target(), tell(reporter, result, began, tail));
            return kept(result);
        } finally {
            told.countDown();
            forget(hook);
        }
    }

    private Answer tell(
            StatusReporter service, TargetRun.Result result, Instant began, LogTail tail)
            throws InterruptedException {
        var code = result.exitCode();
        return service.finished(
                result.target(),
                result.status(),
                began,
                clock.instant(),
                code > 0 ? "exit " + code : "",
                result.passed() ? "" : tail.signature().orElse(""));
    }

    /// Tells that nothing could be run at all.
    void refused(List<String> names, String why) throws InterruptedException {
        var now = clock.instant();
        for (var name : names) {
            if (reporter != null) {
                hear(name, reporter.finished(name, "infra_failure", now, now, why, ""));
            }
        }
        annotate("Muster", why);
    }

    private void hear(String name, Answer answer) {
        switch (answer) {
            case Answer.Taken _ -> {}
            case Answer.NotOurs(var why) ->
                    terminal.complain("the result of '%s' is not counted: %s".formatted(name, why));
            case Answer.Untold(var why) ->
                    terminal.complain("the service was not told of '%s': %s".formatted(name, why));
        }
    }

    private TargetRun.Result kept(TargetRun.Result result) {
        lines.add(
                new StepSummary.Line(
                        result.target(), result.passed(), result.words(), result.took()));
        if (!result.passed()) {
            annotate(
                    result.target(),
                    "%s in %.1f s".formatted(result.words(), result.took().toMillis() / 1000.0));
        }
        return result;
    }

    /// On a line of its own, whatever the command wrote last.
    private void annotate(String title, String message) {
        if (step.inActions()) {
            terminal.out()
                    .print("\n" + WorkflowCommand.of("error", Map.of("title", title), message));
            terminal.flush();
        }
    }

    @Override
    public void close() {
        if (!lines.isEmpty()) {
            step.file("GITHUB_STEP_SUMMARY")
                    .filter(it -> !StepSummary.append(it, StepSummary.of(lines)))
                    .ifPresent(it -> terminal.complain("cannot write the run's summary"));
        }
    }

    private static void await(CountDownLatch told) {
        try {
            if (!told.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // we are ending already
        }
    }
}
