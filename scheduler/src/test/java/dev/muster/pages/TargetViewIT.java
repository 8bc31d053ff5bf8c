package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.options.AriaRole;

import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/// The view of one target: figures, charts, runs, and where it is declared.
class TargetViewIT extends PageCase {

    private static final String HOSTILE =
            "Linux <img src=x onerror=document.title=1> \u05d0\u05d1" + "long".repeat(60);

    private static final String SAID = "AssertionError: the lamp is dark";

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {properties: {os: Ubuntu, shards: 1}}}
            targets:
              - name: Linux analyze
                owner: '@ada'
                run: ./analyze
                run_if: [dev/**]
                properties: {shards: 3}
              - {name: Linux fresh, bringup: true, run: ./fresh}
              - {name: Linux broke, run: ./broke}
              - {name: Linux wavering, run: ./wavering}
              - {name: "%s", run: ['true']}
            """
                    .formatted(HOSTILE);

    private static final String EARLY =
            """
            enabled_branches: [main]
            targets:
              - {name: Linux broke, run: ./broke}
            """;

    @Override
    void prepare() {
        for (var number = 101; number <= 120; number++) {
            var ending = number <= 110 ? Ending.PASSED : Ending.FAILED;
            world.land(number, EARLY).run(number, "Linux broke", ending);
            if (ending == Ending.FAILED) {
                world.run(number, "Linux broke", ending);
            }
        }
        for (var number = 1; number <= 12; number++) {
            world.clock.pass(Duration.ofMinutes(20));
            world.land(number, CONFIG);
            if (number % 6 == 0) {
                world.run(number, "Linux wavering", Ending.FAILED);
            }
            world.run(number, "Linux wavering", Ending.PASSED);
            if (number % 4 == 0) {
                ends(number, Ending.FAILED);
                ends(number, Ending.FAILED);
            } else {
                ends(number, Ending.PASSED);
            }
        }
    }

    /// After a while, so that there are durations to look at.
    private void ends(int number, Ending ending) {
        world.dispatched();
        world.runner.start(world.newestAttempt(number, "Linux analyze"));
        world.reconciliation.round();
        world.clock.pass(Duration.ofSeconds(70 + number * 13 % 40));
        world.end(number, "Linux analyze", ending, ending == Ending.FAILED ? SAID : "");
    }

    private void show(String target) {
        page.clock().setFixedTime(world.clock.instant().toEpochMilli());
        var name = URLEncoder.encode(target, StandardCharsets.UTF_8).replace("+", "%20");
        visit(REPO + "/target/" + name);
        page.waitForSelector("main h1, main h2");
    }

    @Test
    void figures_tell_the_rate_with_its_interval() {
        show("Linux analyze");

        assertThat(page.locator(".tiles")).containsText("75 %");
        assertThat(page.locator(".tiles")).containsText("likely 47 % to");
        picture("target");
    }

    @Test
    void it_tells_with_which_commit_it_began_to_behave_differently() {
        show("Linux broke");

        assertThat(page.locator("main")).containsText("Worse since 00000000");
        assertThat(page.locator("main"))
                .containsText("clean on 100 % of 10 commits before, on 0 % of 10 since.");
        assertThat(page.locator("svg .change")).hasCount(2);
        assertAccessibleInEveryTheme();
        picture("change-point");
    }

    @Test
    void it_tells_what_its_failures_say() {
        show("Linux analyze");

        assertThat(page.locator("pre")).hasText(SAID);
        assertThat(page.locator("main")).containsText("Seen 6 times within a week: 6 on main.");
    }

    @Test
    void the_runs_that_failed_lead_to_their_cells() {
        show("Linux analyze");
        page.getByText("failed 3").click();
        assertThat(page.locator("td.commit")).hasCount(3);

        page.locator("td.commit a").first().click();

        assertThat(page).hasURL(Pattern.compile(".*cell=.*"));
        assertThat(page.locator("aside")).containsText("Change number 12");
        assertThat(page.locator("aside")).containsText("so it is likely this change");
    }

    @Test
    void it_tells_as_what_it_is_declared_and_from_where_each_property_comes() {
        show("Linux analyze");
        var facts = page.locator("section", byHeading("As it is declared"));

        assertThat(page.locator(".chips")).containsText("@ada");
        assertThat(facts).containsText(".ci.yaml:4–8 of local/sample");
        assertThat(facts).containsText("./analyze");
        assertThat(facts).containsText("dev/**");
        assertThat(row(facts, "os")).containsText("Ubuntu");
        assertThat(row(facts, "os")).containsText("its platform, line 2");
        assertThat(row(facts, "shards")).containsText("3");
        assertThat(row(facts, "shards")).containsText("the target, line 8");

        facts.locator("a").click();

        assertThat(page.locator(".cm-activeLine")).containsText("- name: Linux analyze");
        assertThat(page.locator("tbody")).containsText("Linux wavering");
    }

    private static Locator row(Locator facts, String property) {
        return facts.locator("tr", new Locator.LocatorOptions().setHasText(property)).first();
    }

    private Page.LocatorOptions byHeading(String text) {
        return new Page.LocatorOptions()
                .setHas(
                        page.getByRole(
                                AriaRole.HEADING, new Page.GetByRoleOptions().setName(text)));
    }

    @ParameterizedTest
    @CsvSource({"https://github.com/a/b/blob/c/.ci.yaml#L4-L8,1", "javascript:alert(1),0"})
    void its_lines_are_linked_where_github_shows_them(String address, int links) {
        page.route(
                "**/targets/Linux%20analyze?*",
                it -> amend(it, "\"source\":null", "\"source\":\"" + address + "\""));
        page.route(
                "**/targets/Linux%20analyze",
                it -> amend(it, "\"source\":null", "\"source\":\"" + address + "\""));
        show("Linux analyze");
        var facts = page.locator("section", byHeading("As it is declared"));

        assertThat(facts.locator("a[target=_blank]")).hasCount(links);
        assertThat(facts).containsText(".ci.yaml:4–8");
        if (links > 0) {
            assertThat(facts.locator("a")).hasAttribute("href", address);
            assertAccessibleInEveryTheme();
        }
    }

    @Test
    void flakes_are_listed_and_lead_to_their_cells() {
        show("Linux wavering");
        page.getByText("flaky 2").click();
        assertThat(page.locator("td.commit")).hasCount(2);
        assertThat(page.locator("tbody").first()).containsText("flaky · 2 attempts");

        page.locator("td.commit a").first().click();

        assertThat(page.locator("aside")).containsText("Flaky: failed, then passed");
    }

    @Test
    void the_pass_rate_over_time_is_told_in_words_too() {
        show("Linux broke");

        assertThat(page.locator("svg[role=img]").first())
                .hasAttribute(
                        "aria-label",
                        Pattern.compile(
                                "Pass rate over time in windows of 10 runs: 100 %.* 0 %.*"));
        assertThat(page.locator("main"))
                .containsText("The band holds the true rate 19 times out of 20.");
        assertThat(page.locator("svg .whisker")).not().hasCount(0);
    }

    @Test
    void a_result_shows_up_by_itself() {
        show("Linux analyze");
        assertThat(page.locator(".tiles")).containsText("12 runs looked at");

        world.land(13, CONFIG).run(13, "Linux analyze", Ending.PASSED);

        assertThat(page.locator(".tiles")).containsText("13 runs looked at");
    }

    @Test
    void what_never_ran_says_so() {
        show("Linux never");

        assertThat(page.locator("main")).containsText("No such target");
    }

    @Test
    void a_hostile_name_is_only_text() {
        show(HOSTILE);

        assertThat(page.locator("h1")).hasText(HOSTILE);
        assertThat(page.locator("main img")).hasCount(0);
        assertThat(page)
                .hasTitle(Pattern.compile(".*Muster"), new PageAssertions.HasTitleOptions());
    }

    @Test
    void it_is_accessible_in_every_theme_and_fits_every_screen() {
        show("Linux analyze");

        assertAccessibleInEveryTheme();
        assertFits(360);
        assertFits(3840);
    }
}
