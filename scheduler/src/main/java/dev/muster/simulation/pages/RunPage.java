package dev.muster.simulation.pages;

import dev.muster.simulation.actions.Job;
import dev.muster.simulation.actions.Run;

import java.util.List;
import java.util.stream.Collectors;

/// A run of a workflow with its jobs and what they wrote.
final class RunPage {

    private RunPage() {}

    static String path(Run run) {
        return "/" + run.workflow().repo().fullName() + "/actions/runs/" + run.id();
    }

    static String content(Run run, List<Job> jobs) {
        return """
        <p>%s</p>
        <h1>%s %s <span class="dim">#%d</span></h1>
        <p class="dim"><code>%s</code> by %s on <code>%s</code>, attempt %d</p>
        <div class="box"><h3>%d jobs</h3>%s</div>
        """
                .formatted(
                        Html.link(
                                "/" + run.workflow().repo().fullName(),
                                run.workflow().repo().fullName()),
                        ChecksView.sign(run.status(), run.conclusion()),
                        Html.escape(run.title()),
                        run.number(),
                        Html.escape(run.workflow().path()),
                        Html.escape(run.event()),
                        Html.escape(run.branch()),
                        run.attempt(),
                        jobs.size(),
                        jobs.stream().map(RunPage::job).collect(Collectors.joining()));
    }

    private static String job(Job job) {
        return """
        <details id="job-%d"><summary>%s <b>%s</b> <span class="dim">%s</span></summary>
        <pre>%s</pre></details>
        """
                .formatted(
                        job.id(),
                        ChecksView.sign(job.status(), job.conclusion()),
                        Html.escape(job.name()),
                        Html.escape(String.join(", ", job.labels())),
                        Html.escape(plain(job.log())));
    }

    /// Without the colours of terminals.
    private static String plain(String log) {
        return log.replaceAll("\u001B\\[[0-9;]*[A-Za-z]", "");
    }
}
