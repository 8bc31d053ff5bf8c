package dev.muster.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.Proposals;

import org.junit.jupiter.api.Test;

import java.util.regex.Pattern;

/// Pull requests and the merge queue: every target, ran or skipped, with its reason.
class ProposalViewsIT extends PageCase {

    private static final String HOSTILE = "Linux <img src=x onerror=document.title=1> \u05d0\u05d1";

    private static final String SAID = "AssertionError: the lamp is on, and nobody dimmed it";

    private static final String CONFIG =
            """
            enabled_branches: [main]
            targets:
              - {name: Linux analyze, run: ./analyze}
              - {name: Linux unit tests, run: ./test}
              - {name: Linux web, run: ./web}
              - {name: Linux docs, run: ./docs, presubmit: false}
              - {name: Linux trial, run: ./trial, bringup: true}
              - {name: "%s", run: ./hostile}
            """
                    .formatted(HOSTILE);

    private Proposals proposals;

    @Override
    void prepare() {
        proposals = new Proposals(world);
        world.land(1, CONFIG)
                .run(1, "Linux unit tests", Ending.FAILED)
                .run(1, "Linux unit tests", Ending.FAILED)
                .run(1, "Linux analyze", Ending.PASSED);
        proposals
                .see(proposals.opened(7, 70), CONFIG, true)
                .run(70, "Linux web", Ending.PASSED)
                .run(70, "Linux unit tests", Ending.FAILED)
                .run(70, "Linux unit tests", Ending.FAILED)
                .run(70, "Linux analyze", Ending.FAILED, SAID)
                .run(70, "Linux analyze", Ending.FAILED, SAID)
                .see(proposals.opened(9, 90), CONFIG, false)
                .group(91, CONFIG)
                .group(92, CONFIG)
                .run(91, "Linux web", Ending.PASSED);
    }

    private void show(String path) {
        page.clock().setFixedTime(world.clock.instant().toEpochMilli());
        visit(path);
        page.waitForSelector("main h1");
    }

    @Test
    void failures_come_first_and_say_whose_they_are_likely_to_be() {
        show(REPO + "/pull/7");

        var rows = page.locator("tbody tr");
        assertThat(page.locator(".verdict")).containsText("2 of 4 failed");
        assertThat(rows.nth(0)).containsText("Linux analyze");
        assertThat(rows.nth(0)).containsText("new");
        assertThat(rows.nth(0)).containsText(SAID);
        assertThat(rows.nth(1)).containsText("also on base");
        assertThat(rows.last()).containsText("It is skipped because it is in bringup");
        picture("pull-request");
    }

    @Test
    void the_address_in_a_check_run_leads_to_the_pull_request() {
        show("/repos/local/sample/pulls/7");

        assertThat(page.locator("h1")).containsText("Teach the lamp to dim");
    }

    @Test
    void a_target_opens_to_its_attempts_and_has_an_address() {
        show(REPO + "/pull/7");
        page.locator("button.name").first().click();

        assertThat(page.locator("aside .attempts li").first()).containsText("failed");
        assertThat(page.locator("aside .blame")).containsText("new The target passes on main.");
        assertThat(page.locator("aside pre").first()).hasText(SAID);
        assertThat(page.locator("aside"))
                .containsText("Nothing else failed in this way within a week.");
        assertThat(page).hasURL(Pattern.compile(".*target=Linux.analyze"));
    }

    @Test
    void a_target_is_opened_read_and_left_by_keys_alone() {
        show(REPO + "/pull/7");
        page.locator("button.name").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("aside button").first()).isFocused();

        page.keyboard().press("Escape");

