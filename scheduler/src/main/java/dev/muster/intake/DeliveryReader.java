package dev.muster.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.Optional;

/// Reads the bodies of deliveries.
final class DeliveryReader {

    /// The longest text that every store takes in one column.
    private static final int LONGEST = 1_000_000;

    private static final int KEPT_OF_LONG_LISTS = 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private DeliveryReader() {}

    /// The document of a body; nothing where it is no JSON object.
    static Optional<ObjectNode> read(byte[] body) {
        try {
            return MAPPER.readTree(body) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// What is stored of a delivery. Of a body that is too long only the beginnings of its lists
    /// are kept, such as of a push of two thousand commits: no handler reads them to the end.
    static String stored(String event, ObjectNode body, byte[] bytes) {
        var document = MAPPER.createObjectNode().put("event", event);
        document.set("body", bytes.length > LONGEST ? shortened(body) : body);
        return document.toString();
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

    /// The document of what [#stored] made.
    static JsonNode stored(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("a stored delivery is no JSON", e);
        }
    }
}
