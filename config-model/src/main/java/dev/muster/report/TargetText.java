package dev.muster.report;

import dev.muster.config.model.BranchPattern;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Command;
import dev.muster.config.model.Effective;
import dev.muster.config.model.PathPattern;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.Target;
import dev.muster.plan.Explanation;
import dev.muster.plan.Gating;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// One target for people: what holds for it, where each value comes from, and the chain of rules.
public final class TargetText {

    private final Ink ink;

    public TargetText(Ink ink) {
        this.ink = ink;
    }

    /// @param config the configuration that declares the target
    /// @param postsubmit whether `postsubmit_properties` apply
    public String of(Explanation explanation, CiConfig config, boolean postsubmit) {
        var target = explanation.decision().target();
        var text = new StringBuilder();
        text.append(
                "%s  %s:%d\n"
                        .formatted(
                                ink.bold(target.name().value()),
                                config.path(),
                                target.at().line()));
        facts(target, config, text);
        if (postsubmit && !target.external()) {
            fact("policy", explanation.scheduling().words(), text);
        }
        entries("properties", Effective.properties(config, target, postsubmit), text);
        entries("dimensions", Effective.dimensions(config, target, postsubmit), text);
        var decision = explanation.decision();
        text.append(
                "\ndecision: %s, because %s%s\n"
                        .formatted(
                                ink.bold(decision.word()),
                                decision.reason().word(),
                                decision.detail().isEmpty() ? "" : " (" + decision.detail() + ")"));
        return text.append(new PlanText(ink).chain(explanation)).toString();
    }

    private void facts(Target target, CiConfig config, StringBuilder text) {
        var enablement = target.enablement();
        fact("platform", target.platform(), text);
        fact(
                "gating",
                Gating.of(target).word() + (enablement.bringup() ? " (in bringup)" : ""),
                text);
        fact("scheduler", target.external() ? target.scheduler() : "ours", text);
        fact("runs on", String.join(", ", Effective.runsOn(config, target, Map.of())), text);
        fact("timeout", target.work().timeout().toMinutes() + " min", text);
        fact("recipe", String.valueOf(target.work().recipe()), text);
        fact("run", command(target.work().command()), text);
        fact("owner", String.valueOf(target.owner()), text);
        fact(
                "branches",
                (enablement.branches().isEmpty() ? config.branches() : enablement.branches())
                        .stream().map(BranchPattern::regex).collect(Collectors.joining(", ")),
                text);
        fact("run_if", patterns(enablement.runIf()), text);
        fact("run_if_not", patterns(enablement.runIfNot()), text);
    }

    private static String patterns(List<PathPattern> patterns) {
        return patterns.stream().map(PathPattern::written).collect(Collectors.joining("  "));
    }

    /// The command as one line.
    public static String command(@org.jspecify.annotations.Nullable Command command) {
        return switch (command) {
            case Command.Argv(var words) -> String.join(" ", words);
            case Command.Shell(var script) -> script.strip();
            case null -> "";
        };
    }

    private void fact(String name, String value, StringBuilder text) {
        if (!value.isEmpty() && !value.equals("null")) {
            text.append("  %s %s\n".formatted(ink.faint("%-12s".formatted(name)), value));
        }
    }

    private static String shown(Property property) {
        return switch (property.value()) {
            case PropertyValue.Items items -> JsonText.line(items);
            case PropertyValue.Entries entries -> JsonText.line(entries);
            default -> property.written().strip();
        };
    }

    private void entries(String name, Map<String, Effective.Entry> entries, StringBuilder text) {
        if (entries.isEmpty()) {
            return;
        }
        text.append('\n').append(name).append('\n');
        var width =
                Math.min(30, entries.keySet().stream().mapToInt(String::length).max().orElse(0));
        entries.forEach(
                (key, entry) ->
                        text.append(
                                "  %s  %s  %s\n"
                                        .formatted(
                                                ("%-" + width + "s").formatted(key),
                                                shown(entry.property()),
                                                ink.faint(
                                                        "(%s, line %d)"
                                                                .formatted(
                                                                        entry.origin()
                                                                                .name()
                                                                                .toLowerCase(
                                                                                        Locale
                                                                                                .ROOT),
                                                                        entry.property()
                                                                                .at()
                                                                                .line())))));
    }
}
