package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A call to GitHub's REST API.
///
/// @param as who calls
/// @param method `GET`, `POST`, `PUT`, `PATCH` or `DELETE`
/// @param path behind the API's address, encoded
/// @param body what is sent; null: nothing
/// @param raw whether a file's bytes are wanted in place of a document
record Call(As as, String method, String path, @Nullable JsonNode body, boolean raw) {

    private static final Pattern OF_A_COMMIT = Pattern.compile(".*[?&]ref=[0-9a-f]{40}");

    /// Reads a document.
    static Call get(As as, String path) {
        return new Call(as, "GET", path, null, false);
    }

    /// Reads a file's bytes.
    static Call file(As as, String path) {
        return new Call(as, "GET", path, null, true);
    }

    static Call post(As as, String path, @Nullable JsonNode body) {
        return new Call(as, "POST", path, body, false);
    }

    static Call patch(As as, String path, JsonNode body) {
        return new Call(as, "PATCH", path, body, false);
    }

    boolean reads() {
        return method.equals("GET");
    }

    /// Whether what is there stays as it is: a file of one commit.
    boolean lasts() {
        return reads() && raw && OF_A_COMMIT.matcher(path).matches();
    }

    /// A part of a path, which may hold any character.
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A path of several parts, such as a file's.
    static String parts(String text) {
        return Arrays.stream(text.split("/", -1)).map(Call::part).collect(Collectors.joining("/"));
    }

    /// Who calls.
    sealed interface As {

        /// The App, by its own key.
        record App() implements As {}

        /// The App in one of its installations, with rights on one repository only.
        ///
        /// @param installation GitHub's number of it
        /// @param repository GitHub's number of the repository; 0: none, only to list them
        record Installed(long installation, long repository) implements As {}
    }
}
