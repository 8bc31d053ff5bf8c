package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.Command;
import dev.muster.config.model.Enablement;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.Span;
import dev.muster.config.model.Target;
import dev.muster.config.model.TargetName;
import dev.muster.config.model.Work;
import dev.muster.config.yaml.Key.Where;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One entry of `targets`.
final class TargetText {

    private static final int USUAL_MINUTES = 30;
    private static final int MOST_MINUTES = 4320;
    private static final int LONGEST_NAME = 300;

    private TargetText() {}

    /// The target, unless it has no name to know it by; its other faults are reported all the same.
    static Optional<Target> read(Node.Mapping map, int version, Values values) {
        var fields = Fields.of(map, Where.TARGET, version, values);
        var name = name(map, fields, values);
        var target =
                new Target(
                        name == null ? new TargetName("?") : new TargetName(name.text()),
                        enablement(fields, values),
                        work(map, fields, values),
                        fields.text("scheduler").orElse(Target.OURS),
                        fields.text("owner").orElse(null),
                        labels(fields),
                        name == null ? map.at() : name.at());
        return name == null ? Optional.empty() : Optional.of(target);
    }

    private static Node.@Nullable Scalar name(Node.Mapping map, Fields fields, Values values) {
        var node = fields.node("name").orElse(null);
        if (node instanceof Node.Scalar scalar && !scalar.text().isBlank()) {
            if (scalar.text().length() > LONGEST_NAME || !Excerpt.harmless(scalar.text())) {
                values.faults()
                        .add(
                                Code.MISSING_NAME,
                                scalar.at(),
                                "a target's name is one line of at most %d printable characters"
                                        .formatted(LONGEST_NAME),
                                "choose another name");
                return null;
            }
            return scalar;
        }
        if (node == null || node instanceof Node.Scalar) {
            values.faults()
                    .add(
                            Code.MISSING_NAME,
                            node == null ? start(map) : node.at(),
                            "this target has no name",
                            "begin it with '- name: <Platform> <what runs>'");
        } else {
            values.wrong("name", node, "text", null);
        }
        return null;
    }

    private static Span start(Node.Mapping map) {
        return new Span(map.at().line(), map.at().column(), map.at().line(), map.at().column() + 1);
    }

    private static Enablement enablement(Fields fields, Values values) {
        var runIf = values.patterns().paths(fields.texts("run_if"));
        var runIfNot = values.patterns().paths(fields.texts("run_if_not"));
        if (!runIf.isEmpty() && !runIfNot.isEmpty()) {
            values.faults()
                    .add(
                            Code.IGNORED_RUN_IF_NOT,
                            fields.at("run_if_not"),
                            "'run_if_not' is ignored beside 'run_if'",
                            "write exclusions into 'run_if' as '!pattern'; the last entry that"
                                    + " matches decides");
        }
        var bringup = fields.flag("bringup", false);
        return new Enablement(
                bringup,
                fields.flag("presubmit", true),
                fields.flag("postsubmit", true),
                runIf,
                runIfNot,
                values.patterns().branches(fields.texts("enabled_branches")),
                fields.has("backfill") ? fields.flag("backfill", true) : null,
                fields.has("bringup") && !bringup);
    }

    private static Work work(Node.Mapping map, Fields fields, Values values) {
        return new Work(
                recipe(map, fields, values),
                command(fields, values),
                timeout(fields, values),
                fields.properties("properties"),
                fields.properties("postsubmit_properties"),
                fields.properties("dimensions"),
                demands(fields, values),
                fields.at("recipe"));
    }

    private static @Nullable String recipe(Node.Mapping map, Fields fields, Values values) {
        for (var entry : map.entries()) {
            if (entry.key().text().equals("recipes")) {
                values.faults()
                        .add(
                                Code.OLD_FORM,
                                entry.key().at(),
                                "'recipes' is an older spelling of 'recipe'",
                                "write 'recipe'");
                if (!fields.has("recipe")) {
                    return values.text("recipe", entry.value()).map(Node.Scalar::text).orElse(null);
                }
            }
        }
        return fields.text("recipe").orElse(null);
    }

    private static @Nullable Command command(Fields fields, Values values) {
        var node = fields.node("run").orElse(null);
        if (node == null) {
            return null;
        }
        if (node instanceof Node.Scalar scalar) {
            return new Command.Shell(scalar.text());
        }
        var words = values.texts("run", node, false).stream().map(Node.Scalar::text).toList();
        if (words.isEmpty()) {
            values.faults()
                    .add(
                            Code.WRONG_TYPE,
                            node.at(),
                            "'run' names no program",
                            "write 'run: [make, test]'");
            return null;
        }
        return new Command.Argv(words);
    }

    private static Duration timeout(Fields fields, Values values) {
        var minutes = fields.whole("timeout").orElse(USUAL_MINUTES);
        if (minutes < 1 || minutes > MOST_MINUTES) {
            values.faults()
                    .add(
                            Code.BAD_TIMEOUT,
                            fields.node("timeout").map(Node::at).orElse(Span.START),
                            "a timeout is 1 to %d minutes, and this is %s"
                                    .formatted(MOST_MINUTES, written(fields)),
                            minutes > MOST_MINUTES
                                    ? "minutes, not seconds?"
                                    : "leave it out for %d minutes".formatted(USUAL_MINUTES));
            return Duration.ofMinutes(USUAL_MINUTES);
        }
        return Duration.ofMinutes(minutes);
    }

    private static String written(Fields fields) {
        return fields.node("timeout").orElse(null) instanceof Node.Scalar scalar
                ? Excerpt.of(scalar.text())
                : "";
    }

    private static List<String> demands(Fields fields, Values values) {
        var node = fields.node("drone_dimensions").orElse(null);
        if (node == null) {
            return List.of();
        }
        if (node instanceof Node.Scalar scalar && scalar.text().startsWith("[")) {
            return jsonDemands(scalar, values);
        }
        var demands = values.texts("drone_dimensions", node, true);
        for (var demand : demands) {
            if (demand.text().indexOf('=') < 1) {
                values.wrong("an entry of drone_dimensions", demand, "'key=value'", null);
            }
        }
        return demands.stream().map(Node.Scalar::text).toList();
    }

    private static List<String> jsonDemands(Node.Scalar scalar, Values values) {
        var value = values.value("drone_dimensions", scalar).orElse(null);
        if (!(value instanceof PropertyValue.Items(var items))) {
            return List.of();
        }
        var demands = new ArrayList<String>();
        for (var item : items) {
            if (item instanceof PropertyValue.Text(var text) && text.indexOf('=') >= 1) {
                demands.add(text);
            } else {
                values.faults()
                        .add(
                                Code.BAD_PROPERTY,
                                scalar.at(),
                                "an entry of 'drone_dimensions' is not of the form 'key=value'",
                                "write '[\"os=Linux\", \"cores=8\"]'");
                return demands;
            }
        }
        return demands;
    }

    private static List<Property> labels(Fields fields) {
        var labels = new ArrayList<Property>();
        for (var key : List.of("testbed", "builder")) {
            fields.text(key)
                    .ifPresent(
                            text ->
                                    labels.add(
                                            new Property(
                                                    key,
                                                    new PropertyValue.Text(text),
                                                    text,
                                                    fields.at(key))));
        }
        return labels;
    }
}
