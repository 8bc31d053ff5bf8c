package dev.muster.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Targets' names that come as data.
final class TargetNames {

    private TargetNames() {}

    /// @param name of the variable, for messages
    /// @param text what it holds; null where it is not set
    static List<String> fromVariable(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new UsageFault("the environment variable '%s' is empty".formatted(name));
        }
        try {
            var names = new ArrayList<String>();
            for (var node : new ObjectMapper().readTree(text)) {
                if (!node.isTextual()) {
                    throw notAList(name);
                }
                names.add(node.textValue());
            }
            if (names.isEmpty()) {
                throw notAList(name);
            }
            return names;
        } catch (JsonProcessingException e) {
            throw notAList(name);
        }
    }

    private static UsageFault notAList(String name) {
        return new UsageFault(
                "the environment variable '%s' holds no JSON list of names, such as [\"Linux analyze\"]"
                        .formatted(name));
    }
}
