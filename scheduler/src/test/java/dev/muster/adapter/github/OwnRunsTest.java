package dev.muster.adapter.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nobody's run is taken for one of ours because of its title.
final class OwnRunsTest {

    private static boolean ours(String event, String path, String actor) {
        var run =
                Json.object()
                        .put("event", event)
                        .put("path", path)
                        .put("display_title", "muster 01JD3WHPZ6X9V5T2Q8R4K7M1NB");
        run.putObject("actor").put("login", actor);
        return OwnRuns.has(run, "muster-ci[bot]");
    }

    @ParameterizedTest
    @CsvSource({
        "workflow_dispatch, .github/workflows/muster.yml",
        "workflow_dispatch, .github/workflows/muster.yml@refs/heads/main"
    })
    void what_the_app_asked_for_is_ours(String event, String path) {
        assertThat(ours(event, path, "muster-ci[bot]")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "workflow_dispatch, .github/workflows/muster.yml, ada",
        "workflow_dispatch, .github/workflows/muster.yml, another[bot]",
        "workflow_dispatch, .github/workflows/muster.yml, Muster-CI[bot]x",
        "workflow_dispatch, .github/workflows/muster.yml.yml, muster-ci[bot]",
        "workflow_dispatch, .github/workflows/mine.yml, muster-ci[bot]",
        "pull_request, .github/workflows/muster.yml, muster-ci[bot]",
        "push, .github/workflows/muster.yml, muster-ci[bot]"
    })
    void what_others_call_like_ours_is_not(String event, String path, String actor) {
        assertThat(ours(event, path, actor)).isFalse();
    }

    @Test
    void a_run_of_which_little_is_told_is_not_ours() {
        assertThat(OwnRuns.has(Json.object(), "muster-ci[bot]")).isFalse();
    }
}
