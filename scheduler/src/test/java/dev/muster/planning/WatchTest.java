package dev.muster.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muster.core.ci.Commit;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Branches, compared with those that the repository has, while pushes are told of.
final class WatchTest {

    private static final TrackedRepository HARBOUR =
            new TrackedRepository(
                    7, new RepoSlug("acme", "harbour"), RepositoryKind.GITHUB, null, "main");
    private static final CommitSha OLD = new CommitSha("a".repeat(40));
    private static final CommitSha NEW = new CommitSha("b".repeat(40));

    private final CommitSource source = mock(CommitSource.class);
    private final Heads heads = new Heads();
    private final Watch watch =
            new Watch(mock(Repositories.class), source, heads, WatchSettings.DEFAULTS);

    /// Where the branches stand.
    private static final class Heads implements CommitLog {

        private final Map<String, CommitSha> heads = new HashMap<>();

        @Override
        public Map<String, CommitSha> heads(TrackedRepository repository) {
            return Map.copyOf(heads);
        }

        @Override
        public void land(TrackedRepository repository, Landing landing) {
            heads.put(landing.branch(), landing.head());
        }

        @Override
        public void gone(TrackedRepository repository, Set<String> branches) {
            heads.keySet().removeAll(branches);
        }
    }

    @BeforeEach
    void history() {
        when(source.history(any(), any(), any(), anyInt()))
                .thenAnswer(
                        asked -> {
                            CommitSha head = asked.getArgument(1);
                            var commit = new Commit(head, "", "", "", Instant.EPOCH);
                            return new CommitSource.History.Found(List.of(commit), false);
                        });
        heads.heads.put("main", OLD);
    }

    private void answers(Map<String, CommitSha> branches, Runnable meanwhile) {
        when(source.heads(any()))
                .thenAnswer(
                        _ -> {
                            meanwhile.run();
                            return new CommitSource.Heads.Found(branches, "main");
                        });
    }

    @Test
    void a_branch_follows_and_one_that_is_not_there_is_gone() {
        heads.heads.put("old", OLD);
        answers(Map.of("main", NEW), () -> {});

        assertThat(watch.look(HARBOUR)).isEqualTo(1);

        assertThat(heads.heads).isEqualTo(Map.of("main", NEW));
    }

    @Test
    void a_push_that_is_told_of_while_the_repository_answers_is_not_undone() {
        answers(Map.of("main", OLD), () -> watch.moved(HARBOUR, "main", NEW));

        watch.look(HARBOUR);

        assertThat(heads.heads).isEqualTo(Map.of("main", NEW));
    }

    @Test
    void a_branch_that_is_told_of_while_the_repository_answers_is_not_gone() {
        answers(Map.of("main", OLD), () -> watch.moved(HARBOUR, "next", NEW));

        watch.look(HARBOUR);

        assertThat(heads.heads).isEqualTo(Map.of("main", OLD, "next", NEW));
    }
}
