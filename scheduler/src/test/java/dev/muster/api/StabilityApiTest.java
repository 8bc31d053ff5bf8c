package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.World;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/// Flakes, proposals and quarantines as they are asked for, on a target that has earned a promotion
/// and one that flakes.
@TestMethodOrder(MethodOrderer.MethodName.class)
final class StabilityApiTest extends ApiTestCase {

    private static final String OWNED =
            CONFIG.replace("run: ./test", "owner: '@ada'\n    run: ./test");

    @Override
    void prepare() {
        for (var commit = 1; commit <= 50; commit++) {
            world.land(commit, OWNED);
            world.run(commit, "Linux test", Ending.PASSED);
            world.run(commit, "Linux analyze", commit % 9 == 0 ? Ending.FAILED : Ending.PASSED);
            if (commit % 9 == 0) {
                world.run(commit, "Linux analyze", Ending.PASSED);
            }
        }
        world.proposals.round();
    }

    @Test
    void a_flaky_blocking_target_stands_first_and_uses_up_the_gate() {
        var flakes = json(api.get(REPO + "/flakes"));

        assertThat(flakes.at("/targets/0/target").asText()).isEqualTo("Linux analyze");
        assertThat(flakes.at("/targets/0/state").asText()).isEqualTo("watch");
        assertThat(flakes.at("/targets/0/flaky").asInt()).isEqualTo(5);
        assertThat(flakes.at("/gate/spentBy/0/part").asDouble()).isEqualTo(1);
        assertThat(flakes.at("/targets/1/cleanRuns").asInt()).isEqualTo(50);
    }

    @Test
    void a_promotion_is_proposed_with_evidence_and_diff() {
        var open = json(api.get(REPO + "/promotions")).at("/open");

        assertThat(open.findValuesAsText("target")).containsExactly("Linux analyze", "Linux test");
        var proposal = open.get(1);
        assertThat(proposal.path("diff").asText())
                .isEqualTo(
                        """
                        --- a/.ci.yaml
                        +++ b/.ci.yaml
                        @@ -10,5 +10,4 @@
                             owner: '@ada'
                             run: ./test
                             timeout: 5
                        -    bringup: true
                        """
                                .replace("@@ -10,5 +10,4 @@", "@@ -10,4 +10,3 @@"));
        assertThat(proposal.at("/evidence/why").asText()).startsWith("the newest 50 runs passed");
        assertThat(proposal.path("falseRedAfter").asDouble()).isPositive();
        assertThat(world.proposals.round()).isZero();
    }

    @Test
    void a_quarantined_target_does_not_close_the_tree_and_blocks_again_when_its_time_is_up() {
        world.land(51, OWNED);
        world.run(51, "Linux analyze", Ending.FAILED);
        world.run(51, "Linux analyze", Ending.FAILED);
        assertThat(tree()).isEqualTo("closed");

        var answer =
                api.post(
                        REPO + "/quarantine",
                        """
                        {"target": "Linux analyze", "owner": "@ada", "reason": "flaky since Monday",
                         "issue": "https://example.org/7"}
                        """);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(tree()).isEqualTo("open");
        world.clock.pass(Duration.ofDays(15));
        world.stability.round();
        assertThat(tree()).isEqualTo("closed");
        assertThat(json(api.get(REPO + "/quarantine")).at("/ended/0/endReason").asText())
                .isEqualTo("its time was up");
        assertThat(json(api.get(REPO + "/audit")).findValuesAsText("action"))
                .contains("quarantine", "quarantine ended", "propose promote");
    }

    @Test
    void what_cannot_be_quarantined_is_told() {
        assertThat(post("{\"target\": \"Linux tset\", \"reason\": \"x\"}"))
                .isEqualTo(
                        "404 there is no target 'Linux tset' on branch 'main'; did you mean 'Linux"
                                + " test'?");
        assertThat(
                        json(api.send("DELETE", REPO + "/quarantine/nope", null))
                                .path("detail")
                                .asText())
                .isEqualTo("there is no quarantine 'nope' that still holds");
        assertThat(json(api.send("DELETE", REPO + "/promotions/x", null)).path("detail").asText())
                .isEqualTo("'reason' is missing: say why, as in ?reason=not+yet");
        assertThat(post("{\"target\": \"Linux analyze\"}")).isEqualTo("422 'reason' is missing");
        assertThat(post("{\"target\": \"Linux analyze\", \"reason\": \"x\"}"))
                .isEqualTo("409 'Linux analyze' has no owner in the configuration; name one");
        assertThat(post("{\"target\": \"Linux test\", \"reason\": \"x\"}"))
                .isEqualTo(
                        "409 'Linux test' is in bringup on branch 'main', so it blocks nothing and"
                                + " a quarantine would change nothing");
        assertThat(
                        post(
                                """
                                {"target": "Linux test", "reason": "x", "expiresAt": "2099-01-01T00:00:00Z"}
                                """))
                .isEqualTo("422 a quarantine lasts at most 90 days");
        assertThat(
                        post(
                                """
                                {"target": "Linux test", "reason": "x", "issue": "javascript:alert(1)"}
                                """))
                .startsWith("422 'issue' is an address");
    }

