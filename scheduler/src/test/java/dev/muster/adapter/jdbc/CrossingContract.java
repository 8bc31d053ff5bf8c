package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.planning.TrackedRepository;
import dev.muster.presubmit.KnownPull;
import dev.muster.presubmit.PullRequests;
import dev.muster.presubmit.PullRequests.Seen;
import dev.muster.testkit.Proposals;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/// Two answers of GitHub about one pull request that cross on their way.
abstract class CrossingContract extends WorldContract {

    private Proposals proposals;
    private PullRequests pulls;
    private TrackedRepository repository;
    private KnownPull before;

    @BeforeEach
    void push() {
        proposals = new Proposals(world);
        pulls = world.stores.pullRequests();
        repository = world.stores.repositories().find(World.REPO).orElseThrow();
        proposals.see(proposals.opened(7, 70), TWO_TARGETS, true);
        before = pulls.find(repository, 7).orElseThrow();
        proposals.see(proposals.opened(7, 71), TWO_TARGETS, true);
    }

    private Seen see(@Nullable KnownPull known, int head) {
        return pulls.see(repository, known, proposals.opened(7, head), true);
    }

    @Test
    void of_two_states_of_one_second_the_one_that_was_there_first_stays() {
        assertThat(see(before, 70)).isEqualTo(Seen.CROSSED);
        assertThat(see(null, 70)).isEqualTo(Seen.CROSSED);

        assertThat(pulls.open(repository))
                .extracting(it -> it.pull().head())
                .containsExactly(SimulatedCommits.sha(71));
    }

    @Test
    void two_answers_that_say_the_same_do_not_cross() {
        assertThat(see(before, 71)).isEqualTo(Seen.UNMOVED);
    }

    @Test
    void a_state_of_a_later_second_is_the_newer_one() {
        world.clock.pass(Duration.ofSeconds(1));

        assertThat(see(before, 72)).isEqualTo(Seen.MOVED);
    }

    @Test
    void where_nothing_was_learnt_meanwhile_the_answer_is_believed() {
        assertThat(see(pulls.find(repository, 7).orElseThrow(), 72)).isEqualTo(Seen.MOVED);
    }
}
