package dev.muster.api;

import dev.muster.digest.Digest;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The dashboard's files from the class path, each read once, with what the build compressed.
final class Assets {

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "json", "application/json",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "webmanifest", "application/manifest+json");

    private final Map<String, Optional<Asset>> known = new ConcurrentHashMap<>();

    /// @param name its path
    /// @param bytes as they are
    /// @param brotli compressed at build time; null where the build did not
    /// @param gzip likewise
    /// @param tag changes with the bytes
    record Asset(
            String name,
            byte[] bytes,
            byte @Nullable [] brotli,
            byte @Nullable [] gzip,
            String tag) {

        MutableHttpResponse<byte[]> answer(@Nullable String accepted) {
            var encodings = accepted == null ? "" : accepted;
            var response = HttpResponse.<byte[]>ok();
            if (brotli != null && encodings.contains("br")) {
                response.header(HttpHeaders.CONTENT_ENCODING, "br").body(brotli);
            } else if (gzip != null && encodings.contains("gzip")) {
                response.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(gzip);
            } else {
                response.body(bytes);
            }
            var hashed = name.startsWith("assets/");
            return response.contentType(MediaType.of(type()))
                    .header(HttpHeaders.ETAG, tag)
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                    .header(
                            HttpHeaders.CACHE_CONTROL,
                            hashed ? "public, max-age=31536000, immutable" : "no-cache");
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private String type() {
            return TYPES.getOrDefault(
                    name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        }
    }

    /// A file of the dashboard; null where there is none of that name.
    @Nullable Asset find(String name) {
        if (!name.matches("[A-Za-z0-9_./-]{1,200}") || name.contains("..") || name.endsWith("/")) {
            return null;
        }
        var asset = known.get(name);
        if (asset == null) {
            asset = load(name);
            if (asset.isPresent()) { // names from outside that are no file are not remembered
                known.put(name, asset);
            }
        }
        return asset.orElse(null);
    }

    private static Optional<Asset> load(String name) {
        var bytes = bytes(name);
        return bytes == null
                ? Optional.empty()
                : Optional.of(
                        new Asset(
                                name, bytes, bytes(name + ".br"), bytes(name + ".gz"), tag(bytes)));
    }

    private static byte @Nullable [] bytes(String name) {
        try (var in = Assets.class.getResourceAsStream("/public/" + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    private static String tag(byte[] bytes) {
        return '"' + Digest.of(bytes).hex(24) + '"';
    }
}