        assertThat(page.locator("aside")).hasCount(0);
        assertThat(page.locator("button.name").first()).isFocused();
    }

    @Test
    void what_waits_for_approval_says_so() {
        show(REPO + "/pull/9");

        assertThat(page.locator(".verdict")).containsText("Waits for approval");
        assertThat(page.locator(".verdict")).containsText("grace");
    }

    @Test
    void the_list_leads_to_each_pull_request() {
        show(REPO + "/pulls");
        page.locator("input[type=search]").fill("#7 lamp");
        assertThat(page.locator("main li")).hasCount(0);
        page.locator("input[type=search]").fill("#7");
        assertThat(page.locator("main li")).hasCount(1);

        page.locator("main li a").last().click();

        assertThat(page.locator(".verdict")).containsText("2 of 4 failed");
    }

    @Test
    void the_queue_shows_its_groups_in_order_and_moves_by_itself() {
        show(REPO + "/queue");
        assertThat(page.locator("ol li")).hasCount(2);
        assertThat(page.locator("ol li").first()).containsText("#91");
        picture("merge-queue");

        proposals.run(92, "Linux web", Ending.PASSED);

        assertThat(page.locator("ol li").last()).containsText("1 of 4");
    }

    @Test
    void a_group_that_left_the_queue_says_how() {
        proposals.group(93, CONFIG).gone(93, "dequeued");
        show(REPO + "/queue");

        assertThat(page.locator("ul li").last()).containsText("taken out of the queue");
        assertThat(page.locator("ol li")).hasCount(2);
    }

    @Test
    void a_group_shows_its_place_its_pull_request_and_its_targets() {
        show(REPO + "/queue");
        page.locator("ol li a").first().click();

        assertThat(page.locator("h1")).containsText("Merge group");
        assertThat(page.locator(".chips")).containsText("next to land");
        assertThat(page.locator(".chips")).containsText("pull request #91");
        assertThat(page.locator("tbody tr")).hasCount(6);
        assertThat(page.locator("tbody")).containsText("It is skipped because");
        assertAccessibleInEveryTheme();
        assertFits(360);
        assertFits(3840);
    }

    @Test
    void an_older_head_says_so_and_leads_to_the_newest() {
        proposals.see(proposals.opened(11, 110), CONFIG, true);
        proposals.see(proposals.opened(11, 111), CONFIG, true);
        show(REPO + "/pull/11");
        page.locator(".heads select").selectOption(Proposals.sha(110).value());

        assertThat(page.locator("[role=note]")).containsText("This is an older head.");
        page.getByText("Show the newest").click();
        assertThat(page.locator("[role=note]")).hasCount(0);
        assertThat(page.locator(".heads select")).hasValue(Proposals.sha(111).value());
    }

    @Test
    void a_known_flake_and_an_infra_failure_are_labelled() {
        page.route(
                "**/pulls/7",
                it ->
                        amend(
                                it,
                                "\"blame\":\"base\",\"blameDetail\":",
                                "\"blame\":\"flake\",\"ignored\":"));
        show(REPO + "/pull/7");

        assertThat(page.locator(".blame.flake")).hasText("known flake");
        assertThat(page.locator("tbody"))
                .containsText("The target is known to be flaky on main. Run it again.");
    }

    @Test
    void where_github_shows_a_pull_request_is_linked() {
        page.route(
                "**/pulls/7", it -> amend(it, "\"url\":null", "\"url\":\"https://example.org/7\""));
        show(REPO + "/pull/7");

        assertThat(page.getByText("on GitHub")).hasAttribute("href", "https://example.org/7");
    }

    @Test
    void the_address_of_a_task_leads_to_its_place() {
        var id =
                world.text(
                        "select id from task where target = 'Linux web' and branch = 'queue:main'"
                                + " and sha like '%5b'");
        visit("/tasks/" + id);

        assertThat(page.locator("h1")).containsText("Merge group");
        assertThat(page.locator("aside h2")).containsText("Linux web");
    }

    @Test
    void a_hostile_name_is_only_text() {
        show(REPO + "/pull/7");

        assertThat(page.locator("tbody")).containsText(HOSTILE);
        assertThat(page.locator("main img")).hasCount(0);
    }

    @Test
    void they_are_accessible_in_every_theme_and_fit_every_screen() {
        for (var path : new String[] {"/pull/7", "/pulls", "/queue"}) {
            show(REPO + path);
            assertAccessibleInEveryTheme();
            assertFits(360);
            assertFits(3840);
        }
    }
}
