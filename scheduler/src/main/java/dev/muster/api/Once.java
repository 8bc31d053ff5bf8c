package dev.muster.api;

import dev.muster.digest.Digest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Lets a request that carries an `Idempotency-Key` act once, however often it is sent.
@Singleton
final class Once {

    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_KEY = 200;

    private final Repeats repeats;

    Once(Repeats repeats) {
        this.repeats = repeats;
    }

    /// The same where the address of a request says all of it.
    ///
    /// @param who asks: names of different people and programs are different
    /// @param act is repeated where the database asks for it, so it only writes to the stores
    HttpResponse<String> answer(
            HttpRequest<?> request, String who, Supplier<HttpResponse<String>> act) {
        return answer(request, who, "", act);
    }

    /// @param who asks: names of different people and programs are different
    /// @param asked all that makes the request what it is
    /// @param act is repeated where the database asks for it, so it only writes to the stores
    HttpResponse<String> answer(
            HttpRequest<?> request, String who, String asked, Supplier<HttpResponse<String>> act) {
        return answer(request.getHeaders().get(HEADER), who, request.getPath() + '\n' + asked, act);
    }

    /// @param key by which the request is known again; null: not at all
    /// @param who asks: names of different people and programs are different
    /// @param asked all that makes the request what it is
    /// @param act is repeated where the database asks for it, so it only writes to the stores
    HttpResponse<String> answer(
            @Nullable String key, String who, String asked, Supplier<HttpResponse<String>> act) {
        if (key == null) {
            return act.get();
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Problem.bad("'%s' has 1 to %d characters".formatted(HEADER, LONGEST_KEY));
        }
        var digest = Digest.of(asked).hex();
        var fresh = new AtomicReference<HttpResponse<String>>();
        var before =
                repeats.unlessAnswered(
                        Digest.of(who + '\n' + key).hex(),
                        () -> {
                            var answer = act.get();
                            fresh.set(answer);
                            var body = answer.getBody(String.class).orElse("");
                            return new Repeats.Kept(digest, answer.code(), body);
                        });
        return before.map(it -> again(it, digest)).orElseGet(fresh::get);
    }

    private static HttpResponse<String> again(Repeats.Kept before, String digest) {
        if (!before.request().equals(digest)) {
            throw Problem.bad(
                    "'%s' was used for another request; make a new one".formatted(HEADER));
        }
        var answer = HttpResponse.<String>status(HttpStatus.valueOf(before.status()));
        return before.body().isEmpty() ? answer : answer.body(before.body());
    }
}
