package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.SimulatedCommits;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// A gardener's day, from a tree that goes red to a quarantine that the evidence lifts.
class GardenerStoryIT extends PageCase {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {properties: {os: Linux}}}
            targets:
              - {name: Linux analyze, owner: '@ada', run: ./analyze}
              - {name: Linux test, owner: '@grace', run: ./test}
            """;

    /// The first of those that broke the analyzer.
    private static final int CULPRIT = 43;

    private int newest;

    @Override
    void prepare() {
        for (var i = 0; i < 40; i++) {
            lands(Ending.PASSED);
        }
    }

    /// A commit on which the analyzer ends so, tried again as often as it may be.
    private void lands(Ending analyze) {
        world.clock.pass(Duration.ofMinutes(10));
        world.land(++newest, CONFIG).run(newest, "Linux test", Ending.PASSED);
        world.run(newest, "Linux analyze", analyze);
        if (analyze == Ending.FAILED) {
            world.run(newest, "Linux analyze", analyze);
        }
    }

    /// Commits on which the analyzer did not run.
    private void landUntested(int count) {
        for (var i = 0; i < count; i++) {
            world.clock.pass(Duration.ofMinutes(10));
            world.land(++newest, CONFIG);
            world.requests.cancel(world.task(newest, "Linux analyze"), "nobody", "not now");
            world.run(newest, "Linux test", Ending.PASSED);
        }
    }

    /// Lets the search for the culprit ask for runs, and answers as the code is.
    private void search() {
        while (world.culprits.round() > 0) {
            for (var at = 1; at <= newest; at++) {
                if (waits(at)) {
                    world.run(at, "Linux analyze", at < CULPRIT ? Ending.PASSED : Ending.FAILED);
                    break;
                }
            }
        }
    }

    private boolean waits(int commit) {
        return !world.list(
                        "select id from task where status = 'queued' and target = ? and sha = ?",
                        "Linux analyze",
                        SimulatedCommits.sha(commit).value())
                .isEmpty();
    }

    /// What the page takes for now; its timers go on.
    private void atTheWorldsTime() {
        page.clock().setFixedTime(world.clock.instant().toEpochMilli());
    }

    @Test
    void from_a_red_tree_to_a_quarantine_lifted_by_evidence() {
        atTheWorldsTime();
        visit(REPO + "/gardener");
        assertThat(page.locator("h1")).containsText("main is open");
        assertThat(page.locator("main")).containsText("Nothing to do.");

        landUntested(6);
        for (var i = 0; i < 3; i++) {
            lands(Ending.FAILED);
        }
        search();
        atTheWorldsTime();

        theDeskNamesTargetRangeAndCulprit();
        aQuarantineWithAnExpiryOpensTheTree();
        theEvidenceLiftsItAfterTheFix();
    }

    private void theDeskNamesTargetRangeAndCulprit() {
        assertThat(page.locator("h1")).containsText("main is closed");
        var work = page.locator("ol > li").first();
        assertThat(work).containsText("Linux analyze");
        assertThat(work).containsText("Owner: @ada");
        assertThat(work).containsText("first on " + shortly(CULPRIT));
        assertThat(work).containsText("last good on " + shortly(CULPRIT - 1));
        assertThat(work).containsText("The culprit is named");
        assertThat(work.locator(".culprit")).containsText("Change number " + CULPRIT);
    }

    private void aQuarantineWithAnExpiryOpensTheTree() {
        page.getByText("Quarantine …").first().click();
        page.locator("ol form input").first().fill("the analyzer was replaced");
        page.locator("ol form select").selectOption("30");
        page.locator("ol form .go").click();

        assertThat(page.locator("h1")).containsText("main is open");
        assertThat(page.locator(".held")).containsText("ends in 30 d");
        assertThat(page.locator(".held")).containsText("@ada mends it");
    }

    private void theEvidenceLiftsItAfterTheFix() {
        lands(Ending.PASSED);
        page.getByText("It is mended").click();
        assertThat(page.locator(".held")).containsText("evidence is being gathered");
        for (var i = 0; i < 49; i++) {
            lands(Ending.PASSED);
        }
        world.stability.round();
        assertThat(page.locator(".held")).containsText("Linux analyze");
        assertThat(page.locator(".held")).containsText("On the way out: 49 of 50 clean runs");
        theTargetTellsHowFarItIs();

        lands(Ending.PASSED);
        world.stability.round();

        assertThat(page.locator(".held")).containsText("Nothing is quarantined.");
        assertThat(page.locator("h1")).containsText("main is open");
        assertThat(page.locator("main")).containsText("Nothing to do.");
        assertThat(page.locator(".acts li").first())
                .containsText(
                        "muster ended the quarantine of Linux analyze on main: all 50 runs since"
                                + " the fix passed");
    }

    private void theTargetTellsHowFarItIs() {
        visit(REPO + "/target/Linux%20analyze");
        assertThat(page.locator(".chips")).containsText("in quarantine: does not block");
        assertThat(page.locator("main"))
                .containsText("On the way out of quarantine: 49 of 50 clean runs");
        visit(REPO + "/gardener");
        assertThat(page.locator(".held")).containsText("Linux analyze");
    }

    private static String shortly(int commit) {
        return SimulatedCommits.sha(commit).abbreviated();
    }
}
