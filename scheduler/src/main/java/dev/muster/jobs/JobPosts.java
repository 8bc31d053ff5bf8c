package dev.muster.jobs;

import dev.muster.core.ci.RepoSlug;
import dev.muster.digest.Digest;
import dev.muster.dispatch.AttemptEvents;
import dev.muster.identity.ActionsJob;
import dev.muster.identity.TokenUses;
import dev.muster.identity.TokenVerifier;
import dev.muster.identity.Verification;
import dev.muster.jobs.JobStore.Outcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;

/// Listens to jobs.
public final class JobPosts {

    private static final Logger LOG = LoggerFactory.getLogger(JobPosts.class);

    private static final String SAID =
            "the token was used to say something else; ask for a new one";

    private final TokenVerifier verifier;
    private final TokenUses uses;
    private final JobStore store;
    private final AttemptEvents events;

    public JobPosts(TokenVerifier verifier, JobStore store, AttemptEvents events, Clock clock) {
        this.verifier = verifier;
        this.uses = new TokenUses(clock);
        this.store = store;
        this.events = events;
    }

    /// For a service that runs nothing on GitHub: nobody is listened to.
    public static JobPosts off(Clock clock) {
        return new JobPosts(
                _ -> new Verification.Refused("this service is not connected with GitHub"),
                (_, _) -> {
                    throw new IllegalStateException("nobody was let in");
                },
                _ -> {},
                clock);
    }

    /// What came of a post.
    public sealed interface Answer {

        /// The job was listened to.
        ///
        /// @param outcome what came of it
        record Heard(Outcome outcome) implements Answer {}

        /// The job is of a workflow that is a scheduler of its own.
        ///
        /// @param job who talks
        /// @param repository the repository's name here
        /// @param scheduler as which
        record Beside(ActionsJob job, RepoSlug repository, String scheduler) implements Answer {}

        /// Its token proves nothing here.
        ///
        /// @param why a sentence
        record Refused(String why) implements Answer {}

        /// Nobody can say now who it is.
        ///
        /// @param why a sentence
        record Later(String why) implements Answer {}
    }

    /// Takes a post.
    ///
    /// @param token as it came
    public Answer take(String token, JobPost post) {
        return switch (verifier.verify(token)) {
            case Verification.Refused(var why) -> new Answer.Refused(why);
            case Verification.Unavailable(var why) -> new Answer.Later(why);
            case Verification.Verified verified ->
                    says(verified.token(), verified.until(), post)
                            ? heard(verified, post)
                            : new Answer.Refused(SAID);
            case Verification.Beside(var job, var repository, var scheduler, var name, var until) ->
                    says(name, until, post)
                            ? new Answer.Beside(job, repository, scheduler)
                            : new Answer.Refused(SAID);
        };
    }

    private boolean says(String token, Instant until, JobPost post) {
        return uses.accepts(token, until, Digest.of(post.toString()).hex());
    }

    private Answer heard(Verification.Verified verified, JobPost post) {
        var heard = store.take(verified.job(), post);
        if (!(heard.outcome() instanceof Outcome.Taken)) {
            LOG.atInfo()
                    .addKeyValue("job", verified.job().id())
                    .addKeyValue("target", post.post().target())
                    .addKeyValue("why", heard.outcome())
                    .log("What a job says does not count");
        }
        heard.moved().forEach(events::changed);
        return new Answer.Heard(heard.outcome());
    }
}
