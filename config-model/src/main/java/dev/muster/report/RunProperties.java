package dev.muster.report;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.Target;

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
        var text =
                JsonText.line(
                        json -> {
                            json.writeStartObject();
                            for (var entry :
                                    Effective.properties(config, target, postsubmit).entrySet()) {
                                json.writeFieldName(entry.getKey());
                                JsonText.value(json, entry.getValue().property().value());
                            }
                            json.writeEndObject();
                        });
        return text.length() > LONGEST ? "{}" : text;
    }
}
