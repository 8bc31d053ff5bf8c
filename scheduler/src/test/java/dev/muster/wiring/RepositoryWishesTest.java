package dev.muster.wiring;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.muster.checks.CheckSettings;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.stability.StabilityPolicy;
import dev.muster.core.stability.Thresholds;
import dev.muster.plan.SchedulingPolicy;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.RepositoryWish;
import dev.muster.planning.TrackedRepository;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What operators want of single repositories.
final class RepositoryWishesTest {

    private static final RepoSlug APP = new RepoSlug("acme", "app");
    private static final RepoSlug LIB = new RepoSlug("acme", "lib");

    private static Map<RepoSlug, RepositoryWish> read(String text) throws StartFailure {
        return RepositoryWishes.of(new Environment(Map.of("MUSTER_REPOSITORIES", text)));
    }

    @Test
    void each_repository_has_a_line_of_its_own() throws StartFailure {
        var wishes =
                read(
                        """
                        # scarce machines
                        acme/app policy=guaranteed batch=4 share=3 release=v[0-9]+ release=stable\
                         trusted=Ada trusted=release-bot[bot] checks=failures demotions=off
                        acme/lib  # as usual
                        """);

        assertThat(wishes)
                .containsExactly(
                        Map.entry(
                                APP,
                                new RepositoryWish(
                                        SchedulingPolicy.GUARANTEED,
                                        4,
                                        List.of("v[0-9]+", "stable"),
                                        3,
                                        Thresholds.NONE,
                                        List.of(),
                                        Set.of("ada", "release-bot[bot]"),
                                        CheckSettings.Mode.FAILURES,
                                        false)),
                        Map.entry(LIB, RepositoryWish.NONE));
    }

    @Test
    void semicolons_part_repositories_too() throws StartFailure {
        assertThat(read("acme/app share=2; acme/lib share=5;")).hasSize(2);
    }

    @Test
    void where_nothing_is_said_all_is_as_usual() throws StartFailure {
        assertThat(RepositoryWishes.of(new Environment(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    acme                      | has 'acme' where a repository such as acme/app must be
                    policy=batch              | has 'policy=batch' where a repository such as acme/app
                    acme/app policy=fast      | 'acme/app' has the policy 'fast', and must have guaranteed
                    acme/app trusted=a,b      | 'acme/app' trusts 'a,b', which is no login of GitHub
                    acme/app checks=some      | 'acme/app' has the checks 'some', and must have auto, each
                    acme/app demotions=no     | 'acme/app' has the demotions 'no', and must have on or off
                    acme/app batch=0          | 'acme/app' has the batch '0', and must have 1 to 50
                    acme/app share=half       | 'acme/app' has the share 'half', and must have 1 to 1000
                    acme/app shaer=2          | 'acme/app' says 'shaer'; did you mean 'share'?
                    acme/app share=1 share=2  | 'acme/app' says 'share' twice
                    acme/app stability=hard   | 'acme/app' has the stability 'hard', and must have default or
                    acme/app broken_runs=0.5  | 'acme/app' has the broken_runs '0.5', and must have a whole
                    acme/app watch_confidence=2 | has the watch_confidence '2', and must have a number between 0
                    acme/app promotion_run=9  | 'acme/app' says 'promotion_run'; did you mean 'promotion_runs'?
                    acme/app config=../x      | 'acme/app' has the config '../x', and must have a path from
                    acme/app config=/x        | 'acme/app' has the config '/x', and must have a path from
                    acme/app config=a config=a | 'acme/app' has the config 'a', and must have a path from
                    acme/app release=         | 'acme/app' has the release '', which is no pattern
                    acme/app release=(v       | 'acme/app' has the release '(v', which is no pattern
                    acme/app; acme/app        | 'acme/app' stands there twice
                    """)
    void what_cannot_be_read_is_told(String text, String told) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("MUSTER_REPOSITORIES")
                .hasMessageContaining(told);
    }

    @Test
    void a_repository_has_thresholds_of_its_own() throws StartFailure {
        var wish = read("acme/app stability=strict broken_runs=4 flakiness_threshold=0.01");

        var policy =
                wish.getOrDefault(APP, RepositoryWish.NONE)
                        .thresholds()
                        .over(StabilityPolicy.DEFAULT);

        assertThat(policy.promotionConfidence()).isEqualTo(0.95);
        assertThat(policy.brokenRuns()).isEqualTo(4);
        assertThat(policy.tolerated()).isEqualTo(0.01);
    }

    @Test
    void what_all_repositories_want_has_variables() throws StartFailure {
        var environment =
                new Environment(
                        Map.of(
                                "MUSTER_PROMOTION_RUNS", "80",
                                "MUSTER_PROMOTION_CONFIDENCE", "0.9"));

        assertThat(RepositoryWishes.usual(environment).text())
                .isEqualTo("promotion_runs=80 promotion_confidence=0.9");
        assertThatThrownBy(
                        () ->
                                RepositoryWishes.usual(
                                        new Environment(Map.of("MUSTER_PROMOTION_RUNS", "401"))))
                .hasMessage(
                        "MUSTER_PROMOTION_RUNS is '401', and must be a whole number from 1 to 400");
    }

    @Test
    void the_operator_is_told_of_thresholds_that_no_target_can_reach() throws StartFailure {
        var wishes =
                read(
                        "acme/app flakiness_threshold=0.001 stability=strict; acme/lib"
                                + " flakiness_threshold=0.01");

        var settings = ServeSettings.here(0, Path.of("unused"), List.of(), 1).wishing(wishes);

        assertThat(settings.doubts())
                .singleElement(as(STRING))
                .startsWith("'acme/app stability=strict flakiness_threshold=0.001' lets no target");
        assertThat(settings.wishing(Map.of()).doubts()).isEmpty();
    }

    @Test
    void a_repository_may_keep_its_configurations_elsewhere() throws StartFailure {
        var settings =
                PlanningSettings.DEFAULTS.with(
                        read("acme/app config=.ci.yaml config=engine/.ci.yaml"));

        assertThat(settings.configPaths(APP)).containsExactly(".ci.yaml", "engine/.ci.yaml");
        assertThat(settings.configPaths(LIB)).containsExactly(".ci.yaml");
    }

    @Test
    void a_wish_changes_what_is_usual_and_nothing_else() throws StartFailure {
        var settings = PlanningSettings.DEFAULTS.with(read("acme/app batch=4 release=v.*"));

        var app = settings.of(new TrackedRepository(1, APP, RepositoryKind.GITHUB, null, "trunk"));
        var lib = settings.of(new TrackedRepository(2, LIB, RepositoryKind.LOCAL, "/lib", "main"));

        assertThat(app.policy()).isEqualTo(SchedulingPolicy.BATCH);
        assertThat(app.batchSize()).isEqualTo(4);
        assertThat(app.releaseBranches()).containsExactly("v.*");
        assertThat(app.defaultBranch()).isEqualTo("trunk");
        assertThat(lib.policy()).isEqualTo(SchedulingPolicy.GUARANTEED);
    }
}
