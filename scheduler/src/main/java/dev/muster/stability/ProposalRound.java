package dev.muster.stability;

import dev.muster.config.edit.EditOutcome;
import dev.muster.config.edit.TargetEdit;
import dev.muster.config.model.TargetName;
import dev.muster.core.promotion.Kind;
import dev.muster.core.promotion.ProposalLimits;
import dev.muster.core.promotion.Proposals;
import dev.muster.core.promotion.Step;
import dev.muster.core.promotion.Subject;
import dev.muster.stability.ProposalDesk.Draft;
import dev.muster.stability.ProposalDesk.Place;

import org.jspecify.annotations.Nullable;

import java.time.Clock;

/// Makes proposals that the evidence asks for, keeps them current, and closes them when they are
/// moot.
public final class ProposalRound {

    private final ProposalDesk desk;
    private final ProposalLimits limits;
    private final Clock clock;

    public ProposalRound(ProposalDesk desk, ProposalLimits limits, Clock clock) {
        this.desk = desk;
        this.limits = limits;
        this.clock = clock;
    }

    /// One round.
    ///
    /// @return how many proposals changed
    public int round() {
        var changed = 0;
        for (var place : desk.places()) {
            for (var kind : Kind.values()) {
                changed += round(place, kind);
            }
        }
        return changed;
    }

    private int round(Place place, Kind kind) {
        var sheet = desk.read(place, kind);
        var steps = Proposals.decide(sheet.subjects(), sheet.madeToday(), limits, clock.instant());
        var changed = 0;
        for (var step : steps) {
            changed += desk.carryOut(place, step, draft(place, step)) ? 1 : 0;
        }
        return changed;
    }

    private @Nullable Draft draft(Place place, Step step) {
        return switch (step) {
            case Step.Make(var subject) -> draft(place, subject);
            case Step.Renew(_, var subject) -> draft(place, subject);
            case Step.Conclude _, Step.Withdraw _ -> null;
        };
    }

    private Draft draft(Place place, Subject subject) {
        return switch (subject.kind()) {
            case PROMOTE -> promotion(place, subject.target());
            // A record in the service does it; the file stays as it is.
            case QUARANTINE -> new Draft("", "", null);
        };
    }

    private Draft promotion(Place place, String target) {
        for (var config : desk.configs(place, target)) {
            switch (TargetEdit.promote(config.path(), config.text(), new TargetName(target))) {
                case EditOutcome.Edited edited -> {
                    return new Draft(
                            config.path(),
                            UnifiedDiff.of(config.path(), config.text(), edited),
                            null);
                }
                case EditOutcome.Unsupported(var why, var line) -> {
                    return new Draft(
                            config.path(),
                            "",
                            "%s:%d: %s; edit it by hand".formatted(config.path(), line, why));
                }
                case EditOutcome.AlreadySo _,
                        EditOutcome.NoSuchTarget _,
                        EditOutcome.Unreadable _ -> {
                    // another file may declare it
                }
            }
        }
        return new Draft("", "", "no configuration file of the newest commit has the target");
    }
}
