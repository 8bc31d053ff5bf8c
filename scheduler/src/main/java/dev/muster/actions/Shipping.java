package dev.muster.actions;

import dev.muster.actions.ActionsStore.Dispatch;
import dev.muster.actions.Workflows.Sent;
import dev.muster.dispatch.AttemptEvents;
import dev.muster.lanes.Lanes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Gathers waiting attempts into workflow runs and asks GitHub for them.
///
/// A run of which it is not known whether GitHub started it is looked for by its name first, and is
/// asked for again, under the same name, only when it was not found for some minutes. Should a twin
/// appear nevertheless, its jobs find their attempts taken.
public final class Shipping {

    private static final Logger LOG = LoggerFactory.getLogger(Shipping.class);
    private static final int BATCH = 20;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration BELIEVE_AFTER = Duration.ofMinutes(3);

    private final ActionsStore store;
    private final Workflows workflows;
    private final AttemptEvents events;
    private final Lanes lanes;
    private final String owner;
    private final Clock clock;

    /// @param lanes of how many commits runs are asked for at once
    /// @param owner the name under which this instance claims
    public Shipping(
            ActionsStore store,
            Workflows workflows,
            AttemptEvents events,
            Lanes lanes,
            String owner,
            Clock clock) {
        this.store = store;
        this.workflows = workflows;
        this.events = events;
        this.lanes = lanes;
        this.owner = owner;
        this.clock = clock;
    }

    /// Ships what waits.
    ///
    /// @return how many runs were gathered or tried
    public int round() {
        var gathered = store.gather();
        var dispatches = store.toSend(owner, LEASE, BATCH);
        lanes.each(dispatches, Dispatch::sha, this::shipSafely);
        return gathered + dispatches.size();
    }

    /// One run that makes trouble must not keep the others from being asked for.
    private void shipSafely(Dispatch dispatch) {
        try {
            if (dispatch.looks()) {
                find(dispatch);
            } else {
                settle(dispatch, workflows.dispatch(dispatch));
            }
        } catch (RuntimeException trouble) {
            LOG.atError()
                    .addKeyValue("dispatch", dispatch.id())
                    .setCause(trouble)
                    .log("A run could not be asked for; it is tried again");
        }
    }

    private void find(Dispatch dispatch) {
        var first = dispatch.firstSentAt() == null ? clock.instant() : dispatch.firstSentAt();
        var found = workflows.find(dispatch.repo(), dispatch.id(), first.minusSeconds(60));
        if (found instanceof Sent.Absent && clock.instant().isBefore(first.plus(BELIEVE_AFTER))) {
            store.unknown(dispatch, soon(), "looked for and not found yet");
        } else {
            settle(dispatch, found);
        }
    }

    private void settle(Dispatch dispatch, Sent sent) {
        switch (sent) {
            case Sent.Done(var run) -> store.sent(dispatch, run);
            case Sent.Absent _ -> store.absent(dispatch);
            case Sent.Later(var at, var why) -> {
                if (dispatch.looks()) {
                    store.unknown(dispatch, at, why);
                } else {
                    store.later(dispatch, at, why);
                }
            }
            case Sent.Unknown(var why) -> store.unknown(dispatch, soon(), why);
            case Sent.Refused(var why) -> {
                LOG.atWarn()
                        .addKeyValue("repo", dispatch.repo())
                        .addKeyValue("dispatch", dispatch.id())
                        .addKeyValue("why", why)
                        .log("GitHub refused a run");
                store.refused(dispatch, why).forEach(events::changed);
            }
        }
    }

    private Instant soon() {
        return clock.instant().plus(LOOK_EVERY);
    }
}
