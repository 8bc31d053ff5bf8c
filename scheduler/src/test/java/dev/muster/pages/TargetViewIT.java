package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.PageAssertions;

import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.Test;

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
            targets:
              - {name: Linux analyze, owner: '@ada', run: ./analyze}
              - {name: Linux fresh, bringup: true, run: ./fresh}
              - {name: Linux broke, run: ./broke}
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
