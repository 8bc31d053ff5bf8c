package dev.muster.actions;

import dev.muster.core.ci.AttemptKey;
import dev.muster.dispatch.Assignment;
import dev.muster.dispatch.Runner;
import dev.muster.report.RunProperties;

import java.time.Duration;

/// GitHub Actions as a runner: attempts are taken into the store at once, and reach GitHub by
/// [Shipping].
public final class ActionsRunner implements Runner {

    /// Its name in attempts and on screen.
    public static final String NAME = "github";

    /// The lane of targets that say what to run: `muster run` reads their properties itself.
    private static final String RUN = "run";

    /// What a job needs besides its target: a machine, a checkout, the program.
    private static final Duration SETTING_UP = Duration.ofMinutes(15);

    private final ActionsStore store;

    public ActionsRunner(ActionsStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Submission submit(Assignment assignment) {
        var target = assignment.target();
        if (assignment.runsOn().isEmpty()) {
            return new Submission.Refused(
                    "platform '%s' names no runner; give it 'runs_on', or set its labels in the service"
                            .formatted(target.platform()));
        }
        var name = target.name().value();
        var request =
                new BuildRequest(
                        assignment.lane(),
                        name,
                        name,
                        assignment.runsOn(),
                        (int) target.work().timeout().plus(SETTING_UP).toMinutes(),
                        assignment.key().number(),
                        assignment.environment().get("MUSTER_EVENT"),
                        assignment.lane().equals(RUN)
                                ? null
                                : assignment.environment().get(RunProperties.VARIABLE));
        var pool = store.pool(assignment.repo(), assignment.branch());
        store.take(
                assignment.key(),
                assignment.repo(),
                assignment.branch(),
                assignment.commit(),
                new ActionsStore.Build(pool, request));
        return new Submission.Accepted("");
    }

    @Override
    public Observation observe(AttemptKey attempt) {
        return store.observe(attempt);
    }

    @Override
    public void cancel(AttemptKey attempt, String why) {
        store.cancel(attempt, why);
    }
}
