package dev.muster.simulation.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.apps.App;
import dev.muster.simulation.checks.Checks;
import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Happening;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.RepoShapes;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every run and job, what becomes of them, and what is told of it. Jobs wait until a runner, which
/// is a test or a demonstration, takes them.
public final class Actions {

    private static final Pattern INPUT = Pattern.compile("\\$\\{\\{ *inputs\\.([\\w-]+) *}}");
    private static final String AWAITS_APPROVAL = "action_required";
    private static final int MOST_RERUNS = 50;
    private static final Duration RERUNS_END = Duration.ofDays(30);

    private final Ground ground;
    private final RepoShapes repos;
    private final ActionShapes shapes;
    private final Checks checks;
    private final App actionsApp;
    private final Workflows workflows;
    private final Map<Long, Run> runs = new LinkedHashMap<>();
    private final List<Consumer<Job>> followers = new ArrayList<>();

    /// None yet.
    ///
    /// @param actionsApp the App whose check runs the jobs are
    public Actions(
            Ground ground, RepoShapes repos, ActionShapes shapes, Checks checks, App actionsApp) {
        this.ground = ground;
        this.repos = repos;
        this.shapes = shapes;
        this.checks = checks;
        this.actionsApp = actionsApp;
        this.workflows = new Workflows(ground);
    }

    Workflows workflows() {
        return workflows;
    }

    /// From now on someone hears of every job that is queued.
    public void follow(Consumer<Job> follower) {
        followers.add(follower);
    }

    /// Starts a run by a dispatch.
    ///
    /// @param ref a branch or a tag
    Run dispatch(Workflow workflow, String ref, String sha, JsonNode inputs, Account by) {
        var text = Objects.requireNonNull(Workflows.text(workflow, sha));
        var body = Json.object().put("ref", ref).put("workflow", workflow.path());
        body.set("inputs", inputs);
        tell("workflow_dispatch", null, workflow.repo(), body, by);
        var name = text.name() == null ? workflow.path() : text.name();
        var title = text.runName() == null ? name : title(text.runName(), inputs);
        var branch = ref.replaceFirst("^refs/(heads|tags)/", "");
        var cause =
                new Run.Cause(
                        "workflow_dispatch",
                        by,
                        workflow.repo(),
                        branch,
                        ref,
                        sha,
                        title,
                        name,
                        inputs);
        return start(workflow, cause, Matrix.unfold(text, inputs));
    }

    private static String title(String template, JsonNode inputs) {
        return INPUT.matcher(template)
                .replaceAll(it -> Matcher.quoteReplacement(inputs.path(it.group(1)).asText("")));
    }

    /// Starts a run.
    ///
    /// @param plans its jobs, absent where it cannot begin
    Run start(Workflow workflow, Run.Cause cause, @Nullable List<Job.Plan> plans) {
        return start(workflow, cause, plans, Set.of());
    }

    /// Starts a run.
    ///
    /// @param plans its jobs, absent where it cannot begin
    /// @param skipped those of them whose condition does not hold; what waits for them is skipped
    ///   with them
    Run start(
            Workflow workflow,
            Run.Cause cause,
            @Nullable List<Job.Plan> plans,
            Set<Job.Plan> skipped) {
        var run = make(workflow, cause);
        if (plans == null) {
            run.begin(List.of(), ground.now());
            tell(run, "requested");
            run.go("completed", "startup_failure", ground.now());
            tell(run, "completed");
            return run;
        }
        var jobs = jobs(run, 1, plans);
        run.begin(jobs, ground.now());
        tell(run, "requested");
        for (var job : jobs) {
            if (skipped.contains(job.plan())) {
                end(job, "skipped");
            } else {
                queued(job);
            }
        }
        return run;
    }

    /// Cancels what goes on of a workflow for a ref, as a new run does whose group says so.
    void supersede(Workflow workflow, String ref) {
        for (var run : List.copyOf(runs.values())) {
            if (run.workflow() == workflow
                    && run.ref().equals(ref)
                    && !run.status().equals("completed")) {
                cancel(run, false);
            }
        }
    }

    private Run make(Workflow workflow, Run.Cause cause) {
        var suite =
                checks.anotherSuite(
                        actionsApp, workflow.repo(), cause.sha(), cause.branch(), cause.by());
        var run = new Run(ground.nextId(), workflow, cause, suite, ground.now());
        runs.put(run.id(), run);
        return run;
    }

    /// Makes a run that begins only once someone has let it.
    void hold(Workflow workflow, Run.Cause cause) {
        var run = make(workflow, cause);
        tell(run, "requested");
        run.go("completed", AWAITS_APPROVAL, ground.now());
        tell(run, "completed");
    }

    /// Someone lets a run begin.
    ///
    /// @throws Refusal 403 where it does not wait for that
    public void approve(Run run) {
        var text = Workflows.text(run.workflow(), run.headSha());
        var plans = text == null ? null : Matrix.unfold(text, run.inputs());
        if (!AWAITS_APPROVAL.equals(run.conclusion()) || plans == null) {
            throw Refusal.of(403, "This run is not waiting for approval");
        }
        var jobs = jobs(run, 1, plans);
        run.begin(jobs, ground.now());
        jobs.forEach(this::queued);
    }

    private List<Job> jobs(Run run, int attempt, List<Job.Plan> plans) {
        var jobs = new ArrayList<Job>();
        for (var plan : plans) {
            var check = checks.create(run.suite(), plan.name(), run.cause().by());
            jobs.add(new Job(check.id(), run, attempt, plan, ground.now()));
        }
        return jobs;
    }

    private void queued(Job job) {
        tell(job, "queued");
        followers.forEach(follower -> follower.accept(job));
    }

