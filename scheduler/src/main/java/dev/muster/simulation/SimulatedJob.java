package dev.muster.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.actions.Job;

import java.util.List;
import java.util.Map;

/// A job, as its runner has it in hand.
public final class SimulatedJob {

    private final World world;
    private final Job job;

    SimulatedJob(World world, Job job) {
        this.world = world;
        this.job = job;
    }

    /// Its number, which is that of its check run.
    public long id() {
        return job.id();
    }

    /// The name people see.
    public String name() {
        return job.name();
    }

    /// The number of its run.
    public long runId() {
        return job.run().id();
    }

    /// The attempt of its run, from 1.
    public int attempt() {
        return job.attempt();
    }

    /// The event that its run began with, such as `workflow_dispatch`.
    public String event() {
        return job.run().event();
    }

    /// What its run is for, in full, such as `refs/pull/3/merge`.
    public String ref() {
        return job.run().ref();
    }

    /// The commit that its run is about.
    public String headSha() {
        return job.run().headSha();
    }

    /// What GitHub knows of it.
    public Job state() {
        return job;
    }

    /// Its row of the matrix, else an empty object.
    public JsonNode row() {
        return job.row();
    }

    /// The inputs of the dispatch, else an empty object.
    public JsonNode inputs() {
        return job.run().inputs();
    }

    /// Whether it has ended, perhaps because someone cancelled it.
    public boolean ended() {
        return world.ground.alone(() -> job.status().equals("completed"));
    }

    /// The runner takes it.
    public SimulatedJob begin() {
        world.ground.aloneDo(() -> world.actions.begin(job));
        return this;
    }

    /// The runner ends it.
    ///
    /// @param conclusion `success`, `failure`, `cancelled`, `skipped` or `timed_out`
    public void end(String conclusion) {
        world.ground.aloneDo(() -> world.actions.end(job, conclusion));
    }

    /// It writes to its log.
    public void write(String text) {
        world.ground.aloneDo(() -> world.actions.write(job, text));
    }

    /// From now on only force can cancel it.
    public void holdOutAgainstCancel() {
        world.ground.aloneDo(() -> world.actions.holdOut(job));
    }

    /// It waited for other jobs and tells now what they are: they are queued in the same run.
    public List<SimulatedJob> plan(List<Job.Plan> plans) {
        return world.ground.alone(() -> world.actions.add(job.run(), plans)).stream()
                .map(it -> new SimulatedJob(world, it))
                .toList();
    }

    /// Its token for an audience.
    public String token(String audience) {
        return world.ground.alone(() -> world.jobTokens.token(job, audience));
    }

    /// Its claims, to be changed and signed by hand.
    public ObjectNode claims(String audience) {
        return world.ground.alone(() -> world.jobTokens.claims(job, audience));
    }

    /// The variables by which it fetches a token itself.
    public Map<String, String> environment() {
        return world.jobTokens.environment(job);
    }
}
