package dev.muster.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.ci.RepoSlug;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class ClaimCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String ISSUER = "https://token.actions.githubusercontent.com";
    private static final String AUDIENCE = "https://muster.example.org";

    private static final Map<String, String> TEXTS =
            Map.ofEntries(
                    Map.entry("sub", "whatever the repository's settings make of it"),
                    Map.entry("repository", "acme/app"),
                    Map.entry("repository_id", "42"),
                    Map.entry("run_id", "7000000001"),
                    Map.entry("run_attempt", "2"),
                    Map.entry("check_run_id", "99"),
                    Map.entry("event_name", "workflow_dispatch"),
                    Map.entry("sha", "a".repeat(40)),
                    Map.entry(
                            "workflow_ref",
                            "acme/app/.github/workflows/muster.yml@refs/heads/main"),
                    Map.entry(
                            "job_workflow_ref",
                            "acme/app/.github/workflows/muster.yml@refs/heads/main"));

    private final ClaimCheck check =
            new ClaimCheck(
                    ISSUER,
                    AUDIENCE,
                    id ->
                            id == 42
                                    ? Optional.of(
                                            new TrustedRepository(
                                                    42,
                                                    new RepoSlug("acme", "app"),
                                                    "main",
                                                    Set.of(
                                                            ".github/workflows/muster.yml",
                                                            ".github/workflows/muster-pull.yml")))
                                    : Optional.empty());

    @Test
    void a_job_of_the_trusted_workflow_is_who_it_says() {
        assertThat(check.check(claims(Map.of()), NOW))
                .isEqualTo(
                        new Verification.Verified(
                                new ActionsJob(
                                        42,
                                        new RepoSlug("acme", "app"),
                                        7_000_000_001L,
                                        2,
                                        ".github/workflows/muster.yml",
                                        "refs/heads/main",
                                        "workflow_dispatch",
                                        "a".repeat(40),
                                        99L),
                                "token-1",
                                NOW.plusSeconds(300)));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    repository_id,    41,                      none of those that this service serves
                    repository_id,    +42,                     number of its repository
                    repository_id,    -42,                     number of its repository
                    repository_id,    '',                      number of its repository
                    repository,       acme,                    number of its repository
                    run_id,           0x10,                    number of its repository
                    run_attempt,      99999999999,             number of its repository
                    event_name,       pull_request_target,     may not report
                    event_name,       issue_comment,           may not report
                    event_name,       workflow_run,            may not report
                    event_name,       '',                      may not report
                    workflow_ref,     evil/app/.github/workflows/muster.yml@refs/heads/main,     another repository
                    workflow_ref,     acme/app2/.github/workflows/muster.yml@refs/heads/main,    another repository
                    workflow_ref,     acme/app/.github/workflows/other.yml@refs/heads/feature,   none of
                    workflow_ref,     acme/app/.github/workflows/other.yml@refs/tags/main,       none of
                    workflow_ref,     acme/app/elsewhere/other.yml@refs/heads/main,              none of
                    workflow_ref,     acme/app/.github/workflows/muster.yml@refs/heads/feature,  must use the workflow of refs/heads/main
                    workflow_ref,     acme/app/.github/workflows/muster.yml,                     another repository
                    job_workflow_ref, evil/kit/.github/workflows/run.yml@refs/heads/main,        another repository
                    """,
            ignoreLeadingAndTrailingWhitespace = true)
    void any_other_job_is_refused_with_the_reason(String name, String value, String why) {
        assertThat(why(claims(Map.of(name, value)))).contains(why);
    }

    @Test
    void a_pull_requests_own_run_may_use_its_own_file() {
        var ref = "acme/app/.github/workflows/muster-pull.yml@refs/pull/7/merge";

        var answer =
                check.check(
                        claims(
                                Map.of(
                                        "event_name", "pull_request",
                                        "workflow_ref", ref,
                                        "job_workflow_ref", ref)),
                        NOW);

        assertThat(answer).isInstanceOf(Verification.Verified.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"push", "schedule", "workflow_dispatch"})
    void another_workflow_of_the_default_branch_is_a_scheduler_of_its_own(String event) {
        assertThat(check.check(other(event, "refs/heads/main"), NOW))
                .isInstanceOfSatisfying(
                        Verification.Beside.class,
                        it -> {
                            assertThat(it.scheduler()).isEqualTo("nightly.yml");
                            assertThat(it.repository()).isEqualTo(new RepoSlug("acme", "app"));
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"pull_request", "merge_group"})
    void another_workflow_does_not_report_for_what_is_proposed(String event) {
        assertThat(why(other(event, "refs/heads/main"))).contains("started by push, schedule");
    }

    private static Claims other(String event, String ref) {
        var file = "acme/app/.github/workflows/nightly.yml@" + ref;
        return claims(Map.of("event_name", event, "workflow_ref", file, "job_workflow_ref", file));
    }

    @Test
    void a_renamed_repository_is_the_same_one() {
        var ref = "acme/product/.github/workflows/muster.yml@refs/heads/main";

        var answer =
                check.check(
                        claims(
                                Map.of(
                                        "repository", "acme/product",
                                        "workflow_ref", ref,
                                        "job_workflow_ref", ref)),
                        NOW);

        assertThat(answer).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void issuer_and_audience_are_exact() {
        assertThat(why(at(ISSUER + "/evil", List.of(AUDIENCE), NOW, NOW, NOW.plusSeconds(9))))
                .contains("issuer");
        assertThat(why(at(ISSUER, List.of(AUDIENCE + "/"), NOW, NOW, NOW.plusSeconds(9))))
                .contains("audience");
        assertThat(why(at(ISSUER, List.of(AUDIENCE, "b"), NOW, NOW, NOW.plusSeconds(9))))
                .contains("audience");
        assertThat(why(at(ISSUER, List.of(), NOW, NOW, NOW.plusSeconds(9)))).contains("audience");
    }

    @Test
    void clocks_may_differ_by_a_minute_and_no_more() {
        var minute = Duration.ofSeconds(60);
        var later = NOW.plus(minute);
        var earlier = NOW.minus(minute);

        assertThat(answer(later, later, later.plusSeconds(300)))
                .isInstanceOf(Verification.Verified.class);
        assertThat(answer(earlier, earlier, earlier)).isInstanceOf(Verification.Verified.class);
        assertThat(answer(later.plusSeconds(1), NOW, later.plusSeconds(300)))
                .isInstanceOf(Verification.Refused.class);
        assertThat(answer(NOW, later.plusSeconds(1), later.plusSeconds(300)))
                .isInstanceOf(Verification.Refused.class);
        assertThat(answer(earlier, earlier, earlier.minusSeconds(1)))
                .isInstanceOf(Verification.Refused.class);
    }

    @Test
    void an_old_token_is_refused_however_long_it_would_live() {
        var made = NOW.minus(Duration.ofMinutes(15));

        assertThat(answer(made, made, NOW.plusSeconds(21_600)))
                .isInstanceOf(Verification.Verified.class);
        assertThat(answer(made.minusSeconds(1), made, NOW.plusSeconds(21_600)))
                .isInstanceOf(Verification.Refused.class);
    }

    private Verification answer(Instant issued, Instant from, Instant until) {
        return check.check(at(ISSUER, List.of(AUDIENCE), issued, from, until), NOW);
    }

    private String why(Claims claims) {
        return check.check(claims, NOW) instanceof Verification.Refused(var why) ? why : "verified";
    }

    private static Claims claims(Map<String, String> changed) {
        var texts = new HashMap<>(TEXTS);
        texts.putAll(changed);
        return new Claims(
                ISSUER, List.of(AUDIENCE), NOW, NOW, NOW.plusSeconds(300), "token-1", texts);
    }

    private static Claims at(
            String issuer, List<String> audience, Instant issued, Instant from, Instant until) {
        return new Claims(issuer, audience, issued, from, until, "token-1", TEXTS);
    }
}
