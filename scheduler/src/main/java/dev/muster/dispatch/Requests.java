package dev.muster.dispatch;

import dev.muster.config.model.PropertyValue;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What people ask of tasks. Everything that is accepted goes to the audit log.
public interface Requests {

    /// Runs a task again that has ended, or at once where it waits.
    Outcome rerun(TaskId task, String who, String reason);

    /// Stops a task: one that waits or is queued at once, one that runs as soon as its runner has
    /// stopped it.
    Outcome cancel(TaskId task, String who, String reason);

    /// Starts targets by name on a commit, all of them or none: in line at once what runs here, as
    /// a waiting task what another scheduler runs.
    Started start(Order order);

    /// Targets to be started.
    ///
    /// @param repo the repository
    /// @param ref a branch, which stands for its newest commit, or a commit, which may be cut to
    ///   seven digits
    /// @param targets their names
    /// @param parameters values that stand in for properties which each of the targets declares
    /// @param who asks
    /// @param reason for people; may be empty
    record Order(
            RepoSlug repo,
            String ref,
            List<String> targets,
            Map<String, PropertyValue> parameters,
            String who,
            String reason) {
        public Order {
            targets = List.copyOf(targets);
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /// What came of an order.
    sealed interface Started {
        /// @param branch the branch that the commit is on
        /// @param commit the commit
        /// @param tasks one for each target, in the order asked for
        record Accepted(String branch, CommitSha commit, List<TaskId> tasks) implements Started {
            public Accepted {
                tasks = List.copyOf(tasks);
            }
        }

        /// @param what there is none of
        /// @param hint what there is
        record NotFound(String what, String hint) implements Started {}

        /// @param faults everything in the order that cannot be, a sentence each
        record Wrong(List<String> faults) implements Started {
            public Wrong {
                faults = List.copyOf(faults);
            }
        }

        /// @param why what stands in the way now, a sentence each
        record NotPossible(List<String> why) implements Started {
            public NotPossible {
                why = List.copyOf(why);
            }
        }
    }

    /// What came of a request.
    sealed interface Outcome {
        /// @param task the task
        record Accepted(TaskId task) implements Outcome {}

        /// There is no such task.
        record NotFound() implements Outcome {}

        /// @param why a sentence for the person who asked
        record NotPossible(String why) implements Outcome {}
    }
}
