package dev.muster.simulation.actions;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What starts a workflow, read line by line like the rest of the file: `on` and a word, `on` and a
/// list, or `on` and a block with the filters of each event.
final class TriggerText {

    private static final Pattern LINE =
            Pattern.compile("^( *)(?:- +(.*)|[\"']?([\\w-]+)[\"']?:(?: +(.*))?)$");
    private static final Pattern ITEM =
            Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s,\\[\\]'\"][^,\\]]*)");
    private static final int EVENT = 2;
    private static final int FILTER = 4;

    private final Map<String, Map<String, List<String>>> events = new LinkedHashMap<>();
    private boolean inside;
    private @Nullable String event;
    private @Nullable String filter;

    private TriggerText() {}

    /// The triggers by their events.
    static Map<String, Trigger> read(String text) {
        var reading = new TriggerText();
        text.lines()
                .map(line -> line.replaceFirst("(^|\\s)#.*$", ""))
                .filter(line -> !line.isBlank())
                .forEach(reading::line);
        var triggers = new LinkedHashMap<String, Trigger>();
        reading.events.forEach((name, said) -> triggers.put(name, trigger(said)));
        return triggers;
    }

    private static Trigger trigger(Map<String, List<String>> said) {
        return new Trigger(
                said.getOrDefault("types", List.of()),
                filter(said, "branches"),
                filter(said, "tags"),
                filter(said, "paths"));
    }

    private static NameFilter filter(Map<String, List<String>> said, String of) {
        return new NameFilter(
                said.getOrDefault(of, List.of()), said.getOrDefault(of + "-ignore", List.of()));
    }

    private void line(String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            return;
        }
        var depth = parts.group(1).length();
        if (parts.group(2) != null) {
            item(WorkflowText.unquote(parts.group(2)));
        } else if (depth == 0) {
            inside = parts.group(3).equals("on");
            event = null;
            filter = null;
            items(parts.group(4)).forEach(this::item);
        } else if (depth == EVENT) {
            filter = null;
            event = parts.group(3);
            begin(event);
        } else if (depth == FILTER) {
            filter = parts.group(3);
            items(parts.group(4)).forEach(this::item);
        }
    }

    private void begin(String name) {
        if (inside) {
            events.putIfAbsent(name, new HashMap<>());
        }
    }

    private void item(@Nullable String item) {
        if (!inside || item == null) {
            return;
        }
        if (event == null) {
            begin(item);
        } else if (filter != null && events.get(event) instanceof Map<String, List<String>> its) {
            its.computeIfAbsent(filter, _ -> new ArrayList<>()).add(item);
        }
    }

    private static List<String> items(@Nullable String value) {
        var items = new ArrayList<String>();
        var found = ITEM.matcher(value == null ? "" : value);
        while (found.find()) {
            for (var group = 1; group <= 3; group++) {
                if (found.group(group) != null) {
                    items.add(found.group(group).strip());
                }
            }
        }
        return items;
    }
}
