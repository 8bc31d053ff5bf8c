package dev.muster.report;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.Target;

import java.util.LinkedHashMap;
import java.util.Map;

/// The properties of a target as its command and its recipe are told them.
public final class RunProperties {

    /// The environment variable that holds them.
    public static final String VARIABLE = "MUSTER_PROPERTIES";

    /// Systems refuse to start a program with a longer variable.
    private static final int LONGEST = 100_000;

    private RunProperties() {}

    /// One JSON object on one line; an empty one where they are too long to be handed to a program.
    ///
    /// @param config the configuration that declares the target
    /// @param postsubmit whether `postsubmit_properties` apply
    public static String of(CiConfig config, Target target, boolean postsubmit) {
        return of(config, target, postsubmit, Map.of());
    }

    /// The same, with values that stand in for declared ones.
    ///
    /// @param config the configuration that declares the target
    /// @param postsubmit whether `postsubmit_properties` apply
    /// @param parameters by the names of the properties that they replace
    public static String of(
            CiConfig config,
            Target target,
            boolean postsubmit,
            Map<String, PropertyValue> parameters) {
        var all = new LinkedHashMap<String, PropertyValue>();
        Effective.properties(config, target, postsubmit)
                .forEach((name, entry) -> all.put(name, entry.property().value()));
        all.putAll(parameters);
        var text = RunParameters.write(all);
        return text.length() > LONGEST ? "{}" : text;
    }
}
