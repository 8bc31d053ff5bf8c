package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Route;

import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is shown while there is nothing to show: nothing known yet, nothing here, nobody who
/// answers.
class WithoutServiceIT extends PageCase {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            targets:
              - {name: Linux analyze, run: ./analyze}
            """;

    /// How long a page waits at most before it asks again, in milliseconds; its clock is turned on
    /// so far.
    private static final long RETRY = 3_000;

    @Override
    void prepare() {
        world.land(1, CONFIG).run(1, "Linux analyze", Ending.PASSED);
    }

    @Test
    void a_service_without_a_repository_says_how_to_begin() {
        page.route(
                "**/api/v1/repos",
                it -> it.fulfill(new Route.FulfillOptions().setBody("{\"repos\":[]}")));
        visit("/");

        assertThat(page.locator("main")).containsText("No repository yet");
        assertThat(page.locator("main code")).containsText("muster serve --repo");
        assertAccessibleInEveryTheme();
        assertFits(360);
    }

    @Test
    void an_address_that_leads_nowhere_says_so_and_leads_on() {
        visit("/r/local/sample/nowhere");

        assertThat(page.locator("main")).containsText("There is nothing at this address");
        assertAccessibleInEveryTheme();
        assertFits(360);
        page.getByText("To the start page").click();
        assertThat(page.locator("[role=grid]")).isVisible();
    }

    @Test
    void a_repository_that_is_not_watched_is_named() {
        visit("/r/local/other");

        assertThat(page.locator("main")).containsText("local/other");
    }

    @Test
    void a_page_that_the_service_leaves_waiting_says_that_it_loads() {
        page.route("**/api/v1/repos/local/sample/flakes*", it -> {});
        visit(REPO + "/flakes");

        assertThat(page.locator("main")).containsText("Loading what is known of flakes …");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                REPO,
                REPO + "/gardener",
                REPO + "/flakes",
                REPO + "/pulls",
                REPO + "/queue",
                REPO + "/audit",
                REPO + "/target/Linux%20analyze",
                "/service"
            })
    void a_view_that_nobody_answers_says_so_and_heals(String view) {
        page.clock().install();
        page.route("**/api/**", Route::abort);
        visit(view);
        assertThat(page.locator("body")).containsText("The service does not answer.");

        page.unroute("**/api/**");
        page.clock().fastForward(RETRY);

        assertThat(page.locator("header nav")).isVisible();
        assertThat(page.locator("body")).not().containsText("The service does not answer.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {REPO, REPO + "/gardener", REPO + "/audit", REPO + "/target/Linux%20analyze"})
    void a_lost_connection_is_told_and_told_to_be_over(String view) {
        page.clock().install();
        page.route("**/api/v1/events*", Route::abort);
        visit(view);
        assertThat(page.locator("[role=status]", hasText("onnection lost")).first()).isVisible();

        page.unroute("**/api/v1/events*");
        page.clock().fastForward(RETRY);

        assertThat(page.locator("[role=status]", hasText("onnection lost"))).hasCount(0);
    }

    private com.microsoft.playwright.Page.LocatorOptions hasText(String text) {
        return new com.microsoft.playwright.Page.LocatorOptions().setHasText(text);
    }

    @Test
    void a_view_whose_files_do_not_come_says_so_and_comes_when_they_do() {
        visit(REPO);
        page.waitForSelector("[role=gridcell]");
        page.route("**/*", Route::abort);
        page.getByText("Gardener").click();
        assertThat(page.locator("body")).containsText("This view did not come");

        page.unroute("**/*");

        assertThat(page.locator("h1")).containsText("main is");
    }

    @Test
    void a_part_whose_files_do_not_come_says_so_and_leaves_the_page_as_it_is() {
        visit(REPO);
        page.waitForSelector("[role=gridcell]");
        page.route("**/assets/**", Route::abort);
        page.keyboard().press("/");
        assertThat(page.locator("[role=alert]")).containsText("This part of the page did not come");
        assertAccessibleInEveryTheme();

        page.getByText("Not now").click();

        assertThat(page.locator("[role=alert]")).hasCount(0);
        assertThat(page.locator("[role=grid]")).isVisible();
    }
}
