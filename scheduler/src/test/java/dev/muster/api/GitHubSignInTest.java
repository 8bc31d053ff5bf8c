package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.people.Rights;
import dev.muster.people.Sessions;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.limits.Fault;
import dev.muster.testkit.GitHubReferee;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Signing in with GitHub, as it is meant and as it is not.
final class GitHubSignInTest extends ApiTestCase {

    private static final String TREE = "/api/v1/repos/acme/harbour/tree";
    private static final String CLOSE = "{\"status\":\"closed\",\"reason\":\"a look\"}";
    private static final String EXCHANGE = "POST /login/oauth/access_token";
    private static final String PERMISSION =
            "GET /repos/{owner}/{repo}/collaborators/{username}/permission";

    private GitHubSimulation github;
    private SimulatedRepository harbour;
    private GitHubBrowser browser;

    @Override
    RunningApi serve(World fresh) {
        github = GitHubReferee.start(fresh.clock);
        harbour = github.repository("acme/harbour", Map.of(".ci.yaml", CONFIG));
        return RunningApi.signingIn(fresh, github, harbour, true);
    }

    @Override
    void prepare() {}

    @BeforeEach
    void begin() {
        github.callFaults().clear();
        browser = new GitHubBrowser(api, github);
        github.person("stranger");
        harbour.permit("dana", "write");
        harbour.permit("rita", "read");
        world.clock.pass(Rights.KEPT);
    }

    @AfterAll
    void close() {
        github.close();
    }

    private int closeTree() {
        var status = browser.write("PUT", TREE, CLOSE).statusCode();
        return status == 404 ? 200 : status;
    }

    @Test
    void who_may_push_becomes_a_gardener_and_is_back_where_they_were() {
        assertThat(browser.signIn("dana")).isEqualTo("/r/acme/harbour");

        assertThat(browser.session("acme/harbour")).isEqualTo("@dana gardener");
    }

    @ParameterizedTest
    @CsvSource({
        "admin, gardener",
        "maintain, gardener",
        "write, gardener",
        "triage, viewer",
        "read, viewer"
    })
    void the_permission_in_the_repository_makes_the_role(String permission, String role) {
        harbour.permit("dana", permission);
        browser.signIn("dana");

        assertThat(browser.session("acme/harbour")).isEqualTo("@dana " + role);
    }

    @Test
    void a_gardener_of_one_repository_is_none_of_another() {
        browser.signIn("dana");

        assertThat(browser.session("local/sample")).isEqualTo("@dana viewer");
        assertThat(browser.write("PUT", REPO + "/tree", CLOSE).statusCode()).isEqualTo(403);
    }

    @Test
    void a_note_of_a_gardener_tells_who_wrote_it() {
        browser.signIn("dana");

        var written =
                browser.write("POST", "/api/v1/repos/acme/harbour/notes", "{\"text\":\"by dana\"}");

        assertThat(written.statusCode()).isEqualTo(201);
        assertThat(world.list("select who from audit_log where reason = 'by dana'"))
                .containsExactly("@dana");
    }

    @Test
    void neither_a_token_of_github_nor_a_secret_is_kept() {
        browser.signIn("dana");

        assertThat(github.tokensOfPeople()).isZero();
        assertThat(world.list("select concat(hash, login) from web_session"))
                .isNotEmpty()
                .noneMatch(it -> it.contains("ghu_"))
                .noneMatch(it -> it.contains(browser.cookies.get("muster_session").substring(7)));
    }

    @Test
    void the_cookie_is_kept_from_scripts_and_from_what_other_sites_write() {
        var answer = browser.comeBack(browser.answer(browser.leave("/"), "dana"));

        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(
                        it ->
                                assertThat(it)
                                        .startsWith("muster_session=muster_")
                                        .containsIgnoringCase("HttpOnly")
                                        .contains("SameSite=Lax", "Path=/"));
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void github_is_asked_by_the_registered_address_with_a_challenge() {
        var question = browser.leave("/");

        assertThat(question.toString())
                .startsWith(github.url() + "/login/oauth/authorize?")
                .contains("code_challenge_method=S256", "code_challenge=", "state=")
                .contains(
                        "redirect_uri=http%3A%2F%2Flocalhost%3A"
                                + api.port()
                                + "%2Fauth%2Fgithub%2Fcallback")
                .doesNotContain(github.app().clientSecret());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/%5Cevil.example",
                "%5C%5Cevil.example",
                "/a%0d%0aSet-Cookie:x=y",
                "javascript:alert(1)",
                "/auth/github",
                ""
            })
    void nobody_is_sent_to_a_foreign_address(String back) {
        var answer = browser.comeBack(browser.answer(browser.leave(back), "dana"));

        assertThat(header(answer, "Location")).isEqualTo("/");
    }

