package dev.muster.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/// Lets a request that carries an `Idempotency-Key` act once, however often it is sent.
@Singleton
final class Once {

    private static final int LONGEST_KEY = 200;

    private final Repeats repeats;

    Once(Repeats repeats) {
        this.repeats = repeats;
    }

    /// @param asked all that makes the request what it is
    HttpResponse<String> answer(
            HttpRequest<?> request, String asked, Supplier<HttpResponse<String>> act) {
        var key = request.getHeaders().get("Idempotency-Key");
        return answer(key, request.getPath() + '\n' + asked, act);
    }

    /// @param key by which the request is known again; null: not at all
    /// @param asked all that makes the request what it is
    synchronized HttpResponse<String> answer(
            @Nullable String key, String asked, Supplier<HttpResponse<String>> act) {
        if (key == null) {
            return act.get();
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Problem.bad("'Idempotency-Key' has 1 to %d characters".formatted(LONGEST_KEY));
        }
        var digest = digest(asked);
        var before = repeats.find(key);
        if (before.isPresent()) {
            return again(before.get(), digest);
        }
        var answer = act.get();
        if (answer.code() < HttpStatus.BAD_REQUEST.getCode()) {
            var body = answer.getBody(String.class).orElse("");
            repeats.keep(key, new Repeats.Kept(digest, answer.code(), body));
        }
        return answer;
    }

    private static HttpResponse<String> again(Repeats.Kept before, String digest) {
        if (!before.request().equals(digest)) {
            throw Problem.bad("'Idempotency-Key' was used for another request; make a new one");
        }
        return HttpResponse.<String>status(HttpStatus.valueOf(before.status())).body(before.body());
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
