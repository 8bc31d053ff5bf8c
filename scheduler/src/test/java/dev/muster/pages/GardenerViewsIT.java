package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;

import dev.muster.core.tree.TreeWord;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.World;
import dev.muster.tree.Gardening.Order;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// What gardeners work with: the desk, and what is known of flakes.
class GardenerViewsIT extends PageCase {

    private static final String HOSTILE = "Linux <img src=x onerror=document.title=1> \u05d0\u05d1";

    private static final String SAID = "AssertionError: the lamp is dark";

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {properties: {os: Linux}}}
            targets:
              - {name: Linux analyze, owner: '@ada', run: ./analyze}
              - {name: Linux shaky, owner: '@grace', run: ./shaky}
              - {name: Linux trial, run: ./trial, bringup: true}
              - {name: "%s", run: ./hostile}
            """
                    .formatted(HOSTILE);

    @Override
    void prepare() {
        for (var number = 1; number <= 8; number++) {
            world.clock.pass(Duration.ofMinutes(50));
            world.land(number, CONFIG);
            if (number % 3 == 0) {
                world.run(number, "Linux shaky", Ending.FAILED);
            }
            world.run(number, "Linux shaky", Ending.PASSED)
                    .run(number, "Linux trial", Ending.PASSED)
                    .run(number, HOSTILE, Ending.PASSED);
            if (number == 8) {
                world.run(number, "Linux analyze", Ending.FAILED, SAID)
                        .run(number, "Linux analyze", Ending.FAILED, SAID);
            } else {
                world.run(number, "Linux analyze", Ending.PASSED);
            }
        }
        world.clock.pass(Duration.ofMinutes(20));
    }

    private void show(String path) {
        page.clock().setFixedTime(world.clock.instant().toEpochMilli());
        visit(path);
        page.waitForSelector("main h1");
    }

    /// A red tree to an open one, and back to how it was.
    @Test
    void a_gardener_quarantines_what_closed_the_tree_and_lifts_it_again() {
        show(REPO + "/gardener");
        assertThat(page.locator("h1")).containsText("main is closed");
        assertThat(page.locator("ol li").first()).containsText("last good on");
        assertThat(page.locator("ol li pre").first()).hasText(SAID);
        picture("gardener");

        page.getByText("Quarantine …").first().click();
        page.locator("ol form input").first().fill("the analyzer was replaced");
        page.locator("ol form .go").click();

        assertThat(page.locator("h1")).containsText("main is open");
        assertThat(page.locator("main")).containsText("the analyzer was replaced");
        page.getByText("Lift it now").click();
        assertThat(page.locator("h1")).containsText("main is closed");
        assertThat(page.locator(".acts")).containsText("quarantine");
    }

    @Test
    void a_gardener_closes_the_tree_with_a_reason_and_lets_the_targets_decide_again() {
        show(REPO + "/gardener");
        page.locator(".tree form input").fill("moving house");
        page.getByText("Throttle").click();
        assertThat(page.locator(".tree")).containsText("moving house");
        assertThat(page.locator(".badge img")).hasAttribute("src", Pattern.compile(".*throttled"));

        page.getByText("Let the targets decide").click();

        assertThat(page.locator(".badge img")).hasAttribute("src", Pattern.compile(".*closed"));
        assertThat(page.locator(".tree")).not().containsText("moving house");
    }

    @Test
    void a_gardener_holds_the_tree_open_for_a_while_and_says_why() {
        show(REPO + "/gardener");
        assertThat(page.getByText("Hold open")).isDisabled();
        page.locator(".tree form input").fill("the failure is known");
        page.locator(".tree form select").selectOption("for 1 hour");
        page.getByText("Hold open").click();

        assertThat(page.locator("h1")).containsText("main is open");
        assertThat(page.locator(".tree")).containsText("the failure is known (ends in 1 h)");
        assertThat(page.locator(".acts")).containsText("held main open: the failure is known");
        page.getByText("Let the targets decide").click();
        assertThat(page.locator("h1")).containsText("main is closed");
    }

    @Test
    void a_gardener_plans_a_freeze_and_calls_it_off() {
        show(REPO + "/gardener");
        page.getByText("Plan a freeze …").click();
        page.locator(".freezes form input").last().fill("the release is cut");
        page.getByText("Plan it").click();
        assertThat(page.locator(".freezes li")).containsText("closed");
        assertThat(page.locator(".freezes li")).containsText("the release is cut");
        picture("freeze");

        page.getByText("Call it off").click();

        assertThat(page.locator(".freezes")).containsText("None is planned on main.");
        assertThat(page.locator(".acts")).containsText("called off the freeze of main");
    }

    @Test
    void a_freeze_that_ends_before_it_begins_is_not_planned() {
        show(REPO + "/gardener");
        page.getByText("Plan a freeze …").click();
        page.locator(".freezes form input").first().fill("2027-03-03T12:00");
        page.locator(".freezes form input").nth(1).fill("2027-03-03T11:00");
        page.locator(".freezes form input").last().fill("the wrong way round");
        page.getByText("Plan it").click();

        assertThat(page.locator(".freezes form input").nth(1)).isFocused();
        assertThat(page.locator(".freezes li")).hasCount(0);
    }

    @Test
    void a_closing_by_hand_says_for_how_long() {
        show(REPO + "/gardener");
        page.locator(".tree form input").fill("moving house");
        page.locator(".tree form select").selectOption("for 6 hours");
        page.locator(".tree form").getByText("Close").click();

        assertThat(page.locator(".tree")).containsText("moving house (ends in 6 h)");
        page.getByText("Let the targets decide").click();
        assertThat(page.locator(".tree")).not().containsText("moving house");
    }

    @Test
    void a_red_target_runs_again_from_the_desk() {
        show(REPO + "/gardener");
        page.getByText("Run again").first().click();

        assertThat(page.locator(".said")).containsText("Linux analyze runs again on 000000000.");
        assertThat(page.locator("ol .about").first()).containsText("ran it again");
        world.run(8, "Linux analyze", Ending.FAILED, SAID)
                .run(8, "Linux analyze", Ending.FAILED, SAID);
    }

    @Test
    void the_hand_over_is_copied_as_markdown() {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        show(REPO + "/gardener");
        page.locator("textarea").fill("Ada is on it.");
        page.getByText("Copy the hand-over").click();

        assertThat(page.locator("main")).containsText("on the clipboard, as Markdown");
        Assertions.assertThat(copied())
                .startsWith("## Hand-over of local/sample main")
                .contains("- **Linux analyze** is red since", "owner @ada")
                .endsWith("Ada is on it.");
    }

    @Test
    void the_badge_is_shown_with_the_markdown_that_places_it() {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        show(REPO + "/gardener");
        page.getByText("Copy the Markdown").click();

        assertThat(page.locator(".badge")).containsText("Copied.");
        var origin = api.uri("").toString();
        Assertions.assertThat(copied())
                .isEqualTo(
                        "[![tree](%s/badge/local/sample/main.svg)](%s/r/local/sample?branch=main)"
                                .formatted(origin, origin));
        Assertions.assertThat(
                        page.locator(".badge img").evaluate("it => it.complete && it.naturalWidth"))
                .as("width of the badge")
                .isNotEqualTo(0);
    }

    @Test
    void who_has_no_clipboard_is_told() {
        page.addInitScript("Object.defineProperty(navigator, 'clipboard', {value: undefined})");
        show(REPO + "/gardener");
        page.getByText("Copy the hand-over").click();

        assertThat(page.locator("main [role=alert]"))
                .containsText("does not let the page use the clipboard");
    }

    private String copied() {
        return (String) page.evaluate("() => navigator.clipboard.readText()");
    }

    @Test
    void the_time_that_the_tree_was_closed_is_told_by_cause() {
        show(REPO + "/gardener");
        var past = page.locator("section", byHeading("How long the tree was closed"));

        assertThat(past.locator(".line"))
                .hasAttribute("aria-label", Pattern.compile("Closed .*%.*"));
        assertThat(past).containsText("By cause");
        assertThat(past).containsText("Linux analyze");
        assertThat(past).containsText("20 min");
    }

    private Page.LocatorOptions byHeading(String text) {
        return new Page.LocatorOptions()
                .setHas(
                        page.getByRole(
                                AriaRole.HEADING, new Page.GetByRoleOptions().setName(text)));
    }

    @Test
    void a_note_is_there_for_whoever_comes_next() {
        show(REPO + "/gardener");
        page.locator("textarea").fill("Ada looks at the analyzer.");
        page.getByText("Leave the note").click();

        assertThat(page.locator("blockquote").first()).containsText("Ada looks at the analyzer.");
        page.route(
                Pattern.compile(".*/audit\\?limit=100$"),
                it ->
                        it.fulfill(
                                new Route.FulfillOptions()
                                        .setBody("{\"acts\": [], \"next\": null}")));
        page.reload();

        assertThat(page.locator("blockquote").first()).containsText("Ada looks at the analyzer.");
    }

    @Test
    void all_that_was_done_tells_who_what_and_why_and_is_narrowed_to_some_of_it() {
        world.trees.note(World.REPO, "Ada looks at the lamp.", HOSTILE);
        world.trees.set(World.REPO, "main", word(TreeWord.THROTTLED, "the lamp flickers"));
        world.trees.set(World.REPO, "main", word(TreeWord.OPEN, "it burns again"));
        show(REPO + "/gardener");
        page.getByText("All that was done").click();
        var rows = page.locator("tbody tr");
        assertThat(rows.first()).containsText("@grace");
        assertThat(rows.first()).containsText("left main to its targets");
        assertThat(rows.first()).containsText("it burns again");
        picture("audit");

        page.getByLabel("Which acts").selectOption("notes");
        assertThat(rows.first()).containsText(HOSTILE);
        page.reload();
        assertThat(rows.first()).containsText("Ada looks at the lamp.");
        rows.first().locator("a").click();

        assertThat(page).hasURL(Pattern.compile(".*/audit\\?who=Linux.*&what=notes"));
        assertThat(rows).hasCount(1);
        page.getByText("Clear").click();
        assertThat(page).hasURL(Pattern.compile(".*/audit"));
        assertThat(rows.nth(1)).containsText("throttled main");
        assertThat(page.locator("main img")).hasCount(0);
    }

    private static Order word(TreeWord word, String reason) {
        return new Order(word, reason, null, "@grace");
    }

    @Test
    void what_was_done_is_read_a_page_at_a_time() {
        show(REPO + "/audit?before=1");
        assertThat(page.locator("main")).containsText("Nothing was done before that.");

        page.locator(".pages a").click();

        assertThat(page).hasURL(Pattern.compile(".*/audit"));
        assertThat(page.locator(".pages a")).hasCount(0);
    }

    @Test
    void targets_are_ranked_by_what_their_flakes_cost() {
        show(REPO + "/flakes");

        assertThat(page.locator("tbody tr").first()).containsText("Linux shaky");
        assertThat(page.locator("main")).containsText("chance that a good commit goes red");
        picture("flakes");
    }

    @Test
    void the_way_to_promotion_is_told() {
        show(REPO + "/flakes");
        page.getByText("in bringup 1").click();

        assertThat(page.locator("tbody")).containsText("8 of 50 clean runs");
        page.reload();
        assertThat(page.locator("tbody tr")).hasCount(1);
    }

    @Test
    void a_target_tells_its_own_way_to_promotion() {
        show(REPO + "/target/Linux%20trial");

        assertThat(page.locator("main")).containsText("On the way to promotion: 8 of 50 clean");
    }

    @Test
    void a_hostile_name_is_only_text() {
        show(REPO + "/flakes");
        page.getByText("all 4").click();

        assertThat(page.locator("tbody")).containsText(HOSTILE);
        assertThat(page.locator("main img")).hasCount(0);
    }

    @Test
    void they_are_accessible_in_every_theme_and_fit_every_screen() {
        for (var path : new String[] {"/gardener", "/flakes"}) {
            show(REPO + path);
            assertAccessibleInEveryTheme();
            assertFits(360);
            assertFits(3840);
        }
        var gate = page.locator("section", byHeading("Gate budget")).boundingBox();
        Assertions.assertThat(page.locator("section.ranking").boundingBox())
                .as("what stands beside the gate on a wall, and not below it")
                .satisfies(it -> Assertions.assertThat(it.y).isEqualTo(gate.y))
                .satisfies(it -> Assertions.assertThat(it.x).isGreaterThan(gate.x + gate.width));
    }
}
