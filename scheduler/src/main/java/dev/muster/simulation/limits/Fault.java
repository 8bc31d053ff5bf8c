package dev.muster.simulation.limits;

import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Server;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What goes wrong with a call because a test orders it.
public sealed interface Fault {

    /// 401, as if the token had just run out.
    record Unauthorized() implements Fault {}

    /// 403, the hour's requests are used up.
    ///
    /// @param resetsIn seconds until there are new ones
    record RequestsUsedUp(int resetsIn) implements Fault {}

    /// 429 with the seconds to wait, or without them.
    ///
    /// @param retryAfter seconds, absent for no word about it
    record TooManyRequests(@Nullable Integer retryAfter) implements Fault {}

    /// 403 of the secondary limit, with the seconds to wait or without them.
    ///
    /// @param retryAfter seconds, absent for no word about it
    record SecondaryLimit(@Nullable Integer retryAfter) implements Fault {}

    /// A fault of the server before it acts.
    ///
    /// @param status 500, 502 or 503
    record ServerFault(int status) implements Fault {}

    /// The connection ends before anything is done.
    record CutBeforeActing() implements Fault {}

    /// Nothing is done, and no answer ever comes.
    record SilentBeforeActing() implements Fault {}

    /// All is done, then the connection ends without an answer.
    record CutAfterActing() implements Fault {}

    /// All is done, then no answer ever comes.
    record SilentAfterActing() implements Fault {}

    /// All is done, then the answer is 502.
    record ServerFaultAfterActing() implements Fault {}

    /// Whether the call is carried out all the same.
    default boolean acts() {
        return switch (this) {
            case CutAfterActing _, SilentAfterActing _, ServerFaultAfterActing _ -> true;
            case Unauthorized _,
                    RequestsUsedUp _,
                    TooManyRequests _,
                    SecondaryLimit _,
                    ServerFault _,
                    CutBeforeActing _,
                    SilentBeforeActing _ ->
                    false;
        };
    }

    /// What the caller gets.
    ///
    /// @param now the time of this GitHub
    default Answer answer(Instant now) {
        return switch (this) {
            case Unauthorized _ -> Refusal.of(401, "Bad credentials").answer();
            case RequestsUsedUp(var resetsIn) ->
                    Refusal.of(403, "API rate limit exceeded for installation.")
                            .with("X-RateLimit-Limit", "5000")
                            .with("X-RateLimit-Remaining", "0")
                            .with("X-RateLimit-Used", "5000")
                            .with("X-RateLimit-Reset", "" + (now.getEpochSecond() + resetsIn))
                            .with("X-RateLimit-Resource", "core")
                            .answer();
            case TooManyRequests(var after) -> limited(429, after);
            case SecondaryLimit(var after) -> limited(403, after);
            case ServerFault(var status) -> Refusal.of(status, "Server Error").answer();
            case ServerFaultAfterActing _ -> Refusal.of(502, "Server Error").answer();
            case CutBeforeActing _, CutAfterActing _ -> Answer.empty(Server.CUT);
            case SilentBeforeActing _, SilentAfterActing _ -> Answer.empty(Server.SILENT);
        };
    }

    private static Answer limited(int status, @Nullable Integer after) {
        var refusal =
                Refusal.of(
                        status,
                        "You have exceeded a secondary rate limit. Please wait a few minutes"
                                + " before you try again.");
        return (after == null ? refusal : refusal.with("Retry-After", after.toString())).answer();
    }
}
