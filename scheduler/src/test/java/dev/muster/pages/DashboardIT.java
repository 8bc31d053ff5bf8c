package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;

import dev.muster.wiring.ServeSettings;
import dev.muster.wiring.Service;

import org.assertj.core.api.Assertions;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;

/// The real pages of the real service in a real browser.
@ExtendWith(OneChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @TempDir private static Path folder;

    private Service service;
    private Browser browser;
    private Page page;
    private String url;

    @BeforeAll
    void start(OneChromium.Windows chromium) throws Exception {
        OneChromium.Windows.assumePages();
        var repository = folder.resolve("sample");
        try (var git =
                Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
            Files.writeString(
                    repository.resolve(".ci.yaml"),
                    """
                    enabled_branches: [main]
                    platform_properties: {linux: {capacity: 4}}
                    targets:
                      - {name: Linux quick, owner: '@ada', run: "echo '<script>document.title=1</script> hello'"}
                      - {name: Linux broken, run: "echo bad news; exit 1"}
                      - {name: Linux gated, run: "read line < %s; echo opened"}
                      - {name: Linux new, bringup: true, run: ['true']}
                      - {name: Linux never, postsubmit: false, run: ['true']}
                    """
                            .formatted(folder.resolve("gate")));
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("<b>Begin</b>")
                    .setAuthor("Ada Lindqvist", "ada@example.org")
                    .setCommitter("Ada Lindqvist", "ada@example.org")
                    .setSign(false)
                    .call();
        }
        new ProcessBuilder("mkfifo", folder.resolve("gate").toString()).start().waitFor();
        service =
                Service.start(
                        ServeSettings.here(0, folder.resolve("data"), List.of(repository), 8),
                        Clock.systemUTC(),
                        "test");
        url = "http://localhost:" + service.port();
        browser = chromium.browser();
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.end();
        }
    }

    @BeforeEach
    void open() {
        page = browser.newPage();
        page.setDefaultTimeout(30_000);
        page.navigate(url);
        page.waitForSelector("[role=grid]");
    }

    @AfterEach
    void close() {
        page.close();
    }

    private Locator cell() {
        return page.locator("[role=gridcell]");
    }

    /// Moves over the cells of the newest commit until one is that of the target.
    private void moveTo(String target) {
        cell().focus();
        page.keyboard().press("Home");
        for (var steps = 0; steps < 10; steps++) {
            if (cell().getAttribute("aria-label").startsWith(target + " on ")) {
                return;
            }
            page.keyboard().press("ArrowRight");
        }
        throw new AssertionError("no cell of " + target);
    }

    @Test
    void arrows_move_over_cells_that_say_their_state_in_words() {
        moveTo("Linux broken");

        assertThat(cell())
                .hasAttribute(
                        "aria-label",
                        Pattern.compile("Linux broken on [0-9a-f]{9}, <b>Begin</b>: .*"));
    }

    @Test
    void a_cell_opens_to_its_reason_and_its_log_where_markup_stays_text() {
        moveTo("Linux quick");
        page.keyboard().press("l");

        var panel = page.locator("aside");
        assertThat(panel).containsText("It runs on every commit.", SOON);
        assertThat(panel.locator("section pre"))
                .containsText("<script>document.title=1</script> hello", SOON);
        assertThat(page).hasTitle("Builds · local/sample · Muster");
    }

    @Test
    void a_skipped_cell_says_why() {
        moveTo("Linux never");
        page.keyboard().press("Enter");

        assertThat(page.locator("aside"))
                .containsText("It is skipped because it is not part of postsubmit", SOON);
    }

    @Test
    void a_cell_changes_by_itself_when_its_attempt_ends() throws Exception {
        moveTo("Linux gated");
        assertThat(cell())
                .hasAttribute(
                        "aria-label",
                        Pattern.compile(".*: (running|succeeded).*"),
                        new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));

        Files.writeString(folder.resolve("gate"), "go\n");

        assertThat(cell())
                .hasAttribute(
                        "aria-label",
                        Pattern.compile(".*: succeeded.*"),
                        new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
    }

    @Test
    void a_red_blocking_target_closes_the_tree_in_the_bar() {
        assertThat(page.locator("button.tree")).containsText("Tree closed", SOON);
        assertThat(page.locator("button.tree")).containsText("Linux broken", SOON);
    }

    @Test
    void a_filter_stands_in_the_address_and_holds_after_a_reload() {
        page.locator("#filter-target").fill("quick");
        assertThat(page.locator("[role=columnheader]")).hasCount(1);

        page.reload();
        page.waitForSelector("[role=grid]");

        assertThat(page).hasURL(Pattern.compile(".*target=quick.*"));
        assertThat(page.locator("[role=columnheader]")).hasCount(1);
    }

    @Test
    void a_filter_that_hides_everything_says_so_and_can_be_taken_back() {
        page.locator("#filter-target").fill("nothing like this");
        assertThat(page.locator("body")).containsText("The filters hide everything");

        page.getByText("Clear the filters").click();

        assertThat(page.locator("[role=columnheader]").first()).isVisible();
    }

    @Test
    void a_gardener_runs_a_target_again_and_the_cell_shows_several_attempts() {
        moveTo("Linux quick");
        page.keyboard().press("Enter");
        page.getByText("Run again").click();

        assertThat(page.locator("aside .attempts")).containsText("rerun", SOON);
        assertThat(cell())
                .hasAttribute(
                        "aria-label",
                        Pattern.compile(".*several attempts.*"),
                        new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
    }

    @Test
    void the_question_mark_shows_the_keys_and_escape_hides_them() {
        page.keyboard().press("?");
        assertThat(page.locator("dialog")).containsText("next failure");

        page.keyboard().press("Escape");

        assertThat(page.locator("dialog")).hasCount(0);
    }

    @Test
    void the_table_shows_the_same_as_the_grid() {
        page.keyboard().press("t");

        assertThat(page.locator("tbody tr")).hasCount(5);
        assertThat(page.locator("table")).containsText("Linux new (bringup)");
    }

    @Test
    void no_page_asks_another_service_for_anything() {
        var foreign = new java.util.ArrayList<String>();
        var own = browser.newPage();
        own.onRequest(
                request -> {
                    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
                        foreign.add(request.url());
                    }
                });
        own.navigate(url);
        own.waitForSelector("[role=grid]");
        own.close();

        Assertions.assertThat(foreign).isEmpty();
    }
}
