package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Excerpt;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Text to nodes, by way of the YAML library's events: the only level on which places, quotes and
/// aliases can all be seen.
final class NodeReader {

    private static final int MOST_LEVELS = 64;
    private static final int MOST_ALIASES = 50;
    private static final int MOST_EXPANDED = 1 << 20;

    private final Events events;
    private final Places places;
    private final Faults faults;
    private final Map<String, Node> anchors = new HashMap<>();
    private int aliases;
    private int expanded;

    /// Whether the text broke off: all that is open ends here.
    private boolean broken;

    private NodeReader(SourceText text, Faults faults) {
        this.events = new Events(text.text(), 4 * MOST_LEVELS);
        this.places = new Places(text);
        this.faults = faults;
    }

    /// The nodes of the text's one document, up to the first fault of syntax.
    static Tree read(SourceText text, Faults faults) {
        var reader = new NodeReader(text, faults);
        @Nullable Node root = null;
        try {
            root = reader.document();
        } catch (Refused | YAMLException e) {
            reader.breakOff(e);
        }
        return new Tree(root, !reader.broken);
    }

    private void breakOff(RuntimeException e) {
        broken = true;
        if (e instanceof YAMLException fault) {
            faults.add(SyntaxFault.of(fault, places));
        }
    }

    private @Nullable Node document() {
        events.next();
        if (!events.isNext(Event.ID.DocumentStart)) {
            return null;
        }
        events.next();
        var root = node(1);
        if (!broken) {
            end();
        }
        return root;
    }

    private void end() {
        try {
            events.next();
            if (events.isNext(Event.ID.DocumentStart)) {
                faults.add(
                        Code.YAML_SYNTAX,
                        places.at(events.peek().getStartMark()),
                        "a second document begins here, and a configuration is one document",
                        "remove the '---', or put the rest into a file of its own");
            }
        } catch (YAMLException e) {
            breakOff(e);
        }
    }

    private Node node(int level) {
        var event = (NodeEvent) events.next();
        if (level > MOST_LEVELS) {
            throw refuse(
                    event,
                    "this is nested deeper than %d levels".formatted(MOST_LEVELS),
                    "a configuration needs no more than four");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        var anchor = event.getAnchor();
        if (anchor != null) {
            anchors.remove(anchor);
        }
        var node =
                switch (event) {
                    case ScalarEvent scalar -> scalar(scalar);
                    case SequenceStartEvent start -> listing(start, level);
                    case MappingStartEvent start -> mapping(start, level);
                    default -> throw new IllegalStateException("unexpected " + event);
                };
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private Node aliased(AliasEvent event) {
        var name = event.getAnchor();
        var node = anchors.get(name);
        if (node == null) {
            throw fault(
                    event,
                    Code.YAML_SYNTAX,
                    "the alias '*%s' has no complete anchor before it".formatted(Excerpt.of(name)),
                    "an anchor '&%s' must end before it is used".formatted(Excerpt.of(name)));
        }
        aliases += 1 + node.aliases();
        expanded += node.weight();
        if (aliases > MOST_ALIASES) {
            throw refuse(
                    event,
                    "the file has more than %d aliases to expand".formatted(MOST_ALIASES),
                    "write the values out");
        }
        if (expanded > MOST_EXPANDED) {
            throw refuse(
                    event, "the aliases expand to more than 1 MiB of text", "write the values out");
        }
        return node;
    }

    private Node.Scalar scalar(ScalarEvent event) {
        var at = places.at(event.getStartMark(), event.getEndMark());
        var plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        var tag = event.getTag();
        return tag == null
                ? new Node.Scalar(event.getValue(), plain, at)
                : Tags.tagged(tag, event.getValue(), at, faults);
    }

    private Node listing(SequenceStartEvent start, int level) {
        var items = new ArrayList<Node>();
        var from = aliases;
        Tags.check(start.getTag(), "seq", places.at(start.getStartMark()), faults);
        var weight = 0;
        var end = start.getEndMark();
        try {
            while (!broken && !events.isNext(Event.ID.SequenceEnd)) {
                var item = node(level + 1);
                weight = grown(weight, item.weight());
                items.add(item);
            }
            end = broken ? end : events.next().getEndMark();
        } catch (Refused | YAMLException e) {
            breakOff(e);
        }
        return new Node.Listing(
                items, places.at(start.getStartMark(), end), weight, aliases - from);
    }

    private Node mapping(MappingStartEvent start, int level) {
        var map = new Entries(faults);
        var from = aliases;
        Tags.check(start.getTag(), "map", places.at(start.getStartMark()), faults);
        var weight = 0;
        var end = start.getEndMark();
        try {
            while (!broken && !events.isNext(Event.ID.MappingEnd)) {
                var key = node(level + 1);
                if (!broken) {
                    var value = node(level + 1);
                    weight = grown(weight, grown(key.weight(), value.weight()));
                    map.add(key, value);
                }
            }
            end = broken ? end : events.next().getEndMark();
        } catch (Refused | YAMLException e) {
            breakOff(e);
        }
        return new Node.Mapping(
                map.entries(), places.at(start.getStartMark(), end), weight, aliases - from);
    }

    private static int grown(int weight, int more) {
        return (int) Math.min(Integer.MAX_VALUE, (long) weight + more);
    }

    private Refused refuse(Event event, String what, @Nullable String hint) {
        return fault(event, Code.YAML_LIMIT, what, hint);
    }

    private Refused fault(Event event, Code code, String what, @Nullable String hint) {
        faults.add(code, places.at(event.getStartMark(), event.getEndMark()), what, hint);
        return new Refused();
    }

    /// The rest of the text is not worth reading; the fault is noted already.
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused() {
            super(null, null, false, false);
        }
    }
}
