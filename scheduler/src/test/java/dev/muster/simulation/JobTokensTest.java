package dev.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;

import dev.muster.simulation.ground.Json;
import dev.muster.simulation.oidc.Subject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.text.ParseException;

/// The tokens by which jobs say who they are.
class JobTokensTest {

    private final Stage stage = new Stage();
    private SimulatedJob job;

    @BeforeEach
    void begin() {
        stage.dispatch("main", "01J", 1);
        job = stage.harbour.unfinishedJobs().getFirst().begin();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private boolean isGood(String token) {
        try {
            var keys = JWKSet.parse(stage.api.as("").get("/.well-known/jwks").text());
            var signed = SignedJWT.parse(token);
            var key = keys.getKeyByKeyId(signed.getHeader().getKeyID());
            return key != null && signed.verify(new RSASSAVerifier(key.toRSAKey()));
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_job_fetches_its_token_as_the_runner_tells_it_to() {
        var environment = job.environment();
        var url = environment.get("ACTIONS_ID_TOKEN_REQUEST_URL") + "&audience=muster";
        var path = url.substring(stage.github.url().toString().length());

        var fetched =
                stage.api
                        .as("Bearer " + environment.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN"))
                        .get(path)
                        .json();

        assertThat(isGood(fetched.path("value").asText())).isTrue();
        assertThat(stage.api.as("Bearer other").get(path).status()).isEqualTo(401);
    }

    @Test
    void the_claims_name_the_job_by_numbers() {
        JsonNode claims = job.claims("muster");

        assertThat(claims.path("repository_id").asText()).isEqualTo("" + stage.harbour.id());
        assertThat(claims.path("run_id").asText()).isEqualTo("" + job.runId());
        assertThat(claims.path("run_attempt").asText()).isEqualTo("1");
        assertThat(claims.path("check_run_id").asText()).isEqualTo("" + job.id());
        assertThat(claims.path("job_workflow_ref").asText())
                .isEqualTo("acme/harbour/.github/workflows/ci.yml@refs/heads/main");
    }

    @Test
    void keys_change_with_the_old_ones_kept_or_not() {
        var token = job.token("muster");
        stage.github.issuer().rotate(true);
        var kept = isGood(token);
        stage.github.issuer().rotate(false);

        assertThat(kept).isTrue();
        assertThat(isGood(token)).isFalse();
        assertThat(isGood(job.token("muster"))).isTrue();
    }

    @Test
    void a_forged_token_names_a_published_key_and_does_not_fit_it() {
        assertThat(isGood(stage.github.issuer().forge(job.claims("muster")))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void the_subject_has_the_shape_of_its_repository(Subject shape) {
        stage.harbour.shapeSubject(shape);

        var subject = job.claims("muster").path("sub").asText();

        assertThat(subject)
                .startsWith(
                        switch (shape) {
                            case CLASSIC -> "repo:acme/harbour:ref:";
                            case IMMUTABLE -> "repo:acme@";
                            case CUSTOM -> "repository_id:" + stage.harbour.id();
                        });
    }

    @Test
    void a_job_that_tells_further_jobs_has_them_in_its_own_run() {
        var more =
                job.plan(
                        java.util.List.of(
                                new dev.muster.simulation.actions.Job.Plan(
                                        "planned", java.util.List.of("linux"), Json.object())));

        assertThat(more.getFirst().runId()).isEqualTo(job.runId());
        assertThat(stage.harbour.runs().getFirst().jobs()).hasSize(2);
    }
}