    @Test
    void an_answer_counts_once() {
        var back = browser.answer(browser.leave("/"), "dana");
        var departure = browser.cookies.get("muster_departure");
        browser.comeBack(back);
        var replay = new GitHubBrowser(api, github);
        replay.cookies.put("muster_departure", departure);

        var second = replay.comeBack(back);

        assertThat(header(second, "Location")).isEqualTo("/?sign-in=stale");
        assertThat(replay.cookies).doesNotContainKey("muster_session");
    }

    @Test
    void an_answer_counts_only_in_the_browser_that_asked() {
        var back = browser.answer(browser.leave("/"), "dana");
        var victim = new GitHubBrowser(api, github);
        victim.leave("/");

        var answer = victim.comeBack(back);

        assertThat(header(answer, "Location")).isEqualTo("/?sign-in=stale");
        assertThat(victim.cookies).doesNotContainKey("muster_session");
    }

    @Test
    void a_code_of_another_sign_in_is_refused_for_its_challenge() {
        var other = new GitHubBrowser(api, github);
        var stolen = query(other.answer(other.leave("/"), "dana"), "code");
        var mine = browser.answer(browser.leave("/"), "rita").toString();

        var answer = browser.comeBack(URI.create(mine.replaceAll("code=[^&]*", "code=" + stolen)));

        assertThat(header(answer, "Location")).isEqualTo("/?sign-in=refused");
    }

    private static String query(URI address, String name) {
        return address.getQuery().replaceAll(".*" + name + "=([^&]*).*", "$1");
    }

    @Test
    void a_code_that_was_spent_signs_nobody_in() {
        var first = browser.answer(browser.leave("/"), "dana");
        browser.comeBack(first);
        var again = browser.answer(browser.leave("/"), "rita").toString();

        var answer =
                browser.comeBack(
                        URI.create(again.replaceAll("code=[^&]*", "code=" + query(first, "code"))));

        assertThat(header(answer, "Location")).isEqualTo("/?sign-in=refused");
    }

    @Test
    void who_stays_away_for_too_long_begins_anew() {
        var back = browser.answer(browser.leave("/"), "dana");
        world.clock.pass(Sessions.PENDING);

        assertThat(header(browser.comeBack(back), "Location")).isEqualTo("/?sign-in=stale");
    }

    @Test
    void who_says_no_is_nobody() {
        var answer = browser.comeBack(browser.answer(browser.leave("/"), "-"));

        assertThat(header(answer, "Location")).isEqualTo("/?sign-in=declined");
        assertThat(browser.session("acme/harbour")).isEqualTo("nobody viewer");
    }

    @Test
    void an_answer_that_is_lost_after_github_acted_signs_nobody_in_and_the_next_attempt_does() {
        github.callFaults().next(EXCHANGE, new Fault.CutAfterActing());
        var answer = browser.comeBack(browser.answer(browser.leave("/"), "dana"));
        assertThat(header(answer, "Location")).isEqualTo("/?sign-in=silent");

        browser.signIn("dana");

        assertThat(browser.session("acme/harbour")).isEqualTo("@dana gardener");
        github.revokeTokens();
    }

    @Test
    void a_token_that_cannot_be_given_back_does_not_matter() {
        github.callFaults()
                .next("DELETE /applications/{client_id}/token", new Fault.CutBeforeActing());

        browser.signIn("dana");

        assertThat(browser.session("acme/harbour")).isEqualTo("@dana gardener");
        github.revokeTokens();
    }

    @Test
    void a_session_that_was_slipped_in_is_not_taken_over() {
        var known = "muster_" + "A".repeat(43);
        browser.cookies.put("muster_session", known);

        browser.signIn("dana");

        assertThat(browser.cookies.get("muster_session")).isNotEqualTo(known);
        var thief = new GitHubBrowser(api, github);
        thief.cookies.put("muster_session", known);
        assertThat(thief.session("acme/harbour")).isEqualTo("nobody viewer");
    }

