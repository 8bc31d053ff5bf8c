package dev.muster.api;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.external.Post;
import dev.muster.core.external.PostedStatus;
import dev.muster.core.failure.Signature;
import dev.muster.external.StatusPost;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Reads the bodies of status posts, with everything that is wrong with them.
///
/// @param post null where something is wrong
/// @param key by which the sender knows the request again; null where it gives none
/// @param correlation our name for the workflow run of the job that sends it; null where it has
///   none
/// @param faults what is wrong, a sentence each
record StatusBody(
        @Nullable StatusPost post,
        @Nullable String key,
        @Nullable String correlation,
        List<String> faults) {

    private static final String NOBODY = "0".repeat(40);
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_LINK = 2_000;
    private static final int MOST_ATTEMPTS = 1_000;

    static StatusBody read(JsonFields fields) {
        var repository = repository(fields, fields.text("repository", 300));
        var branch = fields.optional("branch", 250);
        var sha = sha(fields, "sha");
        var target = fields.text("target", LONGEST_NAME);
        var status = status(fields);
        var attempt = fields.number("attempt", 1, MOST_ATTEMPTS);
        var run = fields.textOrNumber("runId", 300);
        var started = fields.time("startedAt");
        var finished = finished(fields, started);
        var link = link(fields);
        var flaky = fields.flag("testFlaky");
        var note = fields.lines("note", LONGEST_LINK);
        var said = fields.lines("failure", Signature.WORTH);
        var key = fields.optional("idempotencyKey", 100);
        var correlation = fields.optional("correlation", 26);
        fields.noOthers();
        var post = new Post(status, attempt, run, started, finished, flaky, note, said);
        return new StatusBody(
                fields.faults().isEmpty()
                        ? new StatusPost(repository, branch, sha, target, link, post)
                        : null,
                key,
                correlation,
                fields.faults());
    }

    /// The form of Cocoon's clients. It names no repository, and what else they send is ignored.
    static StatusBody readHistoric(JsonFields fields, RepoSlug repository) {
        var branch = fields.text("CommitBranch", 250);
        var sha = sha(fields, "CommitSha");
        var target = fields.text("BuilderName", LONGEST_NAME);
        var word = fields.text("NewStatus", 100);
        if (!word.isEmpty() && !word.equals("Succeeded") && !word.equals("Failed")) {
            fields.fault(
                    "'NewStatus' is Succeeded or Failed, and this is '%s'"
                            .formatted(Documents.cut(word)));
        }
        var status = word.equals("Succeeded") ? PostedStatus.SUCCEEDED : PostedStatus.FAILED;
        var flaky = fields.flag("TestFlaky");
        var post = new Post(status, null, null, null, null, flaky, "");
        return new StatusBody(
                fields.faults().isEmpty()
                        ? new StatusPost(repository, branch, sha, target, null, post)
                        : null,
                null,
                null,
                fields.faults());
    }

    private static RepoSlug repository(JsonFields fields, String text) {
        if (text.matches("[^/\\s]+/[^/\\s]+")) {
            return new RepoSlug(
                    text.substring(0, text.indexOf('/')), text.substring(text.indexOf('/') + 1));
        }
        if (!text.isEmpty()) {
            fields.fault(
                    "'repository' is owner/name, and this is '%s'".formatted(Documents.cut(text)));
        }
        return new RepoSlug("nobody", "nothing");
    }

    private static CommitSha sha(JsonFields fields, String name) {
        var text = fields.text(name, 100).toLowerCase(Locale.ROOT);
        if (text.matches("[0-9a-f]{40}")) {
            return new CommitSha(text);
        }
        if (!text.isEmpty()) {
            fields.fault(
                    "'%s' is the 40 digits of a commit, and this is '%s'"
                            .formatted(name, Documents.cut(text)));
        }
        return new CommitSha(NOBODY);
    }

    private static PostedStatus status(JsonFields fields) {
        var word = fields.text("status", 100);
        var status = PostedStatus.of(word);
        if (status.isEmpty() && !word.isEmpty()) {
            fields.fault(
                    "'status' is one of %s, and this is '%s'"
                            .formatted(PostedStatus.words(), Documents.cut(word)));
        }
        return status.orElse(PostedStatus.RUNNING);
    }

    private static @Nullable Instant finished(JsonFields fields, @Nullable Instant started) {
        var finished = fields.time("finishedAt");
        if (finished != null && started != null && finished.isBefore(started)) {
            fields.fault("'finishedAt' lies before 'startedAt'");
        }
        return finished;
    }

    /// Only what a browser may follow without harm.
    private static @Nullable String link(JsonFields fields) {
        var text = fields.optional("logUrl", LONGEST_LINK);
        if (text == null) {
            return null;
        }
        try {
            var link = URI.create(text);
            if (link.getHost() != null
                    && link.getUserInfo() == null
                    && ("https".equals(link.getScheme()) || "http".equals(link.getScheme()))) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        fields.fault("'logUrl' is an address that begins with https:// or http://");
        return null;
    }
}
