package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Trying a configuration.
class PlaygroundIT extends PageCase {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            targets:
              - {name: Linux own, run: ./own}
            """;

    private static final Page.GetByTextOptions EXACT = new Page.GetByTextOptions().setExact(true);

    @Override
    void prepare() {
        world.land(1, CONFIG);
    }

    @BeforeEach
    void open() {
        visit("/playground");
        assertThat(page.locator("tbody")).containsText("Linux analyze");
    }

    private void type(String text) {
        page.locator(".cm-content").click();
        page.keyboard().press("Control+End");
        page.keyboard().type(text);
    }

    @Test
    void the_plan_tells_each_target_with_its_reason() {
        assertThat(page.locator("tbody")).containsText("web/** matched web/index.html");
        picture("playground");

        page.locator("textarea").fill("docs/README.md");

        assertThat(page.locator("tbody")).containsText("run if unmatched");
    }

    /// By the mouse: right after it opens, the list does not take keys yet, for they may be meant
    /// for the text.
    @Test
    void keys_are_completed_by_the_schema() {
        type("  - name: Linux more\nrun: make more\nbri");
        assertThat(page.locator(".cm-tooltip-autocomplete")).containsText("bringup");

        page.locator(".cm-tooltip-autocomplete [role=option][aria-selected=true]").click();

        assertThat(page.locator(".cm-content")).containsText("bringup: ");
    }

    @Test
    void what_is_wrong_is_told_at_its_line_with_what_would_be_right() {
        type("  - name: Linux more\nrun: make more\ntimout: 3");

        assertThat(page.locator(".diagnostics")).containsText("did you mean 'timeout'?");
        assertThat(page.locator(".cm-lintRange-error")).hasText("timout");
        assertThat(page.locator("main")).containsText("of the last version without errors");
    }

    @Test
    void an_edit_is_compared_with_what_was() {
        page.getByText("Compare versions").click();
        type("  - name: Linux more\nrun: make more\n");

        assertThat(page.locator("main")).containsText("What the edit changes 1");
        assertThat(page.locator("li strong")).hasText("Linux more");
    }

    @Test
    void the_texts_of_two_versions_are_compared_by_lines() {
        page.getByText("Compare versions").click();
        type("  - name: Linux more\nrun: make more\n");
        page.getByText("difference", EXACT).click();

        assertThat(page.locator(".diff")).containsText("+3");
        assertThat(page.locator(".diff tr.added").first()).containsText("- name: Linux more");
        assertThat(page.locator(".diff .gap")).containsText("lines alike");
        picture("difference");
        assertAccessibleInEveryTheme();
        assertFits(360);
    }

    @Test
    void the_configuration_of_the_repository_can_be_taken() {
        page.getByText("Take that of local/sample").click();

        assertThat(page.locator(".cm-content")).containsText("Linux own");
        assertThat(page.locator("tbody")).containsText("Linux own");
    }

    @Test
    void a_key_tells_under_the_mouse_what_it_is_for() {
        page.locator(".cm-line")
                .filter(new Locator.FilterOptions().setHasText("run_if"))
                .locator("span")
                .filter(new Locator.FilterOptions().setHasText("run_if"))
                .first()
                .hover();

        assertThat(page.locator(".cm-tooltip-hover .about"))
                .containsText("the target runs when they select a changed file");
        picture("hover");
    }

    @Test
    void a_service_that_does_not_answer_is_told_and_the_plan_comes_when_it_does() {
        page.route("**/api/**", it -> it.abort());
        type("  - name: Linux more\nrun: make more\n");
        assertThat(page.locator(".fault")).containsText("The service does not answer.");

        page.unroute("**/api/**");

        assertThat(page.locator("tbody")).containsText("Linux more");
        assertThat(page.locator(".fault")).hasCount(0);
    }

    @Test
    void it_sets_itself_up_when_the_service_answers_at_last() {
        page.route("**/api/v1/schema", it -> it.abort());
        page.reload();
        assertThat(page.locator("main")).containsText("The service does not answer.");

        page.unroute("**/api/v1/schema");

        assertThat(page.locator("tbody")).containsText("Linux analyze");
    }

    @Test
    void a_plan_that_is_refused_says_why() {
        page.route(
                "**/plan",
                it ->
                        it.fulfill(
                                new Route.FulfillOptions()
                                        .setStatus(403)
                                        .setContentType("application/problem+json")
                                        .setBody("{\"detail\": \"only members may ask\"}")));
        type("\n");

        assertThat(page.locator(".fault")).hasText("only members may ask");
    }

    @Test
    void markup_in_a_configuration_is_only_text() {
        type("  - name: Linux <img src=x onerror=document.title=1>\nrun: make more\n");

        assertThat(page.locator("tbody")).containsText("<img src=x");
        assertThat(page.locator("main img")).hasCount(0);
    }

    @Test
    void it_is_accessible_in_every_theme_and_fits_every_screen() {
        assertAccessibleInEveryTheme();
        assertFits(360);
        assertFits(3840);
    }
}