    /// Adds jobs to a run that is under way, as jobs that waited for another's output.
    public List<Job> add(Run run, List<Job.Plan> plans) {
        var jobs = jobs(run, run.attempt(), plans);
        run.add(jobs);
        jobs.forEach(this::queued);
        return jobs;
    }

    /// A runner takes a job.
    public void begin(Job job) {
        if (!job.status().equals("queued")) {
            return;
        }
        job.begin(ground.now());
        check(job, Json.object().put("status", "in_progress"));
        if (job.run().status().equals("queued")) {
            job.run().go("in_progress", null, ground.now());
            tell(job.run(), "in_progress");
        }
        tell(job, "in_progress");
    }

    /// A job ends.
    ///
    /// @param conclusion `success`, `failure`, `cancelled`, `skipped` or `timed_out`
    public void end(Job job, String conclusion) {
        if (job.status().equals("completed")) {
            return;
        }
        job.end(conclusion, ground.now());
        check(job, Json.object().put("conclusion", conclusion));
        tell(job, "completed");
        var run = job.run();
        if (run.jobs().stream().allMatch(it -> it.status().equals("completed"))) {
            run.go("completed", conclusion(run), ground.now());
            tell(run, "completed");
        }
    }

    private static String conclusion(Run run) {
        for (var worst : List.of("cancelled", "failure", "timed_out")) {
            if (run.jobs().stream().anyMatch(it -> worst.equals(it.conclusion()))) {
                return worst.equals("timed_out") ? "failure" : worst;
            }
        }
        return run.jobs().stream().allMatch(it -> "skipped".equals(it.conclusion()))
                ? "skipped"
                : "success";
    }

    private void check(Job job, ObjectNode body) {
        var repo = job.run().workflow().repo();
        checks.update(checks.run(repo, job.id()), body, job.run().cause().by());
    }

    /// A job writes to its log.
    public void write(Job job, String text) {
        job.write(text);
    }

    /// From now on only force can cancel a job, as with `if: always()`.
    public void holdOut(Job job) {
        job.holdOut();
    }

    /// Cancels a run: what waits or gives in ends, what holds out goes on unless forced.
    ///
    /// @throws Refusal 409 where it has ended
    public void cancel(Run run, boolean force) {
        if (run.status().equals("completed")) {
            throw Refusal.of(409, "Cannot cancel a workflow run that is completed.");
        }
        for (var job : List.copyOf(run.jobs())) {
            job.askToCancel();
            if (force || !job.holdsOut()) {
                end(job, "cancelled");
            }
        }
    }

    /// Runs some jobs of an ended run once more, as its next attempt; those that are not chosen are
    /// taken over as they are.
    ///
    /// @throws Refusal 403 where it has not ended, began a month ago or was repeated too often
    public void rerun(Run run, java.util.function.Predicate<Job> chosen) {
        if (!run.status().equals("completed")) {
            throw Refusal.of(403, "The workflow run containing this job is already running");
        }
        if (ground.now().isAfter(run.createdAt().plus(RERUNS_END))) {
            throw Refusal.of(
                    403,
                    "Unable to retry this workflow run because it was created over a month ago");
        }
        if (run.attempt() > MOST_RERUNS) {
            throw Refusal.of(403, "Unable to re-run this workflow run: too many attempts");
        }
        var attempt = run.attempt() + 1;
        var all = new ArrayList<Job>();
        var again = new ArrayList<Job>();
        for (var old : run.jobs()) {
            var job = jobs(run, attempt, List.of(old.plan())).getFirst();
            all.add(job);
            if (chosen.test(old)) {
                again.add(job);
            } else {
                job.takeOver(old);
                check(job, Json.object().put("conclusion", old.conclusion()));
            }
        }
        run.begin(all, ground.now());
        again.forEach(this::queued);
    }

    /// A run of a repository.
    ///
    /// @throws Refusal 404 where there is none
    public Run run(Repo repo, long id) {
        var run = runs.get(id);
        if (run == null || run.workflow().repo() != repo) {
            throw Refusal.notFound();
        }
        return run;
    }

    /// A job of a repository.
    ///
    /// @throws Refusal 404 where there is none
    public Job job(Repo repo, long id) {
        return of(repo).stream()
                .flatMap(run -> run.allJobs().stream())
                .filter(job -> job.id() == id)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /// A job of any repository.
    ///
    /// @throws Refusal 404 where there is none
    public Job job(long id) {
        return runs.values().stream()
                .flatMap(run -> run.allJobs().stream())
                .filter(job -> job.id() == id)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /// The runs of a repository, the newest first.
    public List<Run> of(Repo repo) {
        return runs.values().stream()
                .filter(run -> run.workflow().repo() == repo)
                .toList()
                .reversed();
    }

    void forget(Run run) {
        runs.remove(run.id());
    }

    private void tell(Run run, String action) {
        var body = Json.object().put("action", action);
        body.set("workflow_run", shapes.toldRun(run));
        body.set("workflow", shapes.workflow(run.workflow()));
        tell("workflow_run", action, run.workflow().repo(), body, run.cause().by());
    }

    private void tell(Job job, String action) {
        var body = Json.object().put("action", action);
        body.set("workflow_job", shapes.job(job));
        tell("workflow_job", action, job.run().workflow().repo(), body, job.run().cause().by());
    }

    private void tell(
            String event, @Nullable String action, Repo repo, ObjectNode body, Account by) {
        body.set("repository", repos.shape(repo));
        body.set("sender", by.shape(ground));
        ground.tell(new Happening(event, action, repo.owner().id(), repo.id(), null, body));
    }
}
