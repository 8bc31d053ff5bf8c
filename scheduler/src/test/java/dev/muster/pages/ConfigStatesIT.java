package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.regex.Pattern;

/// What is shown where a configuration has errors, and where there is none.
class ConfigStatesIT extends PageCase {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            targets:
              - {name: Linux analyze, owner: '@ada', run: ./analyze}
            """;

    private static final String BROKEN =
            """
            enabled_branches: [main]
            targets:
              - {name: Linux analyze, ownr: '<img src=x onerror=document.title=1>', run: ./analyze}
            """;

    private static final String SECOND = "0000000000000000000000000000000000000002";

    @Override
    void prepare() {
        world.commits.land(World.REPO, "bare", 11, null);
        world.commits.land(World.REPO, "wrong", 21, BROKEN);
        world.land(1, CONFIG).run(1, "Linux analyze", Ending.FAILED);
        world.run(1, "Linux analyze", Ending.FAILED).land(2, BROKEN);
    }

    private void show(String path) {
        page.clock().setFixedTime(world.clock.instant().toEpochMilli());
        visit(REPO + path);
        page.waitForSelector("main h1, main h2, [role=gridcell]");
    }

    @Test
    void a_commit_that_is_marked_tells_what_is_wrong_where_and_what_to_do() {
        show("");
        page.locator(".mark").click();

        var aside = page.locator("aside");
        assertThat(aside).containsText("Its configuration has 1 error, so nothing of it runs.");
        assertThat(aside.locator("li.error .place")).containsText(".ci.yaml:3");
        assertThat(aside).containsText("ownr");
        assertThat(aside).containsText("land the fix");
        assertThat(page).hasURL(Pattern.compile(".*\\?commit=" + SECOND));
        assertAccessibleInEveryTheme();
        picture("commit");
        page.keyboard().press("Escape");
        assertThat(aside).hasCount(0);
    }

    @Test
    void the_mark_says_what_it_stands_for_without_being_opened() {
        show("");

        assertThat(page.locator(".mark"))
                .hasAttribute("title", Pattern.compile("its configuration has errors.*"));
        assertThat(page.locator(".mark"))
                .hasAttribute("aria-label", Pattern.compile("0000000: its configuration has.*"));
    }

    @Test
    void a_cell_of_a_commit_that_is_not_planned_says_why_it_is_empty() {
        show("?cell=" + SECOND + "/Linux%20analyze");

        assertThat(page.locator("aside")).containsText("so nothing of it runs");
        assertThat(page.locator("aside")).containsText("ownr");
        assertThat(page.locator("aside .fault")).hasCount(0);
    }

    @Test
    void a_branch_that_never_had_a_good_configuration_shows_what_is_wrong_with_it() {
        show("?branch=wrong");

        assertThat(page.locator("h2")).containsText("The configuration has errors");
        assertThat(page.locator("main li.error")).containsText(".ci.yaml:3");
        assertAccessibleInEveryTheme();
        assertFits(360);
        picture("config-errors");
    }

    @Test
    void a_branch_without_a_configuration_says_how_to_begin() {
        show("?branch=bare");

        assertThat(page.locator("main")).containsText("No .ci.yaml on this branch");
        picture("no-config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gardener", "/flakes", "/pulls", "/queue", "/target/Linux%20analyze"})
    void every_view_of_a_branch_without_a_configuration_stands(String view) {
        show(view + "?branch=bare");

        assertThat(page.locator("main")).not().containsText("undefined");
        assertThat(page.locator("main [role=alert]")).hasCount(0);
        assertAccessible();
        assertFits(360);
    }

    @Test
    void where_flakes_are_followed_is_linked_only_where_it_is_an_address() {
        page.route(
                "**/grid?*",
                it -> amend(it, "\"issue\":null", "\"issue\":\"https://example.org/a/issues/7\""));
        show("");
        page.locator("button.tree").click();

        assertThat(page.locator(".details a[target=_blank]"))
                .hasAttribute("href", "https://example.org/a/issues/7");
        assertThat(page.locator(".details a[target=_blank]")).hasText("its flakes: issue #7");
    }
}
