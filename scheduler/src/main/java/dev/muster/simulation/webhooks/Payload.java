package dev.muster.simulation.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// What a delivery posts, kept small: a busy hour has a hundred thousand of them.
public final class Payload {

    private final byte[] packed;
    private final int length;

    private Payload(byte[] packed, int length) {
        this.packed = packed;
        this.length = length;
    }

    static Payload of(byte[] text) {
        var packed = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var to = new DeflaterOutputStream(packed, deflater)) {
            to.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return new Payload(packed.toByteArray(), text.length);
    }

    /// How many bytes are posted.
    int length() {
        return length;
    }

    /// What is posted.
    byte[] bytes() {
        try (var from = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return from.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The document.
    ObjectNode json() {
        try {
            return (ObjectNode) Json.read(bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
