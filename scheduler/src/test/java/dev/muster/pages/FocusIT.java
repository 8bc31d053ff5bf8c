package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Who is typing, reading or scrolling stays where they are, whatever happens to the grid.
class FocusIT extends PageCase {

    private static final String CONFIG =
            "enabled_branches: [main]\ntargets:\n"
                    + IntStream.rangeClosed(1, 60)
                            .mapToObj("  - {name: Linux t%02d, run: ['true']}\n"::formatted)
                            .collect(Collectors.joining());

    private int newest;

    @Override
    void prepare() {
        for (var number = 1; number <= 60; number++) {
            world.land(number, CONFIG);
        }
        newest = 60;
        world.dispatched();
    }

    @BeforeEach
    void openGrid() {
        visit(REPO);
        page.waitForSelector("[role=gridcell]");
        assertThat(page.locator(".connection.live")).isVisible();
    }

    private void step(String key) {
        var before = cell().getAttribute("aria-label");
        page.keyboard().press(key);
        assertThat(cell()).not().hasAttribute("aria-label", before);
    }

    /// A commit that the page has shown when this returns.
    private void aCommitArrives() {
        world.land(++newest, CONFIG);
        assertThat(page.locator(".count")).containsText(newest + " commits");
    }

    @Test
    void who_types_into_the_filter_keeps_the_field_while_results_arrive() {
        cell().focus();
        step("ArrowRight");
        page.locator("#filter-target").focus();

        page.keyboard().type("linux t");
        aCommitArrives();
        page.keyboard().type("0");

        assertThat(page.locator("#filter-target")).isFocused();
        assertThat(page.locator("#filter-target")).hasValue("linux t0");
    }

    @Test
    void who_scrolls_away_from_the_cell_is_not_pulled_back() {
        cell().focus();
        step("ArrowRight");
        step("ArrowDown");
        var grid = page.locator("[role=grid]");

        grid.evaluate("it => it.scrollTo(900, 1000)");
        page.evaluate(
                "() => new Promise(done => requestAnimationFrame(() =>"
                        + " requestAnimationFrame(done)))");

        Assertions.assertThat(grid.evaluate("it => [it.scrollLeft, it.scrollTop].join()"))
                .isEqualTo("900,1000");
    }

    @Test
    void a_new_commit_leaves_the_focus_on_its_cell_and_the_rows_where_they_were() {
        cell().focus();
        page.keyboard().press("Control+Home");
        for (var steps = 0; steps < 40; steps++) {
            page.keyboard().press("ArrowDown");
        }
        var label = cell().getAttribute("aria-label");
        var place = cell().boundingBox().y;

        aCommitArrives();

        assertThat(cell()).hasAttribute("aria-label", label);
        Assertions.assertThat(cell().boundingBox().y).isEqualTo(place);
    }
}
