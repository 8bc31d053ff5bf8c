package dev.muster.adapter.github;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Tokens of installations, each for one repository, kept until shortly before they run out.
///
/// Their form is GitHub's affair: they are neither parsed nor bounded in length.
final class InstallationTokens {

    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<Call.As.Installed, Token> tokens = new ConcurrentHashMap<>();
    private final Map<Call.As.Installed, ReentrantLock> minted = new ConcurrentHashMap<>();

    InstallationTokens(Clock clock) {
        this.clock = clock;
    }

    /// A token that holds still, or the answer to the attempt to get one. Whoever comes meanwhile
    /// waits for it.
    Result of(Call.As.Installed as, Minting minting) {
        var known = held(as);
        if (known != null) {
            return new Result.Got(known);
        }
        var lock = minted.computeIfAbsent(as, _ -> new ReentrantLock());
        lock.lock();
        try {
            var meanwhile = held(as);
            return meanwhile == null ? mint(as, minting) : new Result.Got(meanwhile);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable String held(Call.As.Installed as) {
        var known = tokens.get(as);
        return known != null && clock.instant().isBefore(known.until().minus(MARGIN))
                ? known.text()
                : null;
    }

    private Result mint(Call.As.Installed as, Minting minting) {
        var body = Json.object();
        if (as.repository() == 0) {
            body.putObject("permissions").put("metadata", "read");
        } else {
            body.putArray("repository_ids").add(as.repository());
        }
        var call =
                Call.post(
                        new Call.As.App(),
                        "/app/installations/" + as.installation() + "/access_tokens",
                        body);
        return switch (minting.send(call)) {
            case Answer.Done done -> keep(as, done);
            // A token that was made and not seen does no harm: another one is asked for.
            case Answer.Unknown(var why) ->
                    new Result.Failed(new Answer.Later(clock.instant().plusSeconds(2), why));
            case Answer.Refused refused -> new Result.Failed(refused);
            case Answer.Later later -> new Result.Failed(later);
        };
    }

    private Result keep(Call.As.Installed as, Answer.Done done) {
        var text = done.body().path("token").asText();
        var until = Instant.parse(done.body().path("expires_at").asText());
        tokens.put(as, new Token(text, until));
        return new Result.Got(text);
    }

    /// Forgets a token that GitHub no longer accepts.
    void drop(Call.As.Installed as) {
        tokens.remove(as);
    }

    private record Token(String text, Instant until) {}

    /// Sends a call under the App's own name.
    @FunctionalInterface
    interface Minting {
        Answer send(Call call);
    }

    /// A token or why there is none.
    sealed interface Result {
        /// @param token the token
        record Got(String token) implements Result {}

        /// @param answer what to tell the caller
        record Failed(Answer answer) implements Result {}
    }
}
