package dev.muster.config.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/// The YAML library's events. Throws its exceptions only, also where the library itself stumbles,
/// as it does over the escape `\x` at the end of a text.
final class Events {

    private final ParserImpl parser;
    private @Nullable Mark last;

    Events(String text, int deepest) {
        var options = new LoaderOptions();
        options.setCodePointLimit(SourceText.MOST_BYTES);
        options.setNestingDepthLimit(deepest);
        options.setProcessComments(false);
        this.parser = new ParserImpl(new StreamReader(text), options);
    }

    Event next() {
        try {
            var event = parser.getEvent();
            last = event.getEndMark();
            return event;
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            throw stumbled();
        }
    }

    Event peek() {
        try {
            return parser.peekEvent();
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            throw stumbled();
        }
    }

    boolean isNext(Event.ID id) {
        return peek().is(id);
    }

    private ParserException stumbled() {
        return new ParserException(
                null, null, "behind this place stands a value that cannot be read", last);
    }
}