    @Test
    void who_signs_in_again_leaves_no_session_behind() {
        browser.signIn("dana");
        var first = browser.cookies.get("muster_session");
        browser.signIn("rita");
        var old = new GitHubBrowser(api, github);
        old.cookies.put("muster_session", first);

        assertThat(old.session("acme/harbour")).isEqualTo("nobody viewer");
    }

    @Test
    void a_session_is_no_token() {
        browser.signIn("dana");
        var bearer = "Bearer " + browser.cookies.get("muster_session");

        var answer = api.send("PUT", TREE, CLOSE, "Authorization", bearer);

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", ""})
    void a_page_of_another_site_cannot_act_with_the_cookie(String origin) {
        browser.signIn("dana");
        var cookie = "muster_session=" + browser.cookies.get("muster_session");

        var answer =
                origin.isEmpty()
                        ? api.send("PUT", TREE, CLOSE, "Cookie", cookie)
                        : api.send("PUT", TREE, CLOSE, "Cookie", cookie, "Origin", origin);

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void a_permission_that_was_taken_back_is_gone_within_minutes() {
        browser.signIn("dana");
        assertThat(closeTree()).isEqualTo(200);
        harbour.permit("dana", "read");

        world.clock.pass(Rights.FRESH);

        assertThat(closeTree()).isEqualTo(403);
        assertThat(browser.session("acme/harbour")).isEqualTo("@dana viewer");
    }

    @Test
    void while_github_is_silent_its_last_word_counts_for_an_hour() {
        browser.signIn("dana");
        closeTree();
        github.callFaults().every(PERMISSION, new Fault.ServerFault(503));

        world.clock.pass(Duration.ofMinutes(59));
        assertThat(closeTree()).isEqualTo(200);
        world.clock.pass(Duration.ofMinutes(1));
        assertThat(closeTree()).isEqualTo(403);
    }

    @Test
    void whoever_takes_the_login_of_a_gardener_does_not_take_the_role_along() {
        github.person("ada");
        browser.signIn("ada");
        github.renamePerson("ada", "ada-lovelace");
        github.person("ada");
        harbour.permit("ada", "write");

        world.clock.pass(Rights.FRESH);

        assertThat(browser.session("acme/harbour")).isEqualTo("@ada viewer");
    }

    @Test
    void a_session_ends_when_it_is_not_used_and_after_its_longest_time() {
        browser.signIn("dana");
        for (var days = 0; days < 28; days += 2) {
            world.clock.pass(Duration.ofDays(2));
            assertThat(browser.session("acme/harbour")).isEqualTo("@dana gardener");
        }
        world.clock.pass(Duration.ofDays(2));
        assertThat(browser.session("acme/harbour")).isEqualTo("nobody viewer");

        browser.signIn("dana");
        world.clock.pass(Sessions.IDLE);
        assertThat(browser.session("acme/harbour")).isEqualTo("nobody viewer");
    }

    @Test
    void who_signs_out_is_nobody_in_this_browser_alone() {
        var phone = new GitHubBrowser(api, github);
        browser.signIn("dana");
        phone.signIn("dana");
        var stolen = Map.copyOf(browser.cookies);

        browser.write("DELETE", "/api/v1/session", "");
        browser.cookies.putAll(stolen);

        assertThat(browser.session("acme/harbour")).isEqualTo("nobody viewer");
        assertThat(phone.session("acme/harbour")).isEqualTo("@dana gardener");
    }

    @Test
    void who_signs_out_everywhere_is_nobody_anywhere() {
        var phone = new GitHubBrowser(api, github);
        browser.signIn("dana");
        phone.signIn("dana");

        browser.write("DELETE", "/api/v1/session?everywhere=true", "");

        assertThat(phone.session("acme/harbour")).isEqualTo("nobody viewer");
    }

    @Test
    void tokens_are_for_who_administers_every_repository() {
        harbour.permit("dana", "admin");
        browser.signIn("dana");

        assertThat(browser.get("/api/v1/tokens").statusCode()).isEqualTo(403);
    }

    @Test
    void the_ways_to_sign_in_are_told() {
        assertThat(json(browser.get("/auth")).path("github").asBoolean()).isTrue();
        browser.signIn("rita");
        assertThat(json(browser.get("/auth")).path("who").asText()).isEqualTo("@rita");
    }
}
