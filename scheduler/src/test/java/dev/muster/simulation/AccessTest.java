package dev.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.ground.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Map;

/// Who may call what, and for how long.
class AccessTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({"-60, 540, 200", "-60, 600, 200", "-60, 660, 401", "60, 540, 401", "-600, -1, 401"})
    void a_web_token_was_issued_before_now_and_ends_within_ten_minutes(
            long issued, long expires, int status) {
        stage.api.as("Bearer " + stage.api.webToken(issued, expires));

        assertThat(stage.api.get("/app").status()).isEqualTo(status);
    }

    @Test
    void a_web_token_whose_claims_were_changed_is_refused() {
        var parts = stage.api.webToken(-60, 540).split("\\.");
        var other = stage.api.webToken(-61, 540).split("\\.");
        stage.api.as("Bearer " + parts[0] + "." + other[1] + "." + parts[2]);

        assertThat(stage.api.get("/app").status()).isEqualTo(401);
    }

    @Test
    void a_token_of_an_installation_ends_after_an_hour() {
        stage.clock.pass(Duration.ofMinutes(59));
        var before = stage.get("/branches");
        stage.clock.pass(Duration.ofMinutes(1));

        assertThat(before.status()).isEqualTo(200);
        assertThat(stage.get("/branches").status()).isEqualTo(401);
    }

    @Test
    void a_token_narrowed_to_reading_checks_cannot_write_them() {
        var narrowed = Json.object();
        narrowed.set("permissions", Json.object().put("checks", "read"));
        stage.api.asInstallation(stage.harbour, narrowed);

        var refused = stage.check(Json.object());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("x-accepted-github-permissions")).isEqualTo("checks=write");
        assertThat(stage.get("/commits/main/check-runs").status()).isEqualTo(200);
    }

    @Test
    void a_token_narrowed_to_one_repository_does_not_see_another() {
        var port = stage.github.repository("acme/port", Map.of("a", "a"));
        var narrowed = Json.object();
        narrowed.set("repository_ids", Json.array().add(port.id()));
        stage.api.asInstallation(stage.harbour, narrowed);

        assertThat(stage.get("/branches").status()).isEqualTo(404);
        assertThat(stage.api.get("/repos/acme/port/branches").status()).isEqualTo(200);
    }

    @Test
    void more_than_the_installation_has_cannot_be_asked_for() {
        var more = Json.object();
        more.set("permissions", Json.object().put("administration", "write"));
        var id = stage.github.installation("acme").id();

        var refused = stage.api.asApp().post("/app/installations/" + id + "/access_tokens", more);

        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void a_permission_that_was_taken_back_is_gone_at_once() {
        stage.github.installation("acme").withdraw("checks");

        assertThat(stage.check(Json.object()).status()).isEqualTo(403);
    }

    @Test
    void a_suspended_installation_can_do_nothing_and_hears_of_nothing_but_that() {
        var installation = stage.github.installation("acme");
        stage.told();
        stage.endpoint.got().clear();

        installation.suspend();
        stage.harbour.push("main", "Unheard", Map.of("b", "b"));

        assertThat(stage.get("/branches").status()).isEqualTo(403);
        assertThat(stage.told()).containsExactly("installation.suspend");
        installation.unsuspend();
        assertThat(stage.get("/branches").status()).isEqualTo(200);
    }

    @Test
    void a_renamed_repository_is_found_by_its_number_where_the_old_name_leads() {
        stage.harbour.rename("port");

        var moved = stage.get("/branches");

        assertThat(moved.status()).isEqualTo(301);
        var path = moved.header("location").substring(stage.github.url().toString().length());
        assertThat(path).isEqualTo("/repositories/" + stage.harbour.id() + "/branches");
        assertThat(stage.api.get(path).status()).isEqualTo(200);
        assertThat(stage.told()).contains("repository.renamed");
    }

    @Test
    void a_private_repository_does_not_exist_for_those_who_may_not_see_it() {
        var other = stage.github.repository("globex/vault", Map.of("a", "a"));
        other.hide(true);

        assertThat(stage.api.get("/repos/globex/vault").status()).isEqualTo(404);
    }

    @Test
    void owners_choose_repositories_and_the_app_hears_of_it() {
        stage.github.repository("acme/port", Map.of("a", "a"));

        stage.github.installation("acme").select("acme/port");

        var removed = stage.bodies("installation_repositories.removed").getFirst();
        assertThat(removed.path("repositories_removed").findValuesAsText("full_name"))
                .containsExactly("acme/harbour");
        assertThat(stage.get("").status()).isEqualTo(200);
        assertThat(stage.check(Json.object()).status()).isEqualTo(403);
    }

    @Test
    void an_app_is_made_from_a_manifest_whose_code_is_good_once() {
        var manifest = Json.object().put("name", "Muster of acme");
        manifest.set("default_permissions", Json.object().put("checks", "write"));
        var code = stage.github.confirmManifest(manifest);
        var path = "/app-manifests/" + code + "/conversions";

        var made = stage.api.as("").post(path, Json.object());

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("pem").asText()).contains("PRIVATE KEY");
        assertThat(stage.api.post(path, Json.object()).status()).isEqualTo(404);
    }
}
