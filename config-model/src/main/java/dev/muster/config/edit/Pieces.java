package dev.muster.config.edit;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Reads a text into pieces. The parser is asked for events only, so that nothing is constructed
/// and no alias expanded.
final class Pieces {

    /// The language's own limits.
    private static final int MOST_CHARACTERS = 2 * 1024 * 1024;

    private static final int DEEPEST = 64;

    private final Parser events;
    private final Offsets offsets;
    private final Map<String, Piece> anchored = new HashMap<>();
    private final Set<String> repeated = new HashSet<>();

    private Pieces(String text) {
        this.events = new ParserImpl(new StreamReader(text), options());
        this.offsets = new Offsets(text);
    }

    /// One document.
    ///
    /// @param root null for a text without content
    /// @param anchored by anchor
    /// @param repeated the anchors that an alias repeats
    record Document(@Nullable Piece root, Map<String, Piece> anchored, Set<String> repeated) {

        /// What a piece stands for: itself, or what its alias repeats.
        @Nullable Piece meant(Piece piece) {
            return piece instanceof Piece.Alias alias ? anchored.get(alias.anchor()) : piece;
        }

        /// Whether another place of the text repeats this piece.
        boolean repeated(Piece piece) {
            return !(piece instanceof Piece.Alias)
                    && piece.anchor() != null
                    && repeated.contains(piece.anchor());
        }
    }

    /// A text that is not one YAML document within the limits.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable Mark mark;
        private final boolean limit;

        Unreadable(String message, @Nullable Mark mark, boolean limit) {
            super(message);
            this.mark = mark;
            this.limit = limit;
        }

        /// Line, from 1.
        int line() {
            return mark == null ? 1 : mark.getLine() + 1;
        }

        /// Column, from 1.
        int column() {
            return mark == null ? 1 : mark.getColumn() + 1;
        }

        /// Whether a limit was passed, rather than the notation broken.
        boolean limit() {
            return limit;
        }
    }

    /// Reads a text.
    static Document read(String text) throws Unreadable {
        if (text.length() > MOST_CHARACTERS) {
            throw new Unreadable("the text is longer than 2 MiB", null, true);
        }
        try {
            return new Pieces(text).document();
        } catch (MarkedYAMLException e) {
            var problem = e.getProblem() == null ? "the text is not YAML" : e.getProblem();
            throw new Unreadable(problem, e.getProblemMark(), false);
        } catch (YAMLException e) {
            throw new Unreadable("the text holds a character that YAML forbids", null, false);
        }
    }

    private static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setProcessComments(false);
        return options;
    }

    private Document document() throws Unreadable {
        events.getEvent(); // the stream's start
        if (events.checkEvent(ID.StreamEnd)) {
            return new Document(null, anchored, repeated);
        }
        events.getEvent(); // the document's start
        var root = piece(0);
        events.getEvent(); // the document's end
        if (!events.checkEvent(ID.StreamEnd)) {
            var mark = events.peekEvent().getStartMark();
            throw new Unreadable("a second document begins; one is expected", mark, false);
        }
        return new Document(root, anchored, repeated);
    }

    private Piece piece(int depth) throws Unreadable {
        var event = events.getEvent();
        if (depth > DEEPEST) {
            throw new Unreadable(
                    "the text is nested deeper than 64 levels", event.getStartMark(), true);
        }
        return switch (event) {
            case ScalarEvent scalar -> kept(scalar(scalar));
            case SequenceStartEvent sequence -> kept(items(sequence, depth));
            case MappingStartEvent mapping -> kept(entries(mapping, depth));
            case AliasEvent alias -> {
                repeated.add(alias.getAnchor());
                yield new Piece.Alias(start(alias), end(alias), alias.getAnchor());
            }
            default -> throw new Unreadable("a value is missing here", event.getStartMark(), false);
        };
    }

    private Piece kept(Piece piece) {
        if (piece.anchor() != null) {
            anchored.put(piece.anchor(), piece);
        }
        return piece;
    }

    private Piece.Scalar scalar(ScalarEvent event) {
        var tag = event.getTag() == null ? "" : event.getTag();
        var plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        return new Piece.Scalar(
                start(event), end(event), event.getAnchor(), event.getValue(), plain, tag);
    }

    private Piece.Items items(SequenceStartEvent start, int depth) throws Unreadable {
        var pieces = new ArrayList<Piece>();
        while (!events.checkEvent(ID.SequenceEnd)) {
            pieces.add(piece(depth + 1));
        }
        var end = end(events.getEvent());
        return new Piece.Items(start(start), end, start.getAnchor(), start.isFlow(), pieces);
    }

    private Piece.Entries entries(MappingStartEvent start, int depth) throws Unreadable {
        var entries = new ArrayList<Piece.Entry>();
        while (!events.checkEvent(ID.MappingEnd)) {
            var key = piece(depth + 1);
            entries.add(new Piece.Entry(key, piece(depth + 1)));
        }
        var end = end(events.getEvent());
        return new Piece.Entries(start(start), end, start.getAnchor(), start.isFlow(), entries);
    }

    private int start(Event event) {
        return offsets.of(event.getStartMark().getIndex());
    }

    private int end(Event event) {
        return offsets.of(event.getEndMark().getIndex());
    }

    /// From the parser's code points to the text's UTF-16 units. Asked with rising numbers for the
    /// most part, so it goes on from its last answer.
    private static final class Offsets {
        private final String text;
        private final boolean same;
        private int points;
        private int units;

        Offsets(String text) {
            this.text = text;
            this.same = text.codePointCount(0, text.length()) == text.length();
        }

        int of(int index) {
            if (same) {
                return index;
            }
            units = text.offsetByCodePoints(units, index - points);
            points = index;
            return units;
        }
    }
}
