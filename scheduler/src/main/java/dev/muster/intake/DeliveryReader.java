package dev.muster.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the bodies of deliveries.
final class DeliveryReader {

    /// The longest text that every store takes in one column.
    private static final int LONGEST = 1_000_000;

    private static final int KEPT_OF_LONG_LISTS = 20;

    /// As many characters as GitHub takes in a comment or the text of a pull request.
    private static final int KEPT_OF_LONG_TEXTS = 65_536;

    /// A single text may be as long as the body, which is bounded where it comes in.
    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxStringLength(Integer.MAX_VALUE)
                                            .build())
                            .build());

    private static final char REPLACEMENT = '\uFFFD';

    private DeliveryReader() {}

    /// The text of a body; nothing where it is no JSON object. It is read through, but nothing is
    /// made of it: most of what comes is only stored.
    static Optional<String> text(byte[] body) {
        try {
            return isObject(body) ? Optional.of(decoded(body)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The machine's own way is the quickest, but puts a sign where a text is broken; so does who
    /// sends that sign.
    private static String decoded(byte[] body) throws IOException {
        var text = new String(body, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0
                ? text
                : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static boolean isObject(byte[] body) throws IOException {
        try (var parser = parser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        }
    }

    /// The parser of bytes takes other encodings as well, which it tells by what is before the
    /// first brace.
    private static JsonParser parser(byte[] body) throws IOException {
        return body.length > 1 && body[0] == '{' && body[1] != 0
                ? MAPPER.createParser(body)
                : MAPPER.createParser(decoded(body));
    }

    /// What is stored of a delivery. Of a body that is too long only the beginnings of its lists
    /// and texts are kept, such as of a push of two thousand commits: no handler reads them to the
    /// end.
    static String stored(String event, String text) {
        var body = text.length() > LONGEST ? shortened(document(text)).toString() : text;
        return "{\"event\":\"" + event + "\",\"body\":" + body + "}";
    }

    private static JsonNode shortened(JsonNode node) {
        if (node instanceof ArrayNode list) {
            while (list.size() > KEPT_OF_LONG_LISTS) {
                list.remove(list.size() - 1);
            }
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(it -> it.setValue(beginning(it.getValue())));
        }
        node.forEach(DeliveryReader::shortened);
        return node;
    }

    private static JsonNode beginning(JsonNode node) {
        return node.isTextual() && node.textValue().length() > KEPT_OF_LONG_TEXTS
                ? TextNode.valueOf(node.textValue().substring(0, KEPT_OF_LONG_TEXTS))
                : node;
    }

    /// The document of a text that was read before.
    static JsonNode document(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("a delivery is no JSON any more", e);
        }
    }
}
