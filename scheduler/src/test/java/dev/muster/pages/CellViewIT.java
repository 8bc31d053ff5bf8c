package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.SimulatedCommits;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.regex.Pattern;

/// An open cell: why it is as it is, its attempts with their logs, and what can be done.
class CellViewIT extends PageCase {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {properties: {os: Ubuntu}}}
            targets:
              - {name: Linux analyze, owner: '@ada', run: ./analyze}
              - {name: Linux docs, run: ./docs}
              - {name: Linux never, run: ./never, postsubmit: false}
            """;

    private static final String LOG = "compiling\n\u001b[31m<b>broken</b>\u001b[0m\n";

    @Override
    void prepare() {
        world.land(1, CONFIG).dispatched();
        world.runner.start(world.newestAttempt(1, "Linux analyze"));
        world.reconciliation.round();
        world.clock.pass(Duration.ofSeconds(95));
        world.end(1, "Linux analyze", Ending.FAILED);
        api.log(world.newestAttempt(1, "Linux analyze"), LOG);
        world.run(1, "Linux analyze", Ending.PASSED);
        world.land(2, CONFIG).dispatched().land(3, CONFIG);
    }

    private Locator show(int commit, String target) {
        page.clock().setFixedTime(world.clock.instant().toEpochMilli());
        visit(
                "%s?cell=%s/%s"
                        .formatted(REPO, SimulatedCommits.sha(commit).value(), target)
                        .replace(" ", "+"));
        var aside = page.locator("aside");
        assertThat(aside.locator(".why")).isVisible();
        return aside;
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void it_tells_status_reason_and_each_attempt_with_how_long_it_took() {
        var aside = show(1, "Linux analyze");

        assertThat(aside.locator(".why")).containsText("Flaky: failed, then passed");
        assertThat(aside.locator(".why")).containsText("It runs on every commit.");
        assertThat(aside.locator(".attempts li").first()).containsText("2. succeeded");
        assertThat(aside.locator(".attempts li").first()).containsText("retry");
        assertThat(aside.locator(".attempts li").last()).containsText("1. failed");
        assertThat(aside.locator(".attempts li").last()).containsText("1 min 35 s");
        assertThat(aside.locator("dl")).containsText("@ada");
    }

    @Test
    void the_log_of_each_attempt_is_a_click_away_and_has_an_address() {
        var aside = show(1, "Linux analyze");
        aside.locator(".attempts li").last().locator("button").click();
        assertThat(aside.locator("section pre")).containsText("<b>broken</b>");
        assertThat(aside.locator("section pre .red")).hasText("<b>broken</b>");
        assertThat(page).hasURL(Pattern.compile(".*&log"));
        assertAccessibleInEveryTheme();
    }

    @Test
    void what_waits_tells_its_place_in_the_queue() {
        var aside = show(3, "Linux docs");

        assertThat(aside.locator(".why")).containsText("queued");
        assertThat(aside.locator(".why"))
                .containsText(Pattern.compile("It is number [12] in the queue\\."));
    }

    @Test
    void what_was_skipped_tells_which_rule_decided_and_which_were_not_asked() {
        var aside = show(3, "Linux never");

        assertThat(aside.locator(".why")).containsText("It is skipped because");
        assertThat(aside.locator(".chain .decided")).hasCount(1);
        assertThat(aside.locator(".chain .not_reached").first()).isVisible();
        assertAccessibleInEveryTheme();
    }

    @Test
    void arrows_lead_from_open_cell_to_open_cell() {
        show(2, "Linux analyze");
        cell().focus();
        page.keyboard().press("Control+Home");
        var first = page.locator("aside h2").textContent();

        page.keyboard().press("ArrowRight");

        assertThat(page.locator("aside h2")).not().hasText(first);
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator("aside h2")).hasText(first);
        page.keyboard().press("ArrowDown");
        assertThat(page).hasURL(Pattern.compile(".*cell=0{39}2.*"));
    }

    @Test
    void a_gardener_cancels_what_runs() {
        var aside = show(2, "Linux docs");
        button("Cancel").click();

        assertThat(aside.locator(".actions")).containsText("It is being stopped.");
        world.reconciliation.round();
        world.end(2, "Linux docs", Ending.CANCELLED);
        assertThat(aside.locator(".why")).containsText("cancelled");
        assertThat(button("Cancel")).isDisabled();
    }
}