    @Test
    void names_that_nothing_can_have_are_refused() {
        assertThat(api.get("/api/v1/repos/..%2f/x/flakes").statusCode()).isEqualTo(404);
        assertThat(api.get(REPO + "/flakes?branch=a%00b").statusCode()).isEqualTo(400);
        assertThat(post("{\"target\": \"a\\u0000b\", \"reason\": \"x\"}"))
                .isEqualTo("422 'target' holds the character 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flakes",
                "promotions",
                "quarantine",
                "culprits",
                "incidents",
                "failures",
                "tree",
                "tree/history",
                "green-commits",
                "audit"
            })
    void what_is_asked_of_a_repository_or_branch_that_is_not_there_is_not_found(String what) {
        for (var name : List.of("nobody/nothing", "local/a'b%22", "local/" + "x".repeat(500))) {
            var answer = api.get("/api/v1/repos/%s/%s".formatted(name, what));
            assertThat(answer.statusCode()).as(name).isEqualTo(404);
            assertThat(json(answer).path("status").asInt()).isEqualTo(404);
        }
        if (!what.equals("audit")) {
            assertThat(api.get(REPO + "/" + what + "?branch=no'such").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void what_was_declined_is_closed_and_not_repeated() {
        var open = json(api.get(REPO + "/promotions")).path("open");
        var id = open.get(open.size() - 1).path("id").asText();

        var path = REPO + "/promotions/" + id + "?reason=not+yet";
        api.send("DELETE", path, null, "Idempotency-Key", "d1");

        var answer = api.send("DELETE", path, null, "Idempotency-Key", "d1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/closed/0/closeReason").asText()).isEqualTo("not yet");
        world.proposals.round();
        assertThat(json(api.get(REPO + "/promotions")).path("open").findValuesAsText("target"))
                .doesNotContain("Linux test");
    }

    @Test
    void what_was_mended_is_noted_once_however_often_it_is_told() {
        var wish = "{\"target\": \"Linux analyze\", \"owner\": \"@ada\", \"reason\": \"x\"}";
        var made = api.post(REPO + "/quarantine", wish);
        var path = header(made, "Location");
        var first = api.post(path + "/mended", "", "Idempotency-Key", "m1");

        var second = api.post(path + "/mended", "", "Idempotency-Key", "m1");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(
                        world.list(
                                "select who from audit_log where action = 'mended' and subject like"
                                        + " '% main %'"))
                .hasSize(1);
        api.send("DELETE", path + "?reason=over", null);
    }

    @Test
    void an_act_is_answered_with_the_branch_that_was_meant() {
        world.commits.land(
                World.REPO,
                "release",
                60,
                OWNED.replace("[main]", "[release]").replace("    bringup: true\n", ""));
        world.watch.round();
        world.planning.round();
        var made =
                api.post(
                        REPO + "/quarantine",
                        "{\"branch\": \"release\", \"target\": \"Linux test\", \"reason\": \"x\"}");
        var path = header(made, "Location");
        var later = world.clock.instant().plus(Duration.ofDays(1));
        var frozen =
                json(
                        api.send(
                                "PUT",
                                REPO + "/tree",
                                """
                                {"branch": "release", "status": "closed", "reason": "it is cut",
                                 "startsAt": "%s", "expiresAt": "%s"}
                                """
                                        .formatted(later, later.plusSeconds(60))));
        var freeze = REPO + "/tree/freezes/" + frozen.at("/freezes/0/id").asText();

        var answers =
                List.of(
                        made,
                        api.post(path + "/mended", ""),
                        api.send("DELETE", path + "?reason=over", null),
                        api.send("DELETE", freeze + "?reason=put+off", null));

        assertThat(answers).allSatisfy(it -> assertThat(it.statusCode()).isBetween(200, 201));
        assertThat(answers)
                .extracting(it -> json(it).path("branch").asText())
                .containsOnly("release");
        assertThat(world.list("select reason from audit_log where action = 'call off freeze'"))
                .containsExactly("put off");
    }

    @Test
    void green_commits_name_what_is_in_the_way() {
        var commits = json(api.get(REPO + "/green-commits?limit=200")).path("commits");

        assertThat(commits.get(commits.size() - 1).path("green").asBoolean()).isTrue();
        assertThat(json(api.get(REPO + "/green-commits?limit=0")).path("detail").asText())
                .isEqualTo("'limit' is 1 to 200, and this is 0");
    }

    @Test
    void a_word_about_the_tree_that_does_not_fit_is_told() {
        var freeze =
                "{\"status\": \"closed\", \"reason\": \"x\", \"startsAt\":"
                        + " \"2099-01-02T00:00:00Z\"%s}";
        assertThat(put("{\"status\": \"frozen\", \"reason\": \"x\"}"))
                .isEqualTo("422 'status' is open, throttled or closed, and this is 'frozen'");
        assertThat(put("{}")).isEqualTo("422 'status' is missing: open, throttled or closed");
        assertThat(put(freeze.formatted("")))
                .isEqualTo("422 'expiresAt' is missing: a freeze that is planned has an end");
        assertThat(put(freeze.formatted(", \"expiresAt\": \"2099-01-01T00:00:00Z\"")))
                .startsWith("422 'expiresAt' lies before 'startsAt'");
    }

    private String put(String body) {
        var answer = api.send("PUT", REPO + "/tree", body);
        return answer.statusCode() + " " + json(answer).path("detail").asText();
    }

    private String tree() {
        return json(api.get(REPO + "/tree")).path("status").asText();
    }

    private String post(String body) {
        var answer = api.post(REPO + "/quarantine", body);
        return answer.statusCode() + " " + json(answer).path("detail").asText();
    }
}
