package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.stability.Quarantines.Order;
import dev.muster.stability.Quarantines.Outcome.Done;
import dev.muster.testkit.Proposals;
import dev.muster.testkit.World;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// What holds of every view: for those who see little, who use no mouse, and whatever names say.
class EveryViewIT extends PageCase {

    private static final String HOSTILE =
            "Linux <img src=x onerror=document.title=1> \u05d0\u05d1 " + "long".repeat(63) + "st";

    /// What a configuration may not say but a commit and a pull request may: it turns all that
    /// follows around.
    private static final String TURNED =
            "\u202e<img src=x onerror=document.title=1>\u2067" + "long".repeat(115) + "st";

    private static final String HOSTILE_PATH =
            URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8).replace("+", "%20");

    private static final List<String> NAMES =
            List.of(
                    "Linux analyze",
                    "Linux build",
                    "Linux docs",
                    "Linux unit_tests core",
                    "Linux unit_tests web",
                    "Mac build",
                    "Mac unit_tests",
                    "Windows build");

    private static final String CONFIG =
            """
            enabled_branches: [main]
            targets:
              - {name: "%s", owner: '@ada', run: ./hostile}
              - {name: Linux trial, run: ./trial, bringup: true}
            """
                            .formatted(HOSTILE)
                    + String.join(
                            "",
                            NAMES.stream()
                                    .map("  - {name: %s, owner: '@ada', run: ./run}\n"::formatted)
                                    .toList());

    private static final String BUILDS = REPO;

    @Override
    void prepare() {
        for (var number = 1; number <= 9; number++) {
            world.clock.pass(Duration.ofMinutes(17));
            if (number == 9) {
                propose();
            }
            world.commits.say(
                    number == 8 ? TURNED : "Change number ", number == 8 ? TURNED : "Ada");
            world.land(number, CONFIG).dispatched();
            for (var name : NAMES) {
                world.end(number, name, ending(number, name));
            }
            world.end(number, HOSTILE, number == 9 ? Ending.FAILED : Ending.PASSED);
            if (number < 9) {
                world.end(number, "Linux trial", Ending.PASSED);
            }
        }
        act();
    }

    /// What stands in the audit log, and only there.
    private void act() {
        var until = world.clock.instant().plus(Duration.ofDays(1));
        var order = new Order(HOSTILE, TURNED.substring(0, 100), null, TURNED, until, TURNED);
        var set = (Done) world.stability.set(World.REPO, "main", order);
        world.stability.lift(World.REPO, set.id(), TURNED.substring(0, 200), TURNED);
    }

    private void propose() {
        var proposals = new Proposals(world);
        proposals
                .see(proposals.opened(5, 50, TURNED, TURNED.substring(0, 250)), CONFIG, true)
                .run(50, HOSTILE, Ending.FAILED, TURNED)
                .run(50, HOSTILE, Ending.FAILED, TURNED)
                .group(60, CONFIG)
                .run(60, HOSTILE, Ending.FAILED, TURNED);
    }

    private static Ending ending(int number, String name) {
        return switch (name) {
            case "Mac build" -> number > 6 ? Ending.FAILED : Ending.PASSED;
            case "Linux docs" -> number % 4 == 0 ? Ending.CANCELLED : Ending.PASSED;
            default -> Ending.PASSED;
        };
    }

    private void show(String path) {
        page.clock().setFixedTime(world.clock.instant().toEpochMilli());
        visit(path.replace("HOSTILE", HOSTILE_PATH));
        page.waitForSelector("main h1, main h2, [role=gridcell], main table");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BUILDS,
                BUILDS + "?view=table",
                BUILDS + "?cell=0000000000000000000000000000000000000009/Mac%20build",
                BUILDS + "/gardener",
                "/service",
                BUILDS + "/target/HOSTILE",
                BUILDS + "/pulls",
                BUILDS + "/pull/5",
                BUILDS + "?cell=0000000000000000000000000000000000000008/Mac%20build",
                BUILDS + "/queue",
                BUILDS + "/merge-groups/000000000000000000000000000000000000003c",
                BUILDS + "?commit=0000000000000000000000000000000000000008",
                BUILDS + "/pull/5?target=HOSTILE",
                BUILDS + "/flakes",
                BUILDS + "/audit",
                "/playground",
            })
    void it_is_accessible_reached_by_keys_and_shows_names_inertly(String path) {
        show(path);

        assertAccessibleInEveryTheme();
        assertEverythingIsReachedByTab();
        assertFits(3840);
        assertFits(360);
        assertAccessible();
        assertThat(page).not().hasTitle("1");
        Assertions.assertThat(page.locator("body").textContent())
                .as("what turns the direction of reading")
                .doesNotContain("\u202e", "\u2067");
        assertThat(page.locator("main img:not(.badge img)")).hasCount(0);
    }

    /// Tab leads to everything that can be used, says what it is, and out of the page again.
    private void assertEverythingIsReachedByTab() {
        page.evaluate(
                """
                () => {
                  window.wanted = new Set([...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')]
                    .filter(it => !it.disabled && it.tabIndex >= 0 && it.checkVisibility({visibilityProperty: true})));
                  document.activeElement?.blur();
                }
                """);
        for (var steps = 0; steps < 250; steps++) {
            page.keyboard().press("Tab");
            var left =
                    page.evaluate(
                            "() => (window.wanted.delete(document.activeElement),"
                                    + " window.wanted.size)");
            if (Integer.valueOf(0).equals(left)) {
                return;
            }
        }
        Assertions.assertThat(
                        page.evaluate(
                                "() => [...window.wanted].map(it => it.outerHTML.slice(0,"
                                        + " 120)).join('\\n"
                                        + "')"))
                .as("what Tab does not reach on " + page.url())
                .isEqualTo("");
    }

    @Test
    void the_grid_tells_a_screen_reader_where_it_is_and_what_it_sees() {
        show(BUILDS);
        var grid = page.locator("[role=grid]");
        assertThat(grid).hasAttribute("aria-rowcount", "10");
        assertThat(grid).hasAttribute("aria-colcount", "11");

        cell().focus();
        page.keyboard().press("Control+Home");

        assertThat(cell())
                .hasAttribute(
                        "aria-label",
                        Pattern.compile("\\S.* on 000000000, Change number 9: queued.*"));
        assertThat(cell()).hasAttribute("aria-rowindex", "2");
        page.keyboard().press("ArrowDown");
        assertThat(cell()).hasAttribute("aria-rowindex", "3");
        assertThat(page.locator("[role=rowheader]").first()).containsText("Change number 9");
        assertThat(page.locator("[role=columnheader]").last()).containsText("Linux trial");
    }

    @Test
    void back_leads_to_where_one_came_from() {
        show(BUILDS);
        page.getByText("Gardener").click();
        page.waitForSelector("main h1");
        page.locator("ol > li a").first().click();
        page.waitForSelector(".tiles");

        page.goBack();
        assertThat(page.locator("h1")).containsText("main is closed");
        page.goBack();

        assertThat(page.locator("[role=grid]")).isVisible();
    }

    @Test
    void a_connection_that_is_lost_is_told_and_heals() {
        show(BUILDS + "/gardener");
        page.route("**/api/**", it -> it.abort());
        page.evaluate("() => window.dispatchEvent(new Event('offline'))");
        page.reload();
        assertThat(page.locator("body")).containsText("The service does not answer.");

        page.unroute("**/api/**");

        assertThat(page.locator("h1")).containsText("main is closed");
    }

    @Test
    void the_mark_of_a_change_goes_where_motion_is_unwanted_too() {
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        show(BUILDS);
        assertThat(page.locator(".connection.live")).isVisible();
        page.evaluate(
                """
                () => new MutationObserver(() => (window.marked ||= !!document.querySelector('.flash')))
                  .observe(document.querySelector('[role=grid]'), {childList: true, subtree: true})
                """);

        world.end(9, "Linux trial", Ending.PASSED);

        page.waitForFunction("() => window.marked");
        assertThat(page.locator(".flash")).hasCount(0);
    }

    @Test
    void an_open_cell_heals_too() {
        page.route("**/commits/**", it -> it.abort());
        show(BUILDS + "?cell=0000000000000000000000000000000000000009/Mac%20build");
        assertThat(page.locator("aside")).containsText("The service does not answer.");

        page.unroute("**/commits/**");

        assertThat(page.locator("aside")).containsText("Attempts");
        assertThat(page.locator("aside")).not().containsText("does not answer");
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280, 1440})
    void what_the_grid_is_of_stands_in_one_row(int width) {
        show(BUILDS);
        page.setViewportSize(width, 800);

        assertThat(page.locator("header > .connection")).isVisible();
        Assertions.assertThat(
                        page.evaluate(
                                """
                                () => new Set([...document.querySelectorAll('header > .brand, header > label, header > button:not(.tree)')]
                                  .map(it => it.getBoundingClientRect()).map(it => Math.round((it.top + it.bottom) / 20))).size
                                """))
                .as("rows of the header on %d pixels".formatted(width))
                .isEqualTo(1);
    }

    @Test
    void pictures_of_the_grid_and_of_a_cell() {
        show(BUILDS);
        picture("builds");
        show(BUILDS + "?cell=0000000000000000000000000000000000000009/Mac%20build");
        assertThat(page.locator("aside")).containsText("Mac build");
        picture("cell");
    }
}
