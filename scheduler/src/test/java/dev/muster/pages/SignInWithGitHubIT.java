package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;

import dev.muster.core.ci.RepoSlug;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.people.Rights;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.testkit.GitHubReferee;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// People who sign in with GitHub, in a browser.
class SignInWithGitHubIT extends PageCase {

    private static final String DESK = "/r/acme/harbour/gardener";
    private static final String CONFIG =
            """
            enabled_branches: [main]
            targets:
              - {name: Linux analyze, run: ./analyze}
            """;

    private GitHubSimulation github;
    private SimulatedRepository harbour;

    @Override
    RunningApi serve(World fresh) {
        github = GitHubReferee.start(fresh.clock);
        harbour = github.repository("acme/harbour", Map.of("README.md", "Harbour\n"));
        return RunningApi.signingIn(fresh, github, harbour, true);
    }

    @Override
    void prepare() {
        harbour.permit("rita", "read");
        var slug = new RepoSlug("acme", "harbour");
        world.commits.land(slug, "main", 1, CONFIG);
        world.watch.look(world.stores.repositories().find(slug).orElseThrow());
        world.land(2, CONFIG)
                .run(2, "Linux analyze", Ending.FAILED)
                .run(2, "Linux analyze", Ending.FAILED);
    }

    @BeforeEach
    void permit() {
        harbour.permit("dana", "write");
        world.clock.pass(Rights.FRESH);
    }

    @AfterAll
    void close() {
        github.close();
    }

    private void press(String name) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private void signIn(String login) {
        visit(DESK);
        press("Sign in");
        page.getByText("Sign in with GitHub").click();
        page.getByText(login, new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
                .click();
    }

    @Test
    void a_gardener_signs_in_and_is_back_on_the_desk() {
        visit(DESK);
        press("Sign in");
        assertAccessibleInEveryTheme();
        picture("sign-in");
        signIn("dana");

        assertThat(page).hasURL(Pattern.compile(".*" + DESK));
        assertThat(page.locator("textarea")).isVisible();
        press("@dana");
        assertThat(page.locator("dialog")).containsText("A gardener of acme/harbour");
        assertAccessibleInEveryTheme();
        picture("signed-in");
        press("Sign out");
        assertThat(page.locator("textarea")).hasCount(0);
    }

    @Test
    void who_may_only_read_stays_a_viewer() {
        signIn("rita");

        assertThat(page.getByText("@rita")).isVisible();
        assertThat(page.locator("textarea")).hasCount(0);
    }

    @Test
    void a_gardener_of_one_repository_sees_no_buttons_in_another() {
        signIn("dana");
        assertThat(page.locator("textarea")).isVisible();

        visit("/r/local/sample/gardener");

        assertThat(page.getByText("@dana")).isVisible();
        assertThat(page.locator("textarea")).hasCount(0);
    }

    /// Whatever can be pressed is pressed, and what that uncovers too.
    @ParameterizedTest
    @ValueSource(
            strings = {
                REPO,
                REPO + "?cell=0000000000000000000000000000000000000002/Linux%20analyze",
                REPO + "/gardener",
                REPO + "/flakes",
                REPO + "/pulls",
                REPO + "/queue",
                REPO + "/target/Linux%20analyze",
                "/playground",
                "/service"
            })
    void a_viewer_is_offered_nothing_that_the_service_refuses(String view) {
        var refused = new CopyOnWriteArrayList<String>();
        page.onResponse(
                it -> {
                    if (it.status() == 401 || it.status() == 403) {
                        refused.add(it.request().method() + " " + it.url());
                    }
                });
        visit(view);
        page.waitForSelector("main h1, main h2, [role=gridcell]");
        if (view.contains("cell=")) {
            page.waitForSelector("aside .attempts");
        }

        for (var times = 0; times < 2; times++) {
            page.evaluate(
                    """
                    () => document.querySelectorAll('main button, header button.tree, .details button, aside button')
                      .forEach(it => it.disabled || it.click())
                    """);
            page.evaluate("() => fetch('/api/v1/session').then(it => it.text())");
        }

        Assertions.assertThat(refused).isEmpty();
    }

    @Test
    void who_lost_the_permission_is_told_when_they_act() {
        signIn("dana");
        page.locator("textarea").fill("still here");
        harbour.permit("dana", "read");
        world.clock.pass(Rights.FRESH);

        press("Leave the note");

        assertThat(page.locator("main")).containsText("this needs the role gardener");
    }

    @Test
    void who_says_no_is_told_so() {
        visit(DESK);
        press("Sign in");
        page.getByText("Sign in with GitHub").click();
        page.getByText("Cancel").click();

        assertThat(page.locator("dialog [role=alert]")).containsText("not to say who you are");
        page.getByText("Not now").click();
        assertThat(page).not().hasURL(Pattern.compile(".*sign-in.*"));
    }
}
