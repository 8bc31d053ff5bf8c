package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.model.Span;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bytes to text: UTF-8, with or without a byte order mark, within the limit of size.
///
/// @param text what the bytes say
/// @param ascii whether every character is one of ASCII
record SourceText(String text, boolean ascii) {

    static final int MOST_BYTES = 2 << 20;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final long SPACES = 0x2020202020202020L;

    static Optional<SourceText> decode(byte[] bytes, Faults faults) {
        if (bytes.length > MOST_BYTES) {
            faults.add(
                    Code.YAML_LIMIT,
                    Span.START,
                    "the file is larger than %d MiB, the most that is read"
                            .formatted(MOST_BYTES >> 20),
                    "split the file: a repository can have several configuration files");
            return Optional.empty();
        }
        var from = marked(bytes) ? 3 : 0;
        var text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        if (isPlainAscii(bytes, from)) {
            return Optional.of(new SourceText(text, true));
        }
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(bytes, from, faults)) {
            return Optional.empty();
        }
        return printable(text, faults);
    }

    /// Eight bytes at a time, where none of them ends a line.
    private static boolean isPlainAscii(byte[] bytes, int from) {
        var i = from;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
            var word = (long) WORDS.get(bytes, i);
            var odd = ((word - SPACES) | word | (word + ONES)) & HIGHS;
            if (odd != 0 && !isPlainAscii(bytes, i, i + Long.BYTES)) {
                return false;
            }
        }
        return isPlainAscii(bytes, i, bytes.length);
    }

    private static boolean isPlainAscii(byte[] bytes, int from, int to) {
        for (var i = from; i < to; i++) {
            var b = bytes[i];
            if (b < ' ' && b != '\n' && b != '\r' && b != '\t' || b == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static boolean marked(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
    }

    private static boolean isUtf8(byte[] bytes, int from, Faults faults) {
        var buffer = ByteBuffer.wrap(bytes, from, bytes.length - from);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(buffer);
            return true;
        } catch (CharacterCodingException e) {
            var good = new String(bytes, from, buffer.position() - from, StandardCharsets.UTF_8);
            faults.add(
                    Code.YAML_SYNTAX,
                    Places.behind(good),
                    "the file is not UTF-8: byte 0x%02X cannot stand here"
                            .formatted(bytes[Math.min(buffer.position(), bytes.length - 1)]),
                    "save the file as UTF-8 text");
            return false;
        }
    }

    private static Optional<SourceText> printable(String text, Faults faults) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c >= 0x7F || c < ' ') && !taken(c)) {
                faults.add(
                        Code.YAML_SYNTAX,
                        Places.behind(text.substring(0, i)),
                        words(c).formatted((int) c),
                        Character.isISOControl(c) && c != 0x85 && c != 0x7F
                                ? "is this a text file?"
                                : "in double quotes, write it as '\\u%04x'".formatted((int) c));
                return Optional.empty();
            }
        }
        return Optional.of(new SourceText(text, false));
    }

    private static boolean taken(char c) {
        return c == '\n'
                || c == '\r'
                || c == '\t'
                || (c > 0x9F && c != 0x2028 && c != 0x2029 && c < 0xFFFE);
    }

    private static String words(char c) {
        return c == 0x85 || c == 0x2028 || c == 0x2029
                ? "the character U+%04X begins a line for some readers of YAML and not for others"
                : "the file holds the control character U+%04X, which YAML does not take";
    }
}
