package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.model.Span;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Text to nodes, by way of the YAML library's events: the only level on which places, quotes and
/// aliases can all be seen.
final class NodeReader {

    private static final int MOST_LEVELS = 64;
    private static final int MOST_ALIASES = 50;
    private static final int MOST_EXPANDED = 1 << 20;
    private static final String CORE = "tag:yaml.org,2002:";
    private static final Set<String> TAGS =
            Set.of(
                    "!",
                    CORE + "str",
                    CORE + "int",
                    CORE + "float",
                    CORE + "bool",
                    CORE + "null",
                    CORE + "seq",
                    CORE + "map");

    private final ParserImpl events;
    private final Faults faults;
    private final Map<String, Node> anchors = new HashMap<>();
    private int aliases;
    private int expanded;

    private NodeReader(String text, Faults faults) {
        var options = new LoaderOptions();
        options.setCodePointLimit(SourceText.MOST_BYTES);
        options.setNestingDepthLimit(4 * MOST_LEVELS);
        options.setProcessComments(false);
        this.events = new ParserImpl(new StreamReader(text), options);
        this.faults = faults;
    }

    /// The root of the text's one document; nothing where the text is empty or breaks off.
    static Optional<Node> read(String text, Faults faults) {
        try {
            return new NodeReader(text, faults).document();
        } catch (Refused e) {
            return Optional.empty();
        } catch (MarkedYAMLException e) {
            faults.add(Code.YAML_SYNTAX, span(e.getProblemMark()), sentence(e), null);
            return Optional.empty();
        } catch (YAMLException e) {
            faults.add(
                    Code.YAML_SYNTAX,
                    Span.START,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    null);
            return Optional.empty();
        }
    }

    private Optional<Node> document() {
        events.getEvent();
        if (!events.checkEvent(Event.ID.DocumentStart)) {
            return Optional.empty();
        }
        events.getEvent();
        var root = node(1);
        events.getEvent();
        if (events.checkEvent(Event.ID.DocumentStart)) {
            faults.add(
                    Code.YAML_SYNTAX,
                    span(events.peekEvent().getStartMark()),
                    "a second document begins here, and a configuration is one document",
                    "remove the '---', or put the rest into a file of its own");
        }
        return Optional.of(root);
    }

    private Node node(int level) {
        var event = (NodeEvent) events.getEvent();
        if (level > MOST_LEVELS) {
            throw refuse(event, "nested deeper than %d levels".formatted(MOST_LEVELS), null);
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        var node =
                switch (event) {
                    case ScalarEvent scalar -> scalar(scalar);
                    case SequenceStartEvent start -> listing(start, level);
                    case MappingStartEvent start -> mapping(start, level);
                    default -> throw new IllegalStateException("unexpected " + event);
                };
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), node);
        }
        return node;
    }

    private Node aliased(AliasEvent event) {
        var node = anchors.get(event.getAnchor());
        if (node == null) {
            throw fault(
                    event,
                    Code.YAML_SYNTAX,
                    "the alias '*%s' has no anchor before it".formatted(event.getAnchor()),
                    "an anchor '&%s' must be complete before it is used"
                            .formatted(event.getAnchor()));
        }
        aliases += 1 + node.aliases();
        expanded += node.weight();
        if (aliases > MOST_ALIASES) {
            throw refuse(
                    event,
                    "more than %d aliases to expand".formatted(MOST_ALIASES),
                    "write the values out");
        }
        if (expanded > MOST_EXPANDED) {
            throw refuse(
                    event, "the aliases expand to more than 1 MiB of text", "write the values out");
        }
        return node;
    }

    private Node.Scalar scalar(ScalarEvent event) {
        var at = span(event.getStartMark(), event.getEndMark());
        checkTag(event.getTag(), at);
        var text = event.getTag() != null && event.getTag().equals(CORE + "str");
        var plain = event.getScalarStyle() == ScalarStyle.PLAIN && !text;
        return new Node.Scalar(event.getValue(), plain, at);
    }

    private Node listing(SequenceStartEvent start, int level) {
        var items = new ArrayList<Node>();
        var from = aliases;
        checkTag(start.getTag(), span(start.getStartMark()));
        var weight = 0;
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            var item = node(level + 1);
            weight = grown(weight, item.weight());
            items.add(item);
        }
        var end = (SequenceEndEvent) events.getEvent();
        return new Node.Listing(
                items, span(start.getStartMark(), end.getEndMark()), weight, aliases - from);
    }

    private Node mapping(MappingStartEvent start, int level) {
        var entries = new ArrayList<Node.Entry>();
        var seen = new HashMap<String, Span>();
        var from = aliases;
        checkTag(start.getTag(), span(start.getStartMark()));
        var weight = 0;
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            var key = node(level + 1);
            var value = node(level + 1);
            weight = grown(weight, grown(key.weight(), value.weight()));
            entry(key, value, seen, entries);
        }
        var end = (MappingEndEvent) events.getEvent();
        return new Node.Mapping(
                entries, span(start.getStartMark(), end.getEndMark()), weight, aliases - from);
    }

    private void entry(Node key, Node value, Map<String, Span> seen, List<Node.Entry> entries) {
        if (!(key instanceof Node.Scalar scalar)) {
            faults.add(
                    Code.WRONG_TYPE, key.at(), "a key must be text, and this one is " + key.kind());
            return;
        }
        if (scalar.plain() && scalar.text().equals("<<")) {
            faults.add(
                    Code.YAML_SYNTAX,
                    key.at(),
                    "merge keys ('<<') are not part of the language",
                    "write the entries out, or alias a whole value");
            return;
        }
        var first = seen.putIfAbsent(scalar.text(), key.at());
        if (first != null) {
            faults.add(
                    Code.DUPLICATE_KEY,
                    key.at(),
                    "the key '%s' stands here for the second time; the first is in line %d"
                            .formatted(scalar.text(), first.line()),
                    "keep one of them");
            return;
        }
        entries.add(new Node.Entry(scalar, value));
    }

    private void checkTag(@Nullable String tag, Span at) {
        if (tag != null && !TAGS.contains(tag)) {
            faults.add(
                    Code.YAML_SYNTAX,
                    at,
                    "the tag '%s' is not one of YAML's core schema".formatted(tag),
                    "remove the tag");
        }
    }

    private static int grown(int weight, int more) {
        return (int) Math.min(Integer.MAX_VALUE, (long) weight + more);
    }

    private Refused refuse(Event event, String what, @Nullable String hint) {
        return fault(event, Code.YAML_LIMIT, what, hint);
    }

    private Refused fault(Event event, Code code, String what, @Nullable String hint) {
        faults.add(code, span(event.getStartMark(), event.getEndMark()), what, hint);
        return new Refused();
    }

    private static String sentence(MarkedYAMLException e) {
        var problem = String.valueOf(e.getProblem()).lines().findFirst().orElse("").strip();
        return e.getContext() == null ? problem : e.getContext().strip() + ", " + problem;
    }

    private static Span span(@Nullable Mark mark) {
        return mark == null
                ? Span.START
                : new Span(
                        mark.getLine() + 1,
                        mark.getColumn() + 1,
                        mark.getLine() + 1,
                        mark.getColumn() + 2);
    }

    private static Span span(Mark start, Mark end) {
        return new Span(
                start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1);
    }

    /// The rest of the text is not worth reading; the fault is noted already.
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused() {
            super(null, null, false, false);
        }
    }
}
