package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.GitHubSimulation;
import dev.muster.testkit.SharedKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// An administrator asks the simulated GitHub whether the App is complete.
class GitHubCheckCommandTest {

    private static final String SERVICE = "http://127.0.0.1:1";

    private final GitHubSimulation github =
            GitHubSimulation.start(Clock.systemUTC(), SharedKeys.row());
    @TempDir private Path folder;

    @BeforeEach
    void settle() throws IOException {
        Files.writeString(folder.resolve("key.pem"), github.app().key().pem());
        settings(Long.toString(github.app().id()), "MUSTER_GITHUB_WEBHOOK_SECRET=secret\n");
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private void settings(String app, String more) throws IOException {
        Files.writeString(
                folder.resolve("app.env"),
                """
                # a comment
                MUSTER_URL=%s
                MUSTER_GITHUB_API_URL=%s
                MUSTER_GITHUB_APP_ID=%s
                MUSTER_GITHUB_PRIVATE_KEY_FILE='%s'
                """
                                .formatted(SERVICE, github.url(), app, folder.resolve("key.pem"))
                        + more);
    }

    private CommandRun check() {
        return CommandRun.of("github", "check", "--settings", folder.resolve("app.env").toString());
    }

    @Test
    void an_app_that_has_all_is_told_so() {
        github.repository("acme/harbour", Map.of("a.txt", "a\n"));
        github.deliverTo(URI.create(SERVICE + "/github/webhook"));

        var run = check();

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(
                        """
                        App 'Muster CI' of muster, %1$s/apps/muster-ci
                          ok    GitHub knows its key
                          ok    it asks for every permission it needs
                          ok    it hears of every event it needs
                          ok    it delivers to http://127.0.0.1:1/github/webhook
                        installed on acme, 1 repository
                          ok    every permission is granted
                        """
                                .formatted(github.url()));
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void what_is_missing_is_told_with_who_mends_it_where() throws Exception {
        github.repository("acme/harbour", Map.of("a.txt", "a\n"));
        github.installation("acme").withdraw("merge_queues");
        github.app().permissions().put("checks", "read");
        github.app().subscribe(List.of("push"));
        settings(Long.toString(github.app().id()), "");

        var run = check();

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out().replace(github.url().toString(), "GITHUB"))
                .contains(
                        "  mend  it does not ask for 'checks: write', and so never shows what runs",
                        "        its owner adds it at"
                            + " GITHUB/organizations/muster/settings/apps/muster-ci/permissions",
                        "  mend  it does not hear of check_run, check_suite, create, delete,",
                        "  mend  the service refuses every delivery, for it knows no secret",
                        "  mend  it delivers to nobody, and the service waits at"
                                + " http://127.0.0.1:1/github/webhook",
                        "installed on acme, 1 repository\n  mend  'merge queues: read' is not"
                                + " granted, and so it never hears of merge groups\n",
                        "        an owner of the account accepts it at"
                                + " GITHUB/settings/installations/");
    }

    @Test
    void an_app_that_only_reads_lacks_nothing() {
        github.repository("acme/harbour", Map.of("a.txt", "a\n"));
        github.deliverTo(URI.create(SERVICE + "/github/webhook"));
        for (var area : List.of("contents", "pull_requests", "issues")) {
            github.app().permissions().put(area, "read");
        }

        var run = check();

        assertThat(run.out()).contains("ok    it only reads: no pull requests");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_suspended_app_is_told() {
        github.repository("acme/harbour", Map.of("a.txt", "a\n"));
        github.installation("acme").suspend();

        assertThat(check().out()).contains("installed on acme\n  mend  it is suspended there");
    }

    @Test
    void an_app_that_is_installed_nowhere_is_told() {
        assertThat(check().out()).contains("mend  it is installed nowhere", "installations/new");
    }

    @Test
    void deliveries_that_nobody_takes_are_told() throws Exception {
        github.deliverTo(URI.create(SERVICE + "/github/webhook"));
        github.repository("acme/harbour", Map.of("a.txt", "a\n"));
        github.awaitDeliveries(Duration.ofSeconds(20));

        assertThat(check().out())
                .containsPattern("mend  (\\d+) of the newest \\1 deliveries were not taken");
    }

    @Test
    void an_app_that_github_does_not_know_is_told() throws Exception {
        settings("987654", "");

        var run = check();

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("does not know App 987654 with the key of");
    }

    @Test
    void a_github_that_gives_no_answer_is_told() throws Exception {
        Files.writeString(
                folder.resolve("app.env"),
                Files.readString(folder.resolve("app.env"))
                        .replace(github.url().toString(), "http://127.0.0.1:1"));

        assertThat(check().err()).contains("GitHub cannot be reached");
    }

    @Test
    void half_of_the_settings_is_told() throws Exception {
        Files.writeString(folder.resolve("app.env"), "MUSTER_GITHUB_APP_ID=1\n");

        assertThat(check().err()).contains("MUSTER_GITHUB_PRIVATE_KEY_FILE is not");
    }

    @Test
    void without_an_app_it_says_how_to_make_one() {
        var run = CommandRun.of("github", "check");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("'muster github setup' makes one");
    }
}
