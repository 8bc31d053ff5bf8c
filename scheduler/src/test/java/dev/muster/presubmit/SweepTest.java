package dev.muster.presubmit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.ci.CommitSha;
import dev.muster.planning.TrackedRepository;
import dev.muster.testkit.Databases;
import dev.muster.testkit.Proposals;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Pull requests, compared with those that GitHub lists.
final class SweepTest {

    private final World world = World.on(Databases.h2());
    private final TrackedRepository repository =
            world.stores.repositories().find(World.REPO).orElseThrow();
    private final Proposals proposals = new Proposals(world);
    private final PullRequests pulls = world.stores.pullRequests();
    private final GitHub github = new GitHub();
    private final Presubmit presubmit = new Presubmit(github, pulls, (_, _) -> true);
    private final Sweep sweep =
            new Sweep(
                    github,
                    pulls,
                    presubmit,
                    new Merging(github, world.stores.mergeGroups()),
                    world.watch,
                    world.clock);

    /// The open pull requests, which may change while it makes a list of them.
    private static final class GitHub implements GitHubPulls {

        private final Map<Integer, PullRequest> open = new HashMap<>();
        private Runnable meanwhile = () -> {};

        @Override
        public Pull pull(TrackedRepository repository, int number) {
            var pull = open.get(number);
            return pull == null ? new Pull.Missing() : new Pull.Found(pull);
        }

        @Override
        public Pulls changed(TrackedRepository repository, Instant changedSince) {
            var listed = List.copyOf(open.values());
            meanwhile.run();
            return new Pulls.Found(listed);
        }

        @Override
        public Groups groups(TrackedRepository repository) {
            return new Groups.Found(List.of());
        }

        @Override
        public Permission permission(TrackedRepository repository, String login) {
            return Permission.WRITE;
        }
    }

    @BeforeEach
    void open() {
        pushed(70);
        presubmit.look(repository, 7);
    }

    @AfterEach
    void close() {
        world.database.close();
    }

    private void pushed(int head) {
        github.open.put(7, proposals.opened(7, head));
    }

    private CommitSha head() {
        return pulls.find(repository, 7).orElseThrow().pull().head();
    }

    @Test
    void a_head_that_nobody_told_of_is_found() {
        pushed(71);

        sweep.round(repository);

        assertThat(head()).isEqualTo(SimulatedCommits.sha(71));
    }

    @Test
    void a_head_of_the_same_second_that_is_told_of_while_github_answers_is_kept() {
        github.meanwhile =
                () -> {
                    pushed(71);
                    presubmit.look(repository, 7);
                };

        sweep.round(repository);

        assertThat(head()).isEqualTo(SimulatedCommits.sha(71));
    }

    @Test
    void a_pull_request_that_is_opened_while_github_answers_is_kept() {
        github.meanwhile =
                () -> {
                    github.open.put(8, proposals.opened(8, 80));
                    presubmit.look(repository, 8);
                };

        sweep.round(repository);

        assertThat(pulls.open(repository))
                .extracting(it -> it.pull().number())
                .containsExactly(7, 8);
    }
}
