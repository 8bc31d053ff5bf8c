package dev.muster.external;

import dev.muster.access.Principal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Takes status posts.
public final class StatusPosts {

    /// How long a post for an unknown commit is kept.
    public static final Duration KEPT = Duration.ofMinutes(10);

    /// The most posts for unknown commits that are kept of one sender.
    public static final int MOST_KEPT = 1_000;

    /// How much longer than its timeout an execution may go on without an end.
    static final Duration GRACE = Duration.ofMinutes(15);

    private final ExternalTasks tasks;
    private final Clock clock;

    public StatusPosts(ExternalTasks tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /// Takes a post.
    public Outcome take(Principal sender, StatusPost post) {
        return switch (tasks.look(post)) {
            case ExternalTasks.Sight.NoRepository _ ->
                    new Outcome.NotFound("repository '%s'".formatted(post.repository()));
            case ExternalTasks.Sight.NoCommit(var repository) -> keep(sender, repository, post);
            case ExternalTasks.Sight.NoTask(var why) -> new Outcome.NotFound(why);
            case ExternalTasks.Sight.Found(var found) -> apply(sender, found, post);
        };
    }

    /// Takes a post of somebody who is known for this moment only, so that nothing can be kept of
    /// it.
    public Outcome takeNow(Principal sender, StatusPost post) {
        return switch (tasks.look(post)) {
            case ExternalTasks.Sight.NoCommit _ ->
                    new Outcome.NotFound(
                            "commit %s here yet; post it again in a minute"
                                    .formatted(post.sha().abbreviated()));
            case ExternalTasks.Sight.NoRepository _,
                    ExternalTasks.Sight.NoTask _,
                    ExternalTasks.Sight.Found _ ->
                    take(sender, post);
        };
    }

    private Outcome keep(Principal sender, long repository, StatusPost post) {
        var scope = sender.scope();
        if (scope == null || !scope.covers(post.repository())) {
            return new Outcome.NotYours(repositoryOf(post));
        }
        if (!scope.targets().isEmpty() && !scope.targets().contains(post.target())) {
            return new Outcome.NotYours(targetOf(post));
        }
        var until = clock.instant().plus(KEPT);
        return tasks.keep(sender, repository, post, MOST_KEPT)
                ? new Outcome.Kept(until)
                : new Outcome.TooMany(
                        "%d posts for unknown commits are kept already".formatted(MOST_KEPT));
    }

    private Outcome apply(Principal sender, List<ExternalTasks.Task> found, StatusPost post) {
        var scope = sender.scope();
        if (scope == null || !scope.covers(post.repository())) {
            return new Outcome.NotYours(repositoryOf(post));
        }
        var ours =
                found.stream().filter(it -> scope.covers(post.target(), it.scheduler())).toList();
        if (ours.isEmpty()) {
            return new Outcome.NotYours(
                    found.getFirst().external()
                            ? targetOf(post)
                            : "'%s' is run by this service; targets with another 'scheduler' take posts"
                                    .formatted(post.target()));
        }
        return new Outcome.Applied(
                ours.stream().map(it -> tasks.apply(it.id(), sender, post)).toList());
    }

    private static String targetOf(StatusPost post) {
        return "'%s' is not among the targets that this token posts for".formatted(post.target());
    }

    private static String repositoryOf(StatusPost post) {
        return "'%s' is not the repository that this token posts for".formatted(post.repository());
    }

    /// Applies what was kept and whose commit is known now, and forgets what is too old.
    ///
    /// @return how many posts were put away
    public int round() {
        return tasks.ripe(
                clock.instant().minus(KEPT),
                (sender, post) -> {
                    take(sender, post);
                });
    }

    /// Gives up executions that were to have ended long ago.
    ///
    /// @return how many
    public int expire() {
        return tasks.expire(GRACE);
    }

    /// What became of a post.
    public sealed interface Outcome {

        /// @param tasks those it was about, at least one
        record Applied(List<ExternalTasks.Applied> tasks) implements Outcome {
            public Applied {
                tasks = List.copyOf(tasks);
            }
        }

        /// The commit is not known yet.
        ///
        /// @param until when the post is forgotten unless the commit becomes known
        record Kept(java.time.Instant until) implements Outcome {}

        /// @param what there is not, to be read after "there is no"
        record NotFound(String what) implements Outcome {}

        /// @param why a sentence
        record NotYours(String why) implements Outcome {}

        /// @param why a sentence
        record TooMany(String why) implements Outcome {}
    }
}
