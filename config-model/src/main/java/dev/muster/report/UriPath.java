package dev.muster.report;

import java.nio.charset.StandardCharsets;

/// A file's path as the path of a URI.
final class UriPath {

    private static final String PLAIN = "-._~/@+=";

    private UriPath() {}

    static String of(String path) {
        var uri = new StringBuilder();
        for (var unit : path.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (unit & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                uri.append(c);
            } else {
                uri.append("%%%02X".formatted((int) c));
            }
        }
        return uri.toString();
    }
}
