package dev.muster.intake;

import dev.muster.presubmit.Presubmit.Outcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Learns where the App is installed, and what it may do there: at the start and from time to time,
/// for every word of it may be lost.
public final class SurveyRound {

    private static final Logger LOG = LoggerFactory.getLogger(SurveyRound.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final InstallationEvents.Survey survey;
    private final Clock clock;
    private Instant due = Instant.MIN;

    public SurveyRound(InstallationEvents.Survey survey, Clock clock) {
        this.survey = survey;
        this.clock = clock;
    }

    /// Looks if it is time to.
    public void round() {
        var now = clock.instant();
        if (now.isBefore(due)) {
            return;
        }
        switch (survey.look(0)) {
            case Outcome.Done _ -> due = now.plus(EVERY);
            case Outcome.Later(var why) ->
                    LOG.atWarn()
                            .addKeyValue("why", why)
                            .log("It could not be learnt where the App is installed");
        }
    }
}
