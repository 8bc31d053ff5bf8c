package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// How the service itself is.
class HealthViewIT extends PageCase {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {capacity: 2}}
            targets:
              - {name: Linux analyze, run: ./analyze}
              - {name: Linux test, run: ./test}
              - {name: Linux web, run: ./web}
              - {name: Mac build, run: ./build}
            """;

    @Override
    void prepare() {
        for (var number = 1; number <= 6; number++) {
            world.land(number, CONFIG).dispatched();
            world.runner.start(world.newestAttempt(number, "Mac build"));
            world.reconciliation.round();
            world.stores.queueSamples().run();
            world.clock.pass(Duration.ofMinutes(20L * number));
            world.end(number, "Mac build", number == 4 ? Ending.FAILED : Ending.PASSED);
        }
    }

    private void show() {
        visit("/service");
        page.waitForSelector("main h1");
    }

    @Test
    void the_queue_is_shown_by_platform_with_its_capacity() {
        show();

        assertThat(page.locator("main")).containsText("linux local/sample");
        assertThat(page.locator(".tiles")).containsText("waiting");
        picture("health");
    }

    @Test
    void a_queue_that_waits_for_long_is_told_first() {
        show();

        assertThat(page.locator(".worries")).containsText("all of its capacity is in use");
    }

    @Test
    void rounds_tell_when_they_ended_what_they_took_and_when_they_come_next() {
        show();

        var byClock = page.locator("section", byHeading("Rounds by the clock"));
        assertThat(byClock.locator("tbody tr")).hasCount(1);
        assertThat(byClock).containsText("backfill");
        var rounds = page.locator("section", byHeading("Rounds of this process"));
        assertThat(rounds.locator("tbody tr").first()).containsText("1.0 s");
        assertThat(rounds).containsText("not yet");
    }

    @Test
    void what_is_left_of_githubs_limits_is_told_by_caller_and_bucket() {
        show();

        var budgets = page.locator("section", byHeading("Budget at GitHub's API"));
        assertThat(budgets).containsText("the App itself");
        assertThat(budgets).containsText("3120 of 5000");
        assertThat(budgets).containsText("540 of 720");
        assertThat(page.locator(".tiles")).containsText("last agreed");
    }

    private Page.LocatorOptions byHeading(String text) {
        return new Page.LocatorOptions().setHas(page.getByRole(AriaRole.HEADING, named(text)));
    }

    private static Page.GetByRoleOptions named(String text) {
        return new Page.GetByRoleOptions().setName(text);
    }

    @Test
    void it_is_accessible_in_every_theme_and_fits_every_screen() {
        show();

        assertAccessibleInEveryTheme();
        assertFits(360);
        assertFits(3840);
    }
}
