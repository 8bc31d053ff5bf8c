package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.ci.RepoSlug;
import dev.muster.core.tree.TreeWord;
import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.limits.Fault;
import dev.muster.testkit.Databases;
import dev.muster.tree.Gardening;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The state of the tree on the heads of open pull requests.
final class TreeStatusTest {

    private static final String MENDS = "muster: mends the tree";

    private static final String SHOW = "POST /repos/{owner}/{repo}/statuses/{sha}";
    private static final String LOOK = "GET /repos/{owner}/{repo}/commits/{ref}/statuses";
    private static final RepoSlug HARBOUR = new RepoSlug("acme", "harbour");

    private final GitHubStage stage = GitHubStage.on(Databases.h2());
    private final SimulatedRepository repository = stage.repository("acme/harbour");

    @AfterEach
    void close() {
        stage.close();
    }

    private SimulatedPullRequest pull() {
        return repository.openPullRequest(
                NewPullRequest.titled("Change", "ada", Map.of("src/sea.c", "changed")));
    }

    private SimulatedPullRequest pull(int number) {
        var files = Map.of("src/sea-%d.c".formatted(number), "changed");
        return repository.openPullRequest(NewPullRequest.titled("Change " + number, "ada", files));
    }

    private void tree(TreeWord word, String reason) {
        var order = new Gardening.Order(word, reason, null, "grace");
        assertThat(stage.stores.trees().set(HARBOUR, "main", order)).isPresent();
    }

    private List<String> shown(SimulatedPullRequest pull) {
        return repository.statuses(pull.head()).stream()
                .map(it -> "%s %s: %s".formatted(it.context(), it.state(), it.description()))
                .toList();
    }

    @Test
    void a_head_shows_the_tree_and_again_only_when_it_changed() {
        var pull = pull();

        stage.showTrees().showTrees();
        tree(TreeWord.CLOSED, "the release is cut");
        stage.showTrees().showTrees();
        tree(TreeWord.THROTTLED, "only what is urgent");
        stage.showTrees().showTrees();

        assertThat(shown(pull))
                .containsExactly(
                        "tree-status pending: main is throttled: only what is urgent",
                        "tree-status failure: main is closed: the release is cut",
                        "tree-status success: main is open");
    }

    @Test
    void a_red_target_is_named() {
        stage.jobsEnd(target -> target.equals("Linux unit") ? "failure" : "success");
        repository.push("main", "Break it", Map.of("src/a.c", "x"));
        stage.work(repository).work(repository);
        var pull = pull();

        stage.showTrees();

        assertThat(shown(pull))
                .singleElement()
                .asString()
                .startsWith("tree-status failure: main is closed: 'Linux unit' is red since ");
    }

    @Test
    void a_pull_request_with_the_label_passes() {
        tree(TreeWord.CLOSED, "the build is broken");
        var pull = pull();
        stage.showTrees();

        pull.label(MENDS, "octocat");
        stage.showTrees();

        assertThat(shown(pull).getFirst())
                .isEqualTo("tree-status success: main is closed, and this is to mend it");
    }

    /// @param lost whether nobody hears of it
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_label_with_another_name_and_one_that_is_gone_lets_nobody_pass(boolean lost) {
        tree(TreeWord.CLOSED, "the build is broken");
        var pull = pull();
        pull.label(MENDS, "octocat");
        stage.settle();
        stage.step(Duration.ofMinutes(30));
        stage.step(Duration.ofMinutes(2));
        stage.showTrees();
        if (lost) {
            stage.github.deliveryFaults().loseEvery("label");
        }

        repository.renameLabel(MENDS, "mends", "octocat");
        stage.step(Duration.ofMinutes(2));
        stage.showTrees();
        repository.renameLabel("mends", MENDS, "octocat");
        stage.step(Duration.ofMinutes(2));
        stage.showTrees();
        repository.deleteLabel(MENDS, "octocat");
        stage.step(Duration.ofMinutes(2));
        stage.showTrees();

        assertThat(shown(pull))
                .map(it -> it.replaceAll(":.*|,.*", ""))
                .containsExactly(
                        "tree-status failure",
                        "tree-status success",
                        "tree-status failure",
                        "tree-status success");
    }

    @Test
    void a_pull_request_that_is_closed_is_told_nothing_more() {
        var pull = pull();
        stage.showTrees();
        pull.close("ada");
        stage.settle();

        tree(TreeWord.CLOSED, "the release is cut");
        stage.showTrees();

        assertThat(shown(pull)).containsExactly("tree-status success: main is open");
    }

    @Test
    void what_could_not_be_shown_is_not_shown_once_the_pull_request_is_closed() {
        stage.github.installation("acme").withdraw("statuses");
        var closed = pull(1);
        var pushed = pull(2);
        stage.showTrees();
        var before = pushed.head();
        closed.close("ada");
        pushed.push(Map.of("src/sea-2.c", "changed again"));
        stage.settle();

        stage.github.installation("acme").accept(Map.of("statuses", "write"));
        stage.pass(Duration.ofHours(2)).showTrees();

        assertThat(shown(closed)).isEmpty();
        assertThat(repository.statuses(before)).isEmpty();
        assertThat(shown(pushed)).containsExactly("tree-status success: main is open");
    }

    @Test
    void an_answer_that_never_came_makes_no_second_status() {
        var pull = pull();
        stage.github.callFaults().next(SHOW, new Fault.CutAfterActing());

        stage.showTrees();
        stage.pass(Duration.ofMinutes(2)).showTrees();

        assertThat(shown(pull)).hasSize(1);
        assertThat(stage.github.calls().of(SHOW)).hasSize(1);
        var versions =
                stage.database
                        .jdbi()
                        .withHandle(
                                it ->
                                        it.createQuery("select shown_version from tree_status")
                                                .mapTo(Integer.class)
                                                .list());
        assertThat(versions).containsExactly(1);
    }

    @Test
    void a_status_for_which_there_was_no_room_is_not_looked_up() {
        var pulls = IntStream.range(0, 15).mapToObj(this::pull).toList();

        stage.showTrees();
        var atFirst = stage.github.calls().of(SHOW).size();
        for (var round = 0; round < 5; round++) {
            stage.pass(Duration.ofMinutes(2)).showTrees();
        }

        assertThat(atFirst).isLessThan(15);
        assertThat(pulls).allSatisfy(it -> assertThat(shown(it)).hasSize(1));
        assertThat(stage.github.calls().of(LOOK)).isEmpty();
    }

    @Test
    void what_holds_back_is_shown_though_first_signs_have_to_wait() {
        var pulls = IntStream.range(0, 15).mapToObj(this::pull).toList();
        stage.showTrees();
        assertThat(stage.github.calls().of(SHOW)).hasSizeLessThan(15);

        tree(TreeWord.CLOSED, "the release is cut");
        stage.showTrees();

        assertThat(pulls)
                .allSatisfy(
                        it ->
                                assertThat(shown(it).getFirst())
                                        .isEqualTo(
                                                "tree-status failure: main is closed: the"
                                                        + " release is cut"));
    }

    @Test
    void an_app_without_the_right_goes_on_and_asks_again_later() {
        stage.github.installation("acme").withdraw("statuses");
        var pull = pull();

        stage.showTrees();
        assertThat(shown(pull)).isEmpty();
        stage.github.installation("acme").accept(Map.of("statuses", "write"));
        stage.pass(Duration.ofHours(2)).showTrees();

        assertThat(shown(pull)).hasSize(1);
    }
}
