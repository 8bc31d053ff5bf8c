package dev.muster.actions;

import dev.muster.core.ci.AttemptKey;
import dev.muster.dispatch.Assignment;
import dev.muster.dispatch.Runner;
import dev.muster.report.RunProperties;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

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
        return submit(List.of(assignment)).getFirst();
    }

    /// All in one transaction, so that they are gathered into one run.
    @Override
    public List<Submission> submit(List<Assignment> assignments) {
        var requests = new LinkedHashMap<AttemptKey, BuildRequest>();
        assignments.stream()
                .filter(it -> !it.runsOn().isEmpty())
                .forEach(it -> requests.put(it.key(), request(it)));
        if (!requests.isEmpty()) {
            var any = assignments.getFirst();
            var pool = store.pool(any.repo(), any.branch());
            store.take(any.repo(), any.branch(), any.commit(), pool, requests);
        }
        return assignments.stream().map(ActionsRunner::taken).toList();
    }

    private static Submission taken(Assignment assignment) {
        return assignment.runsOn().isEmpty()
                ? new Submission.Refused(
                        "platform '%s' names no runner; give it 'runs_on', or set its labels in the service"
                                .formatted(assignment.target().platform()))
                : new Submission.Accepted("");
    }

    private static BuildRequest request(Assignment assignment) {
        var target = assignment.target();
        var name = target.name().value();
        return new BuildRequest(
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
    }

    @Override
    public Observation observe(AttemptKey attempt) {
        return observing(List.of(attempt)).apply(attempt);
    }

    @Override
    public Function<AttemptKey, Observation> observing(Collection<AttemptKey> attempts) {
        var known = store.observe(attempts);
        return attempt -> known.getOrDefault(attempt, new Observation.Unknown());
    }

    @Override
    public void cancel(AttemptKey attempt, String why) {
        store.cancel(attempt, why);
    }
}
