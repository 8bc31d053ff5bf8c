package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.Test;

import java.util.regex.Pattern;

/// Finding things from anywhere, and signing in.
class SearchIT extends PageCase {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            targets:
              - {name: Linux analyze, run: ./analyze}
              - {name: Linux web tests, run: ./web}
            """;

    @Override
    RunningApi serve(World fresh) {
        return RunningApi.served(fresh, true);
    }

    @Override
    void prepare() {
        world.land(1, CONFIG).land(2, CONFIG);
    }

    private void search(String text) {
        page.keyboard().press("/");
        page.locator("dialog input").fill(text);
    }

    @Test
    void a_slash_opens_the_search_and_enter_what_it_found() {
        visit("/service");
        page.waitForSelector("main h1");
        search("web");
        assertThat(page.locator("dialog li")).hasCount(1);
        assertAccessible();

        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile(".*/target/Linux%20web%20tests"));
        assertThat(page.locator("dialog")).hasCount(0);
    }

    @Test
    void an_author_leads_to_their_commits() {
        visit(REPO);
        page.waitForSelector("[role=gridcell]");
        search("ada");
        assertThat(page.locator("dialog li").first()).isVisible();

        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile(".*author=Ada"));
        assertThat(page.locator("#filter-author, [aria-label*=uthor]").first()).isVisible();
    }

    @Test
    void who_signs_in_with_a_token_becomes_a_gardener_and_stays_one() {
        visit(REPO + "/gardener");
        assertThat(page.locator("textarea")).hasCount(0);

        page.getByText("Sign in").click();
        page.locator("dialog input").fill("wrong");
        page.locator("dialog .go").click();
        assertThat(page.locator("dialog [role=alert]")).containsText("nobody has this token");
        page.locator("dialog input").fill(RunningApi.TOKEN);
        page.locator("dialog .go").click();

        assertThat(page.locator("textarea")).isVisible();
        page.getByText("Sign out").click();
        assertThat(page.locator("textarea")).hasCount(0);
    }

    @Test
    void what_only_an_admin_reads_says_so_and_leads_to_what_everybody_reads() {
        visit("/audit");
        assertThat(page.locator("main")).containsText("This needs the role admin");
        assertAccessible();

        page.locator("main a").first().click();

        assertThat(page.locator("h1")).containsText("Audit");
        assertThat(page.locator("main")).containsText("Nobody has done anything here yet.");
    }
}
