package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.model.Span;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bytes to text: UTF-8, with or without a byte order mark, within the limit of size.
final class SourceText {

    static final int MOST_BYTES = 2 << 20;

    private SourceText() {}

    static Optional<String> decode(byte[] bytes, Faults faults) {
        if (bytes.length > MOST_BYTES) {
            faults.add(
                    Code.YAML_LIMIT,
                    Span.START,
                    "the file has %,d bytes, and at most %,d are read"
                            .formatted(bytes.length, MOST_BYTES),
                    "split the file: a repository can have several configuration files");
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        if (bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF) {
            buffer.position(3);
        }
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return printable(decoder.decode(buffer).toString(), faults);
        } catch (CharacterCodingException e) {
            faults.add(
                    Code.YAML_SYNTAX,
                    lineOf(bytes, buffer.position()),
                    "the file is not UTF-8: byte 0x%02X cannot stand here"
                            .formatted(bytes[Math.min(buffer.position(), bytes.length - 1)]),
                    "save the file as UTF-8 text");
            return Optional.empty();
        }
    }

    private static Optional<String> printable(String text, Faults faults) {
        var line = 1;
        var column = 1;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t'
                    || c == 0x7F
                    || c == 0xFFFE
                    || c == 0xFFFF) {
                faults.add(
                        Code.YAML_SYNTAX,
                        new Span(line, column, line, column + 1),
                        "the file holds the control character U+%04X, which YAML does not take"
                                .formatted((int) c),
                        "is this a text file?");
                return Optional.empty();
            }
            column = c == '\n' ? 1 : column + 1;
            line += c == '\n' ? 1 : 0;
        }
        return Optional.of(text);
    }

    private static Span lineOf(byte[] bytes, int offset) {
        var line = 1;
        var column = 1;
        for (var i = 0; i < offset; i++) {
            column = bytes[i] == '\n' ? 1 : column + 1;
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return new Span(line, column, line, column + 1);
    }
}
