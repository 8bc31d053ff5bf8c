package dev.muster.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the bodies of deliveries.
final class DeliveryReader {

    /// The longest text that every store takes in one column.
    private static final int LONGEST = 1_000_000;

    private static final int KEPT_OF_LONG_LISTS = 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

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
    /// are kept, such as of a push of two thousand commits: no handler reads them to the end.
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
        node.forEach(DeliveryReader::shortened);
        return node;
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
