package dev.muster.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.adapter.git.LocalRepository;
import dev.muster.cli.actions.PullEvent;
import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.model.Target;
import dev.muster.generate.MatrixRow;
import dev.muster.plan.RepoEvent;
import dev.muster.report.Ink;
import dev.muster.report.PlanText;
import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.actions.Job;
import dev.muster.simulation.pulls.PullRequest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// What the generated workflow on pull requests decides, for the simulated runners: `muster
/// plan-pull` for code of forks, nothing where the service starts the targets itself.
final class DemoPlans {

    private static final String CONFIG = ".ci.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatedRepository repository;

    DemoPlans(SimulatedRepository repository) {
        this.repository = repository;
    }

    /// Whether a job decides what others run.
    boolean plans(SimulatedJob job) {
        return ofPull(job) && job.row().isEmpty() || job.event().equals("merge_group");
    }

    private static boolean ofPull(SimulatedJob job) {
        return job.event().equals("pull_request");
    }

    private PullRequest pull(SimulatedJob job) {
        var number = job.ref().replaceAll("\\D+", "");
        return repository.pullRequest(Long.parseLong(number)).state();
    }

    /// Adds the jobs that a job decides on.
    boolean plan(SimulatedJob job) {
        if (!ofPull(job) || !pull(job).isFromFork()) {
            job.write("The service starts the targets of this commit.\n");
            return true;
        }
        var pull = pull(job);
        var event =
                new PullEvent(
                        new RepoEvent.PullRequestUpdated(pull.baseRef(), Instant.EPOCH, Set.of()),
                        job.headSha(),
                        pull.baseSha(),
                        "main",
                        false);
        try (var git = LocalRepository.open(repository.folder())) {
            var planned = new PullPlan(git, event, Set.of(CONFIG));
            var plan = planned.plan();
            job.write(new PlanText(Ink.PLAIN).of(plan, false));
            job.plan(planned.rows(plan).stream().map(DemoPlans::job).toList());
            return true;
        } catch (LocalRepository.Unreadable e) {
            job.write(e.why() + "\n");
            return false;
        }
    }

    private static Job.Plan job(MatrixRow row) {
        var fields = Map.of("targets", row.targets(), "attempt", row.attempt());
        return new Job.Plan(row.name(), row.runsOn(), JSON.valueToTree(fields));
    }

    /// The target that a job is to run, by the rules that hold for its commit: for the code of
    /// forks those of the base.
    Target target(SimulatedJob job, String name) throws IOException {
        var commit =
                ofPull(job)
                        ? pull(job).baseSha()
                        : job.inputs().path("commit").asText(job.headSha());
        var text = repository.file(commit, CONFIG);
        var bytes = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        if (CiConfigReader.read(CONFIG, bytes) instanceof Reading.Valid(var config, _)) {
            for (var target : config.targets()) {
                if (target.name().value().equals(name)) {
                    return target;
                }
            }
        }
        throw new IOException("the .ci.yaml that holds has no target '%s'".formatted(name));
    }
}
