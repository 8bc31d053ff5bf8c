package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;

import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import java.time.Duration;

/// What the evidence proposes: a promotion that was earned, a quarantine, and what becomes of each.
@TestMethodOrder(MethodOrderer.MethodName.class)
class ProposedViewIT extends PageCase {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            targets:
              - name: Linux analyze
                owner: '@grace'
                run: ./analyze
              - name: Linux trial
                owner: '@ada'
                run: ./trial
                bringup: true
            """;

    @Override
    void prepare() {
        for (var commit = 1; commit <= 50; commit++) {
            world.clock.pass(Duration.ofMinutes(10));
            world.land(commit, CONFIG).run(commit, "Linux trial", Ending.PASSED);
            if (commit % 9 == 0) {
                world.run(commit, "Linux analyze", Ending.FAILED);
            }
            world.run(commit, "Linux analyze", Ending.PASSED);
        }
        world.proposals.round();
    }

    private Locator show() {
        page.clock().setFixedTime(world.clock.instant().toEpochMilli());
        visit(REPO + "/flakes");
        page.waitForSelector("main h1");
        return page.locator("article");
    }

    @Test
    void a_promotion_comes_with_its_evidence_its_diff_and_what_it_costs_the_gate() {
        var promotion = show().last();

        assertThat(promotion).containsText("Promote Linux trial");
        assertThat(promotion).containsText("The newest 50 runs passed");
        assertThat(promotion.locator("pre .del").last()).containsText("-    bringup: true");
        assertThat(promotion).containsText("chance to go red goes from");
        assertThat(promotion.locator("code")).containsText("muster promote");
        picture("proposals");
        assertAccessibleInEveryTheme();
        assertFits(360);
        assertFits(3840);
    }

    @Test
    void b_a_target_tells_that_it_earned_its_promotion() {
        page.clock().setFixedTime(world.clock.instant().toEpochMilli());
        visit(REPO + "/target/Linux%20trial");

        assertThat(page.locator("main"))
                .containsText("On the way to promotion: 50 of 50 clean runs, P = 0.");
        assertThat(page.locator("main")).containsText("→ promote it");
    }

    @Test
    void c_a_quarantine_is_set_where_it_is_proposed() {
        var proposals = show();
        assertThat(proposals.first()).containsText("Quarantine Linux analyze");
        page.locator("[aria-pressed]").getByText("in bringup").click();

        proposals.first().getByText("Quarantine …").click();
        proposals.first().locator("form select").selectOption("30");
        proposals.first().locator("form .go").click();

        assertThat(page.locator("main")).containsText("@grace mends it");
        assertThat(page.locator("main")).containsText("ends in 30 d");
        page.getByText("all 2").click();
        assertThat(page.locator("tbody .state.quarantined")).hasCount(1);
    }

    @Test
    void d_what_is_declined_is_kept_with_who_declined_it_and_why() {
        var promotion = show().last();
        promotion.getByText("Decline …").click();
        assertThat(promotion.locator("input")).isFocused();
        promotion.getByText("Not now").click();
        assertThat(promotion.locator("input")).hasCount(0);
        promotion.getByText("Decline …").click();
        promotion.locator("input").fill("it is to be rewritten");
        page.keyboard().press("Enter");

        var closed =
                page.locator(
                        "details",
                        new com.microsoft.playwright.Page.LocatorOptions().setHasText("closed"));
        closed.locator("summary").click();
        assertThat(closed)
                .containsText("Promote Linux trial declined by local: it is to be rewritten");
    }
}
