package dev.muster.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.core.ci.RepoSlug;
import dev.muster.plan.SchedulingPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Settings in a file, by the keys of Micronaut.
final class SettingsFileTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "micronaut.server.port, MUSTER_PORT",
        "micronaut.server.host, MUSTER_HOST",
        "datasources.default.url, MUSTER_DATABASE_URL",
        "datasources.default.username, MUSTER_DATABASE_USERNAME",
        "datasources.default.password, MUSTER_DATABASE_PASSWORD",
        "datasources.default.password-file, MUSTER_DATABASE_PASSWORD_FILE",
        "muster.url, MUSTER_URL",
        "muster.data-dir, MUSTER_DATA_DIR",
        "muster.public-read, MUSTER_PUBLIC_READ",
        "muster.github.app-id, MUSTER_GITHUB_APP_ID",
        "muster.github.api-url, MUSTER_GITHUB_API_URL",
        "muster.github.private-key-file, MUSTER_GITHUB_PRIVATE_KEY_FILE",
        "muster.github.webhook-secret-file, MUSTER_GITHUB_WEBHOOK_SECRET_FILE",
        "muster.github.oidc-issuer, MUSTER_GITHUB_OIDC_ISSUER",
        "muster.admin-token-file, MUSTER_ADMIN_TOKEN_FILE",
        "muster.backfill.every, MUSTER_BACKFILL_EVERY",
        "muster.promotion.confidence, MUSTER_PROMOTION_CONFIDENCE"
    })
    void a_key_stands_for_a_variable_that_is_read(String key, String variable) throws Exception {
        assertThat(Environment.VARIABLES).extracting(Environment.Variable::name).contains(variable);

        assertThat(SettingsFile.read(file("s.properties", key + "=7\n")))
                .containsExactly(Map.entry(variable, "7"));
        assertThat(SettingsFile.read(file("s.yml", key + ": 7\n")))
                .containsExactly(Map.entry(variable, "7"));
    }

    @Test
    void yaml_may_be_nested_and_have_lists() throws Exception {
        var settings =
                environment(
                        Map.of(),
                        """
                        micronaut:
                          server:
                            port: 18099
                        muster:
                          public-read: false
                          local:
                            repositories: [/srv/a, /srv/b]
                          github:
                            trusted-authors:
                              - ada
                              - grace
                        """);

        assertThat(settings.number("MUSTER_PORT", 1, 0, 65535)).isEqualTo(18099);
        assertThat(settings.flag("MUSTER_PUBLIC_READ", true)).isFalse();
        assertThat(settings.list("MUSTER_LOCAL_REPOSITORIES")).containsExactly("/srv/a", "/srv/b");
        assertThat(settings.list("MUSTER_GITHUB_TRUSTED_AUTHORS")).containsExactly("ada", "grace");
        assertThat(settings.strange()).isEmpty();
    }

    @Test
    void what_differs_in_single_repositories_is_a_list() throws Exception {
        var settings =
                environment(
                        Map.of(),
                        """
                        muster:
                          repositories:
                            - name: acme/app
                              policy: guaranteed
                              config-paths: [.ci.yaml, engine/.ci.yaml]
                              trusted-authors: [ada]
                              promotion-runs: 30
                            - name: acme/docs
                              checks: none
                        """);

        var wishes = RepositoryWishes.of(settings);

        assertThat(wishes)
                .containsOnlyKeys(new RepoSlug("acme", "app"), new RepoSlug("acme", "docs"));
        var app = wishes.get(new RepoSlug("acme", "app"));
        assertThat(app.policy()).isEqualTo(SchedulingPolicy.GUARANTEED);
        assertThat(app.configPaths()).containsExactly(".ci.yaml", "engine/.ci.yaml");
        assertThat(app.trustedAuthors()).containsExactly("ada");
    }

    @Test
    void properties_number_them() throws Exception {
        var text =
                """
                muster.repositories[0].name=acme/app
                muster.repositories[0].config-paths[0]=.ci.yaml
                muster.repositories[0].config-paths[1]=engine/.ci.yaml
                """;

        assertThat(SettingsFile.read(file("s.properties", text)))
                .containsExactly(
                        Map.entry(
                                "MUSTER_REPOSITORIES",
                                "acme/app config=.ci.yaml config=engine/.ci.yaml"));
    }

    @Test
    void a_variable_goes_before_the_file() throws Exception {
        var settings = environment(Map.of("MUSTER_PORT", "1234"), "micronaut.server.port: 4321\n");

        assertThat(settings.text("MUSTER_PORT")).contains("1234");
    }

    @Test
    void files_that_the_variable_of_micronaut_names_are_read_too_the_last_one_first()
            throws Exception {
        var one = file("one.yml", "muster.url: http://one\nmuster.data-dir: /srv/one\n");
        var two = file("two.properties", "muster.url=http://two\n");

        var settings =
                Environment.of(Map.of("MICRONAUT_CONFIG_FILES", one + ",file:" + two), List.of());

        assertThat(settings.text("MUSTER_URL")).contains("http://two");
        assertThat(settings.text("MUSTER_DATA_DIR")).contains("/srv/one");
    }

    @Test
    void a_key_that_is_none_is_told_with_the_nearest() throws Exception {
        var settings = environment(Map.of(), "muster.githb.app-id: 7\nmicronaut.router.x: 1\n");

        assertThat(settings.strange())
                .containsExactly(
                        "MUSTER_GITHB_APP_ID is not a setting; did you mean"
                                + " 'MUSTER_GITHUB_APP_ID'?");
    }

    @ParameterizedTest
    @CsvSource({
        "'muster: [a: b', is no YAML: ",
        "'muster: [1, 2]', 'has muster as ''[1, 2]'', and must have keys below it'",
        "'muster: url', 'has muster as ''url'', and must have keys below it'",
        "'- muster: {url: x}', has no keys",
        "'muster.repositories: [7]', has '7' in muster.repositories",
        "'muster.repositories: [{policy: batch}]', has no 'name' for one of muster.repositories",
        "'muster.repositories: [{name: acme/app, release: a b}]', 'has ''release=a b'''"
    })
    void what_cannot_be_read_is_told_with_the_file(String text, String told) throws Exception {
        var file = file("s.yml", text + "\n");

        assertThatThrownBy(() -> SettingsFile.read(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("the settings file '" + file + "' ")
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet\n", "---\n", "{}\n", "muster:\n", "muster: {}\n"})
    void a_file_may_set_nothing(String text) throws Exception {
        assertThat(SettingsFile.read(file("s.yml", text))).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        var nowhere = folder.resolve("nowhere.yml");

        assertThatThrownBy(() -> SettingsFile.read(nowhere))
                .isInstanceOf(StartFailure.class)
                .hasMessage("the settings file '%s' cannot be read".formatted(nowhere));
    }

    private Environment environment(Map<String, String> variables, String yaml)
            throws IOException, StartFailure {
        return Environment.of(variables, List.of(file("s.yml", yaml)));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
