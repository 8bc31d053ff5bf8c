package dev.muster.external;

import dev.muster.access.Principal;
import dev.muster.core.ci.TaskId;
import dev.muster.core.ci.TaskStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/// The tasks of other schedulers' targets, and the posts that came too early for them.
public interface ExternalTasks {

    /// What there is of what a post is about.
    Sight look(StatusPost post);

    /// Applies a post to a task, with all that follows from it in one transaction.
    Applied apply(TaskId task, Principal sender, StatusPost post);

    /// Keeps a post for a commit that is not known; the same one again is kept once.
    ///
    /// @param most how many of one sender are kept
    /// @return whether there was room
    boolean keep(Principal sender, long repository, StatusPost post, int most);

    /// Hands out the kept posts whose commit has been planned meanwhile, in the order of their
    /// coming, and forgets them and those from before a moment.
    ///
    /// @return how many were forgotten
    int ripe(Instant oldest, BiConsumer<Principal, StatusPost> take);

    /// Ends executions that were to have ended by their target's timeout and a while, counted from
    /// when they were first told of here.
    ///
    /// @return how many
    int expire(Duration grace);

    /// What there is.
    sealed interface Sight {

        /// The repository is not tracked.
        record NoRepository() implements Sight {}

        /// No such commit has been planned yet.
        ///
        /// @param repository the repository's number
        record NoCommit(long repository) implements Sight {}

        /// The commit is planned, and there is no such task on it.
        ///
        /// @param what there is not, and why
        record NoTask(String what) implements Sight {}

        /// @param tasks of the target on the commit, one for each branch it is on
        record Found(List<Task> tasks) implements Sight {
            public Found {
                tasks = List.copyOf(tasks);
            }
        }
    }

    /// A task that a post may be about.
    ///
    /// @param id its name
    /// @param external whether another scheduler runs it
    /// @param scheduler which
    record Task(TaskId id, boolean external, String scheduler) {}

    /// A task after a post.
    ///
    /// @param id its name
    /// @param branch where it stands
    /// @param status where it stands now
    /// @param attempt the execution that the post was about
    /// @param changed whether the post said something new
    /// @param cancelAsked whether somebody wants it stopped
    record Applied(
            TaskId id,
            String branch,
            TaskStatus status,
            int attempt,
            boolean changed,
            boolean cancelAsked) {}
}
