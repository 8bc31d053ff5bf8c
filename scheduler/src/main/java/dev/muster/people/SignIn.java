package dev.muster.people;

import dev.muster.access.Secret;
import dev.muster.digest.Digest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.util.random.RandomGenerator;

/// Signs people in with GitHub, by the web flow of OAuth with PKCE.
///
/// The browser keeps one secret while it is away. What GitHub brings back (the state) and what the
/// code is exchanged with (the verifier) follow from it, so that an answer counts only in the
/// browser that asked, and once.
public final class SignIn {

    /// Where GitHub sends browsers back to, behind the service's address.
    public static final String CALLBACK = "/auth/github/callback";

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final int LONGEST_BACK = 2_000;

    private final GitHubAccounts github;
    private final Sessions sessions;
    private final URI callback;
    private final RandomGenerator random;

    /// @param service where people reach the service
    /// @param random of cryptographic strength
    public SignIn(
            GitHubAccounts github, Sessions sessions, String service, RandomGenerator random) {
        this.github = github;
        this.sessions = sessions;
        this.callback = URI.create(service + CALLBACK);
        this.random = random;
    }

    /// A browser that is sent away.
    ///
    /// @param question where to
    /// @param browser what it keeps meanwhile
    public record Departure(URI question, Secret browser) {}

    /// What came of it.
    public sealed interface Outcome {

        /// @param person who it is
        /// @param session what the browser keeps from now on
        /// @param back where it goes on
        record SignedIn(Person person, Secret session, String back) implements Outcome {}

        /// Nobody is signed in.
        record Failed(Cause cause) implements Outcome {}
    }

    /// Why nobody was signed in.
    public enum Cause {
        /// they said no
        DECLINED,
        /// it is not the browser that asked, or it took too long, or it came back twice
        STALE,
        /// GitHub does not take the code
        REFUSED,
        /// GitHub did not answer
        SILENT
    }

    /// Sends a browser to GitHub.
    ///
    /// @param back where it wants to go afterwards; only addresses of ours count
    public Departure begin(String back) {
        var browser = Secret.fresh(random);
        var state = derived(browser, "state");
        sessions.begin(hash(state), ours(back));
        var challenge = Digest.of(derived(browser, "verifier")).base64();
        return new Departure(github.question(callback, state, challenge), browser);
    }

    /// Takes a browser that comes back.
    ///
    /// @param browser what it kept; empty: nothing
    /// @param state what GitHub sent along
    /// @param code likewise; empty where they said no
    public Outcome end(String browser, String state, String code) {
        if (!Secret.isSecret(browser) || !same(derived(new Secret(browser), "state"), state)) {
            return new Outcome.Failed(Cause.STALE);
        }
        var back = sessions.finish(hash(state));
        if (back.isEmpty()) {
            return new Outcome.Failed(Cause.STALE);
        }
        if (code.isEmpty()) {
            return new Outcome.Failed(Cause.DECLINED);
        }
        var verifier = derived(new Secret(browser), "verifier");
        return switch (github.identify(code, callback, verifier)) {
            case GitHubAccounts.Identity.Known(var person) -> {
                LOG.atInfo().addKeyValue("person", person.id()).log("Somebody signed in");
                yield new Outcome.SignedIn(person, sessions.open(person), back.get());
            }
            case GitHubAccounts.Identity.Refused(var why) -> failed(Cause.REFUSED, why);
            case GitHubAccounts.Identity.Silent(var why) -> failed(Cause.SILENT, why);
        };
    }

    private static Outcome failed(Cause cause, String why) {
        LOG.atWarn().addKeyValue("why", why).log("Somebody could not be signed in");
        return new Outcome.Failed(cause);
    }

    /// An address of ours, which begins with one slash; the start page for any other.
    private static String ours(String back) {
        var plain =
                back.startsWith("/")
                        && !back.startsWith("//")
                        && !back.startsWith("/auth/")
                        && back.length() <= LONGEST_BACK
                        && back.chars().allMatch(it -> it > ' ' && it < 127 && it != '\\');
        return plain ? back : "/";
    }

    private static String derived(Secret browser, String purpose) {
        return Digest.of(purpose + " " + browser.text()).base64();
    }

    private static String hash(String state) {
        return Digest.of(state).base64();
    }

    private static boolean same(String wanted, String given) {
        return Digest.of(wanted).equals(Digest.of(given));
    }
}
