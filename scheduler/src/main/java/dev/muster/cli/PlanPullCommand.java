package dev.muster.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.adapter.git.LocalRepository;
import dev.muster.cli.actions.PullEvent;
import dev.muster.cli.actions.StepEnvironment;
import dev.muster.cli.actions.StepSummary;
import dev.muster.generate.MatrixRow;
import dev.muster.generate.MatrixRows;
import dev.muster.plan.Plan;
import dev.muster.report.DiagnosticsGitHub;
import dev.muster.report.Ink;
import dev.muster.report.PlanText;
import dev.muster.report.WorkflowCommand;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/// `muster plan-pull`.
@Command(
        name = "plan-pull",
        description =
                "In GitHub Actions, decide what the run's pull request or merge group needs; the"
                        + " generated muster-pull.yml calls this.",
        footer = {
            "",
            "  muster plan-pull",
            "",
            "Reads GITHUB_EVENT_NAME, GITHUB_EVENT_PATH and MUSTER_CONFIG; writes GITHUB_OUTPUT"
                    + " and",
            "GITHUB_STEP_SUMMARY. For a fork's pull request the base branch's configuration holds.",
            "",
            "Exit codes: 0 planned, 1 a configuration is not valid, 2 wrong usage."
        })
final class PlanPullCommand implements Callable<Integer> {

    private static final Set<String> EVENTS = Set.of("pull_request", "merge_group");

    private final Terminal terminal;
    private final StepEnvironment step;

    @Mixin private HelpOption help = new HelpOption();
    @Mixin private ConfigOptions configs = new ConfigOptions();

    PlanPullCommand(Terminal terminal) {
        this.terminal = terminal;
        this.step = new StepEnvironment(System.getenv());
    }

    @Override
    public Integer call() {
        var event = event();
        try (var repository = LocalRepository.around(Path.of(""))) {
            var pull = new PullPlan(repository, event, configs.files().keySet());
            var faults = pull.faults();
            terminal.out().print(DiagnosticsGitHub.of(faults));
            if (faults.stream().anyMatch(it -> it.isError())) {
                terminal.complain("a configuration is not valid, so nothing runs");
                return ExitCode.FAILED;
            }
            tell(event, pull);
            return ExitCode.DONE;
        } catch (LocalRepository.Unreadable e) {
            throw new UsageFault(e.why());
        }
    }

    private PullEvent event() {
        var name = step.text("GITHUB_EVENT_NAME").orElse("");
        var path = step.text("GITHUB_EVENT_PATH");
        if (path.isEmpty()) {
            throw new UsageFault("GITHUB_EVENT_PATH is not set; this runs in GitHub Actions only");
        }
        var body = new String(InputFiles.read(Path.of(path.get())), StandardCharsets.UTF_8);
        return PullEvent.read(name, body)
                .orElseThrow(
                        () ->
                                new UsageFault(
                                        EVENTS.contains(name)
                                                ? "'%s' does not hold the event '%s' of GitHub"
                                                        .formatted(path.get(), name)
                                                : "the event '%s' is not one of a pull request or merge group"
                                                        .formatted(name)));
    }

    private void tell(PullEvent event, PullPlan pull) throws LocalRepository.Unreadable {
        var plan = pull.plan();
        var rows = pull.rows(plan);
        var waiting = pull.waiting(plan);
        waiting.forEach(this::warn);
        var packed = json(MatrixRows.byLane(MatrixRows.packed(rows)));
        output("commit", event.head());
        output("base", event.base());
        output("branch", event.event().branch());
        output("trusted", event.trusted() ? packed : "{}");
        output("untrusted", event.trusted() ? "{}" : packed);
        output("waiting", String.valueOf(waiting.size()));
        var text = new PlanText(Ink.PLAIN).of(plan, false);
        terminal.out().print(text);
        step.file("GITHUB_STEP_SUMMARY")
                .filter(it -> !StepSummary.append(it, summary(plan, rows)))
                .ifPresent(it -> terminal.complain("cannot write the run's summary"));
    }

    private static String summary(Plan plan, List<MatrixRow> rows) {
        var text = new StringBuilder("### What runs\n\n");
        text.append("%d of %d targets run\n\n".formatted(rows.size(), plan.decisions().size()));
        for (var decision : plan.decisions()) {
            if (decision.word().equals("run")) {
                text.append("* ")
                        .append(StepSummary.escaped(decision.target().name().value()))
                        .append(": ")
                        .append(StepSummary.escaped(decision.reason().word()))
                        .append(' ')
                        .append(StepSummary.escaped(decision.detail()))
                        .append('\n');
            }
        }
        return text.append('\n').toString();
    }

    private void warn(PullPlan.Waiting waiting) {
        terminal.out()
                .print(
                        WorkflowCommand.of(
                                "warning", Map.of("title", waiting.target()), waiting.why()));
    }

    private void output(String name, String value) {
        var line = "%s=%s\n".formatted(name, value);
        var file = step.file("GITHUB_OUTPUT");
        if (file.isEmpty()) {
            terminal.out().print(line);
            return;
        }
        try {
            Files.writeString(
                    file.get(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UsageFault("cannot write '%s': %s".formatted(file.get(), e.getMessage()));
        }
    }

    private static String json(Map<String, ?> document) {
        try {
            return new ObjectMapper().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and texts are JSON", e);
        }
    }
}
