package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.Databases;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

class TokenCommandTest {

    private static final Pattern ID = Pattern.compile("token ([0-9A-Z]{26}), ");

    private RunningApi api;

    @BeforeEach
    void start() {
        api = RunningApi.local(World.on(Databases.h2()));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_token_is_printed_alone_so_that_a_script_can_keep_it() {
        var run = token("create", "--scheduler", "partner_lab");

        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("muster_[0-9A-Za-z_-]{30,}\\R");
        assertThat(run.err())
                .containsPattern(ID)
                .contains("'partner_lab'; this is the only time its text is shown");
    }

    @Test
    void the_token_posts_for_its_scheduler() {
        var text = token("create", "--scheduler", "partner_lab").out().strip();

        var answer = api.post("/api/v1/task-status", "{}", "Authorization", "Bearer " + text);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("'target' is missing");
    }

    @Test
    void the_list_tells_what_each_may_and_never_its_text() {
        var text =
                token("create", "--scheduler", "lab", "--repo", "acme/widget", "--expires", "30")
                        .out()
                        .strip();
        token("create", "--role", "gardener", "--name", "release bot");

        var list = token("list");

        assertThat(
                        list.out()
                                .lines()
                                .map(it -> it.replaceFirst("^\\S+", "").replaceAll(" {2,}", " | ")))
                .containsExactlyInAnyOrder(
                        " | ROLE | FOR | MADE | USED | STATE",
                        " | scheduler | lab in acme/widget | 2026-03-01 by local | never | until"
                                + " 2026-03-31",
                        " | gardener | release bot | 2026-03-01 by local | never | holds");
        assertThat(list.out()).doesNotContain(text);
    }

    @Test
    void one_that_is_mistyped_does_not_leave_the_others_in_force() {
        var first = id(token("create", "--scheduler", "one"));
        var second = id(token("create", "--scheduler", "two"));

        var revoked = token("revoke", first, "mistyped", second);

        assertThat(revoked.code()).isEqualTo(ExitCode.USAGE);
        assertThat(revoked.err()).isEqualTo("muster: there is no token 'mistyped'\n");
        assertThat(revoked.out()).isEqualTo(first + ": revoked\n" + second + ": revoked\n");
    }

    @Test
    void a_revoked_token_is_nobodys() {
        var made = token("create", "--scheduler", "partner_lab");

        var revoked = token("revoke", id(made));

        assertThat(revoked.out()).isEqualTo(id(made) + ": revoked\n");
        assertThat(token("list").out()).contains("revoked");
        assertThat(
                        api.post(
                                        "/api/v1/task-status",
                                        "{}",
                                        "Authorization",
                                        "Bearer " + made.out().strip())
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_list_is_one_document_for_programs() {
        token("create", "--role", "viewer");

        assertThat(token("list", "--format", "json").out())
                .startsWith("{")
                .contains("\"role\" : \"viewer\"");
    }

    @Test
    void what_the_service_says_against_it_is_told() {
        assertThat(token("revoke", "01ARZ3NDEKTSV4RRFFQ69G5FAV").err())
                .contains("there is no token '01ARZ3NDEKTSV4RRFFQ69G5FAV'");
        assertThat(token("create", "--scheduler", "x", "--repo", "acme").err())
                .contains("'repository' is owner/name");
        assertThat(token("create", "--role", "admin", "--target", "Linux a").err())
                .contains("are for the role scheduler");
    }

    @Test
    void a_scheduler_needs_a_name() {
        var run = token("create");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("name the scheduler that it posts for, with --scheduler");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not an address",
                "localhost:8080",
                "file:///etc/passwd",
                "http://",
                "http://localhost:99999"
            })
    void an_address_of_no_service_is_told(String address) {
        var run = CommandRun.of("token", "list", "--url", address);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("'%s' is not the address of a service".formatted(address));
    }

    @Test
    void a_service_that_is_not_there_is_told() {
        assertThat(CommandRun.of("token", "list", "--url", "http://localhost:1").err())
                .contains("'http://localhost:1' gives no answer; start it with 'muster serve'");
    }

    @Test
    void without_a_word_it_says_which_there_are() {
        var run = CommandRun.of("token");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("name one of create, list and revoke");
    }

    private CommandRun token(String... arguments) {
        var all = new ArrayList<>(List.of("token"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", api.uri("").toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static String id(CommandRun made) {
        var id = ID.matcher(made.err());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }
}
