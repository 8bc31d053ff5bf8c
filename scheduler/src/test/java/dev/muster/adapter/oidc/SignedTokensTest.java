package dev.muster.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import dev.muster.core.ci.RepoSlug;
import dev.muster.identity.ClaimCheck;
import dev.muster.identity.TrustedRepository;
import dev.muster.identity.Verification;
import dev.muster.testkit.Issuer;
import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class SignedTokensTest {

    private static final String AUDIENCE = "https://muster.example.org";
    private static final String FILE = ".github/workflows/muster.yml";
    private static final Map<String, String> JOB =
            Map.of(
                    "repository", "acme/app",
                    "repository_id", "42",
                    "run_id", "7",
                    "run_attempt", "1",
                    "event_name", "workflow_dispatch",
                    "workflow_ref", "acme/app/" + FILE + "@refs/heads/main");

    private static final List<RSAKey> KEYS =
            List.of(Issuer.key("stranger-1"), Issuer.key("stranger-2"));

    private final SettableClock clock = new SettableClock();
    private final Issuer issuer = new Issuer();
    private final SignedTokens tokens =
            SignedTokens.of(
                    issuer.address(),
                    new ClaimCheck(
                            issuer.address(),
                            AUDIENCE,
                            id ->
                                    Optional.of(
                                            new TrustedRepository(
                                                    id,
                                                    new RepoSlug("acme", "app"),
                                                    "main",
                                                    Set.of(FILE)))),
                    clock);

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void a_token_of_the_issuer_proves_its_job() {
        assertThat(tokens.verify(issuer.token(claims())))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        it -> assertThat(it.job().id()).isEqualTo("actions:42/7/1"));
    }

    @Test
    void the_keys_are_asked_for_once() {
        for (var i = 0; i < 5; i++) {
            tokens.verify(issuer.token(claims()));
        }

        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void a_key_of_the_same_name_is_not_the_issuers() {
        var forged = Issuer.token(claims(), Issuer.key("key-1"), JWSAlgorithm.RS256);

        assertThat(why(forged)).isEqualTo("the token's signature is not the issuer's");
    }

    @Test
    void a_changed_claim_breaks_the_signature() {
        var one = issuer.token(claims()).split("\\.");
        var other = issuer.token(claims("run_id", "8")).split("\\.");

        assertThat(why(one[0] + "." + other[1] + "." + one[2]))
                .isEqualTo("the token's signature is not the issuer's");
    }

    @Test
    void other_algorithms_are_refused_before_any_key_is_looked_for() throws JOSEException {
        var mac = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims());
        mac.sign(new MACSigner("0123456789012345678901234567890123456789"));

        assertThat(why(mac.serialize())).isEqualTo("the token is not signed with RS256");
        assertThat(why(Issuer.token(claims(), Issuer.key("key-1"), JWSAlgorithm.PS256)))
                .isEqualTo("the token is not signed with RS256");
        assertThat(why(new PlainJWT(claims()).serialize()))
                .isEqualTo("the token is not a signed JSON Web Token");
        assertThat(issuer.fetches()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "a.b", "a.b.c", "a.b.c.d.e", "..", "ghs_abc", "\n", "eyJ.eyJ."})
    void what_is_no_token_is_refused(String text) {
        assertThat(why(text)).isEqualTo("the token is not a signed JSON Web Token");
    }

    @Test
    void what_is_too_long_is_not_even_read() {
        assertThat(why("a".repeat(16_385))).contains("more than 16,384 characters");
    }

    @Test
    void a_token_without_a_name_or_times_is_refused() {
        var bare = new JWTClaimsSet.Builder().issuer(issuer.address()).audience(AUDIENCE).build();

        assertThat(why(issuer.token(bare))).contains("lacks its issuer, its times or its name");
    }

    @Test
    void a_new_key_is_found_and_the_old_one_ends() {
        tokens.verify(issuer.token(claims()));
        var old = issuer.token(claims());
        issuer.rotate("key-2");
        clock.pass(IssuerKeys.FLOOR);

        assertThat(tokens.verify(issuer.token(claims()))).isInstanceOf(Verification.Verified.class);
        assertThat(why(old)).isEqualTo("the token's key is none of the issuer's");
    }

    @Test
    void unknown_keys_make_us_ask_once_a_minute_at_most() {
        tokens.verify(issuer.token(claims()));
        for (var i = 0; i < 20; i++) {
            tokens.verify(Issuer.token(claims(), KEYS.get(i % 2), JWSAlgorithm.RS256));
        }
        clock.pass(IssuerKeys.FLOOR);
        tokens.verify(Issuer.token(claims(), KEYS.getFirst(), JWSAlgorithm.RS256));

        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void old_keys_serve_while_the_issuer_cannot_be_asked_and_not_for_ever() {
        tokens.verify(issuer.token(claims()));
        issuer.broken(true);
        clock.pass(Duration.ofHours(23));

        assertThat(tokens.verify(issuer.token(claims()))).isInstanceOf(Verification.Verified.class);

        clock.pass(Duration.ofHours(1));
        assertThat(tokens.verify(issuer.token(claims())))
                .isInstanceOf(Verification.Unavailable.class);
    }

    @Test
    void without_any_key_nothing_can_be_said() {
        issuer.broken(true);

        assertThat(tokens.verify(issuer.token(claims())))
                .isInstanceOfSatisfying(
                        Verification.Unavailable.class,
                        it -> assertThat(it.why()).contains("answered 503"));
    }

    @Test
    void no_answer_holds_a_part_of_the_token() {
        var token = issuer.token(claims("repository_id", "x"));

        for (var part : token.split("\\.")) {
            assertThat(why(token)).doesNotContain(part);
        }
    }

    private String why(String token) {
        return tokens.verify(token) instanceof Verification.Refused(var why) ? why : "verified";
    }

    private JWTClaimsSet claims(String... changed) {
        var claims = issuer.claims(AUDIENCE, clock.instant(), JOB);
        for (var i = 0; i < changed.length; i += 2) {
            claims.claim(changed[i], changed[i + 1]);
        }
        return claims.build();
    }
}
