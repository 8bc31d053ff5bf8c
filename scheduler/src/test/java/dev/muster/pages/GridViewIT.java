package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.SimulatedCommits;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The grid of a branch with more commits than a page holds, and with columns of every kind.
class GridViewIT extends PageCase {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            targets:
              - {name: Linux analyze, owner: '@ada', run: ./analyze}
              - {name: Linux held, owner: '@grace', run: ./held}
              - {name: Linux trial, run: ./trial, bringup: true}
              - {name: Linux lab, scheduler: partner_lab, owner: '@ada'}
            """;

    private static final String EARLY =
            """
            enabled_branches: [main]
            targets:
              - {name: Linux analyze, owner: '@ada', run: ./analyze}
            """;

    private static final String FIRST = EARLY + "  - {name: Linux former, run: ./former}\n";

    private static final int COMMITS = 130;

    private static final String QUARANTINE = "/api/v1/repos/local/sample/quarantine";

    private int newest;

    @Override
    void prepare() {
        for (newest = 1; newest < COMMITS; newest++) {
            world.land(newest, newest == 1 ? FIRST : EARLY)
                    .run(newest, "Linux analyze", Ending.PASSED);
        }
        world.land(newest, CONFIG)
                .run(newest, "Linux analyze", Ending.FAILED)
                .run(newest, "Linux analyze", Ending.FAILED);
        api.post(QUARANTINE, "{\"target\": \"Linux held\", \"reason\": \"it flakes\"}");
    }

    private void show(String query) {
        page.clock().setFixedTime(world.clock.instant().toEpochMilli());
        visit(REPO + query);
        page.waitForSelector("[role=gridcell], main table");
    }

    private Locator grid() {
        return page.locator("[role=grid]");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator column(String target) {
        return page.getByRole(
                AriaRole.COLUMNHEADER,
                new Page.GetByRoleOptions().setName(Pattern.compile("^" + target + "\\b.*")));
    }

    @Test
    void older_commits_come_when_one_scrolls_to_the_end() {
        show("");
        assertThat(page.locator(".count")).containsText("100 commits");

        grid().evaluate("it => it.scrollTo(0, it.scrollHeight)");

        assertThat(page.locator(".count")).containsText(newest + " commits");
        grid().evaluate("it => it.scrollTo(0, it.scrollHeight)");
        assertThat(page.locator("[role=rowheader]").last()).containsText("Change number 1");
    }

    @Test
    void names_of_targets_and_commits_stay_in_sight_while_cells_scroll() {
        page.setViewportSize(360, 640);
        show("");
        var above = edge("columnheader", "top");
        var beside = edge("rowheader", "left");

        grid().evaluate("it => it.scrollTo(60, 900)");

        assertThat(page.locator("[role=rowheader]").first()).not().containsText("number 130");
        Assertions.assertThat(edge("columnheader", "top")).isEqualTo(above);
        Assertions.assertThat(edge("rowheader", "left")).isEqualTo(beside);
    }

    /// In one look: a row that is found may be out of sight, and gone, before it is measured.
    private Object edge(String role, String side) {
        return page.evaluate(
                "([role, side]) =>"
                        + " document.querySelector(`[role=${role}]`).getBoundingClientRect()[side]",
                List.of(role, side));
    }

    @Test
    void what_a_cell_is_stands_in_sight_at_the_lower_edge_too() {
        page.setViewportSize(1280, 720);
        show("");

        page.mouse().move(345, 712);

        assertThat(page.locator(".tip")).containsText("Linux analyze");
        var tip = page.locator(".tip").boundingBox();
        Assertions.assertThat(tip.y + tip.height).isLessThan(712);
    }

    @Test
    void columns_that_do_not_block_stand_apart_at_the_end_and_are_marked() {
        show("");

        assertThat(column("Linux held")).containsText("⊘");
        assertThat(column("Linux trial")).containsText("β");
        assertThat(column("Linux lab")).containsText("↗");
        Assertions.assertThat(page.locator("[role=columnheader] .name").allTextContents())
                .startsWith("Linux analyze")
                .endsWith("Linux held", "Linux trial");
        assertThat(page.locator(".corner")).containsText("columns behind the gap do not block");
    }

    @Test
    void a_quarantine_shows_on_an_open_grid_by_itself() {
        show("?target=Linux+lab");
        assertThat(page.locator(".connection.live")).isVisible();
        assertThat(column("Linux lab")).not().containsText("⊘");

        api.post(QUARANTINE, "{\"target\": \"Linux lab\", \"reason\": \"it is moved\"}");

        assertThat(column("Linux lab")).containsText("⊘");
        page.keyboard().press("w");
        assertThat(page.locator("aside")).containsText("in quarantine, does not block");
        lift("Linux lab");
        assertThat(column("Linux lab")).not().containsText("⊘");
    }

    private void lift(String target) {
        var id =
                world.text(
                        "select id from quarantine where target = ? and active is not null",
                        target);
        api.send("DELETE", QUARANTINE + "/" + id + "?reason=back", null);
    }

    @Test
    void a_column_that_the_configuration_no_longer_has_says_so_and_can_be_read() {
        show("");

        assertThat(column("Linux former"))
                .hasAttribute("title", Pattern.compile(".*no longer in the configuration"));
        assertAccessibleInEveryTheme();
    }

    @Test
    void the_name_of_a_column_leads_to_its_target() {
        show("");

        column("Linux lab").locator("a").click();

        assertThat(page.locator("h1")).hasText("Linux lab");
    }

    @Test
    void a_row_opens_to_its_commit_with_how_its_tasks_stand() {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        show("");
        page.locator("[role=rowheader] .subject").first().click();

        var aside = page.locator("aside");
        assertThat(aside.locator("h2")).hasText("Change number " + newest);
        assertThat(aside.locator(".counts"))
                .containsText(Pattern.compile("\\d+ (failed|succeeded)"));
        aside.getByText("Copy all of it").click();
        assertThat(aside).containsText("Copied.");
        Assertions.assertThat(page.evaluate("() => navigator.clipboard.readText()"))
                .isEqualTo(SimulatedCommits.sha(newest).value());
        assertAccessibleInEveryTheme();
    }

    @Test
    void where_github_shows_a_commit_is_linked() {
        page.route(
                "**/commits/*?*",
                it -> amend(it, "\"url\":null", "\"url\":\"https://example.org/c\""));
        show("?commit=" + SimulatedCommits.sha(COMMITS).value());

        assertThat(page.locator("aside a[target=_blank]"))
                .hasAttribute("href", "https://example.org/c");
    }

    @Test
    void a_wide_screen_has_room_for_who_wrote_a_commit() {
        page.setViewportSize(3840, 1200);
        show("");

        assertThat(page.locator("[role=rowheader]").first()).containsText("Ada");
    }

    @Test
    void every_filter_in_an_address_is_taken_from_there() {
        show("?author=ada&owner=%40ada&platform=linux&order=file&message=number+77");

        Assertions.assertThat(page.locator("[role=columnheader] .name").allTextContents())
                .containsExactly("Linux analyze", "Linux lab");
        assertThat(page.locator(".count")).containsText("2 of 5 targets · 1 commit");
    }

    @Test
    void a_phone_has_every_filter_too() {
        page.setViewportSize(360, 640);
        show("");
        button("More filters").click();
        page.getByLabel("Filter by owner").fill("@ada");
        page.getByLabel("Order of columns").selectOption("file");

        Assertions.assertThat(page.locator("[role=columnheader] .name").allTextContents())
                .containsExactly("Linux analyze", "Linux lab");
        assertThat(page).hasURL(Pattern.compile(".*owner=%40ada&order=file.*"));
        assertAccessible();
        assertFits(360);
    }

    @Test
    void the_table_leafs_through_all_commits() {
        show("?view=table");
        assertThat(page.locator(".pages")).containsText("Commits 1 to 25");
        assertThat(page.locator("tbody")).containsText("failed ◥, several attempts");
        assertThat(page.locator("tbody")).containsText("Linux lab (run by partner_lab)");
        for (var from = 26; from <= 126; from += 25) {
            button("Older").click();
            assertThat(page.locator(".pages")).containsText("Commits %d to".formatted(from));
        }

        assertThat(page.locator(".pages")).containsText("126 to " + newest);
        assertThat(button("Older")).isDisabled();
    }

    /// The middle of three, for a machine with other work.
    @Test
    void a_result_is_seen_within_a_second() {
        visit(REPO + "?target=Linux+analyze");
        assertThat(page.locator(".connection.live")).isVisible();
        cell().focus();
        var took = IntStream.range(0, 3).mapToObj(_ -> untilSeen()).sorted().toList();

        Assertions.assertThat(took.get(1)).as("of " + took).isLessThan(1000);
    }

    /// How long after a result is kept it is on the page, in milliseconds.
    private long untilSeen() {
        world.land(++newest, CONFIG).dispatched();
        assertThat(page.locator("[role=rowheader]").first()).containsText("number " + newest);
        page.keyboard().press("Control+Home");
        assertThat(cell()).hasAttribute("aria-label", Pattern.compile(".*" + newest + ": disp.*"));
        page.evaluate(
                """
                () => {
                  const cell = document.querySelector('[role=gridcell]');
                  window.seen = new Promise(done => new MutationObserver(() => cell.ariaLabel.includes('succeeded') && done(Date.now()))
                    .observe(cell, {attributes: true}));
                }
                """);
        world.end(newest, "Linux analyze", Ending.PASSED);
        var kept = System.currentTimeMillis();
        return ((Number) page.evaluate("() => window.seen")).longValue() - kept;
    }
}
