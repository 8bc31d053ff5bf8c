package dev.muster.report;

import dev.muster.config.diagnostic.Nearest;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.PropertyValue.Decimal;
import dev.muster.config.model.PropertyValue.Entries;
import dev.muster.config.model.PropertyValue.Flag;
import dev.muster.config.model.PropertyValue.Items;
import dev.muster.config.model.PropertyValue.Nothing;
import dev.muster.config.model.PropertyValue.Text;
import dev.muster.config.model.PropertyValue.Whole;
import dev.muster.config.model.Target;
import dev.muster.config.yaml.PropertyText;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The parameters of a run that somebody asked for: values that stand in for declared properties.
public final class RunParameters {

    /// The recipe says which workflow runs a target, so it is no parameter of the run.
    private static final String RECIPE = "recipe";

    private RunParameters() {}

    /// Reads them from a JSON object.
    ///
    /// @throws IOException where the text is no JSON object
    public static Map<String, PropertyValue> read(String json) throws IOException {
        if (PropertyText.json(json) instanceof Entries(var entries)) {
            return entries;
        }
        throw new IOException("not an object");
    }

    /// One JSON object on one line.
    public static String write(Map<String, PropertyValue> parameters) {
        return JsonText.line(new Entries(parameters));
    }

    /// Properties as a command is told them, with these values in their place.
    ///
    /// @param properties as [RunProperties#of] writes them
    /// @throws IOException where one of the texts is no JSON object
    public static String over(String properties, String parameters) throws IOException {
        var all = new LinkedHashMap<>(read(properties));
        all.putAll(read(parameters));
        return write(all);
    }

    /// Everything that is wrong with them for a target, a sentence each: a parameter is a property
    /// that the target declares, and its value is of the same type.
    ///
    /// @param postsubmit whether `postsubmit_properties` apply
    public static List<String> faults(
            CiConfig config,
            Target target,
            boolean postsubmit,
            Map<String, PropertyValue> parameters) {
        var declared = new LinkedHashMap<>(Effective.properties(config, target, postsubmit));
        declared.remove(RECIPE);
        var faults = new ArrayList<String>();
        parameters.forEach(
                (name, value) -> {
                    var entry = declared.get(name);
                    if (entry == null) {
                        faults.add(unknown(config, target, name, declared));
                    } else if (!fits(entry.property().value(), value)) {
                        faults.add(
                                "parameter '%s' of '%s' is %s as %s:%d declares it, and this is %s"
                                        .formatted(
                                                name,
                                                target.name(),
                                                kind(entry.property().value()),
                                                config.path(),
                                                entry.property().at().line(),
                                                shown(value)));
                    }
                });
        return faults;
    }

    private static String unknown(
            CiConfig config, Target target, String name, Map<String, Effective.Entry> declared) {
        var names = new TreeSet<>(declared.keySet());
        var hint =
                names.isEmpty()
                        ? "it declares no properties"
                        : Nearest.to(name, names)
                                .map("did you mean '%s'?"::formatted)
                                .orElse("it takes " + String.join(", ", names));
        return "'%s' has no parameter '%s' (%s:%d); %s"
                .formatted(target.name(), cut(name), config.path(), target.at().line(), hint);
    }

    /// A whole number is also a decimal one.
    private static boolean fits(PropertyValue declared, PropertyValue given) {
        return declared.getClass() == given.getClass()
                || (declared instanceof Decimal && given instanceof Whole);
    }

    private static String kind(PropertyValue value) {
        return switch (value) {
            case Text _ -> "a text";
            case Flag _ -> "true or false";
            case Whole _ -> "a whole number";
            case Decimal _ -> "a number";
            case Items _ -> "a list";
            case Entries _ -> "an object";
            case Nothing _ -> "null";
        };
    }

    private static String shown(PropertyValue value) {
        return "%s: %s".formatted(kind(value), cut(JsonText.line(value)));
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
