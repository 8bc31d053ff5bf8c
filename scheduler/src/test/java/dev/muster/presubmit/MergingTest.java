package dev.muster.presubmit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.TrackedRepository;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Merge groups, compared with those that GitHub lists.
final class MergingTest {

    private static final TrackedRepository HARBOUR =
            new TrackedRepository(
                    7, new RepoSlug("acme", "harbour"), RepositoryKind.GITHUB, null, "main");
    private static final MergeGroup OLD = group("a");
    private static final MergeGroup NEW = group("b");

    private final GitHubPulls github = mock(GitHubPulls.class);
    private final Known known = new Known();
    private final Merging merging = new Merging(github, known);

    private static MergeGroup group(String digit) {
        return new MergeGroup(
                new CommitSha(digit.repeat(40)),
                "refs/heads/gh-readonly-queue/main/pr-7-" + digit,
                "main",
                new CommitSha("0".repeat(40)));
    }

    /// Those that are open.
    private static final class Known implements MergeGroups {

        private final List<MergeGroup> open = new ArrayList<>();

        @Override
        public boolean wanted(TrackedRepository repository, MergeGroup group) {
            return !open.contains(group) && open.add(group);
        }

        @Override
        public void destroyed(TrackedRepository repository, MergeGroup group, String cause) {
            open.remove(group);
        }

        @Override
        public List<MergeGroup> open(TrackedRepository repository) {
            return List.copyOf(open);
        }
    }

    @Test
    void what_github_lists_is_wanted_and_what_it_does_not_is_gone() {
        merging.wanted(HARBOUR, OLD);
        when(github.groups(any())).thenReturn(new GitHubPulls.Groups.Found(List.of(NEW)));

        assertThat(merging.look(HARBOUR)).isTrue();

        assertThat(known.open).containsExactly(NEW);
    }

    @Test
    void a_group_that_is_told_of_while_github_answers_is_not_taken_for_gone() {
        when(github.groups(any()))
                .thenAnswer(
                        _ -> {
                            merging.wanted(HARBOUR, NEW);
                            return new GitHubPulls.Groups.Found(List.of());
                        });

        merging.look(HARBOUR);

        assertThat(known.open).containsExactly(NEW);
    }

    @Test
    void nothing_is_gone_where_github_cannot_be_read() {
        merging.wanted(HARBOUR, OLD);
        when(github.groups(any())).thenReturn(new GitHubPulls.Groups.Unreachable("away"));

        assertThat(merging.look(HARBOUR)).isFalse();

        assertThat(known.open).containsExactly(OLD);
    }
}
