package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.regex.Pattern;

/// How the service itself is.
class HealthViewIT extends PageCase {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {capacity: 2}, mac: {capacity: 3}}
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

    @Test
    void the_last_day_is_drawn_and_told_in_words() {
        show();

        assertThat(page.locator("svg[role=img]").first())
                .hasAttribute(
                        "aria-label",
                        Pattern.compile(
                                "Tasks in the last day: at most \\d+ ran.* \\d+ waited at once."));
        assertThat(page.locator("svg path.waiting")).not().hasAttribute("d", "");
        assertThat(page.locator("svg path.capacity")).not().hasAttribute("d", "");
        assertThat(page.locator("svg[role=img]").last())
                .hasAttribute("aria-label", Pattern.compile(".*: 5 passed, 1 failed, 0 infra.*"));
    }

    @Test
    void messages_that_could_not_be_worked_off_stand_first_with_their_cause() {
        page.route(
                "**/api/v1/service",
                it ->
                        amend(
                                it,
                                "\"inbox\":[]",
                                """
                                "inbox":[{"source":"github","kind":"pull_request","waiting":3,"failing":2,
                                "oldestSince":"2026-03-01T12:00:00Z","fault":"it answered 502"}]\
                                """));
        show();

        assertThat(page.locator(".worries li").first())
                .containsText(
                        "2 messages of github (pull_request) could not be worked off yet: it"
                                + " answered 502");
        assertThat(page.locator("section", byHeading("Messages and GitHub")))
                .containsText("github: pull requests");
        assertAccessible();
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
