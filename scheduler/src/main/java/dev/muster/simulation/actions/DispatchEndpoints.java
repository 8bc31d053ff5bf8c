package dev.muster.simulation.actions;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Pages;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.Repos;

import java.util.ArrayList;

/// Workflows and their dispatch.
public final class DispatchEndpoints {

    private static final int MOST_INPUTS = 25;
    private static final int LONGEST_INPUTS = 65_535;
    private static final String ONE = " /repos/{owner}/{repo}/actions/workflows/{workflow_id}";

    private final Ground ground;
    private final Accounts accounts;
    private final Repos repos;
    private final Actions actions;
    private final ActionShapes shapes;

    /// Answers from these workflows.
    public DispatchEndpoints(
            Ground ground, Accounts accounts, Repos repos, Actions actions, ActionShapes shapes) {
        this.ground = ground;
        this.accounts = accounts;
        this.repos = repos;
        this.actions = actions;
        this.shapes = shapes;
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        var read = Access.read("actions");
        var write = Access.write("actions");
        routes.add("GET /repos/{owner}/{repo}/actions/workflows", read, this::list);
        routes.add("GET" + ONE, read, request -> Answer.ok(shapes.workflow(find(request))));
        routes.add("PUT" + ONE + "/enable", write, request -> enable(request, true));
        routes.add("PUT" + ONE + "/disable", write, request -> enable(request, false));
        routes.add("POST" + ONE + "/dispatches", write, this::dispatch);
        routes.add("POST /repos/{owner}/{repo}/dispatches", Access.write("contents"), this::event);
    }

    private Answer list(Request request) {
        var all = actions.workflows().of(repos.of(request));
        return new Pages(ground)
                .counted(request, "workflows", all, Integer.MAX_VALUE, shapes::workflow);
    }

    private Workflow find(Request request) {
        return actions.workflows().find(repos.of(request), request.at("workflow_id"));
    }

    private Answer enable(Request request, boolean yes) {
        find(request).enable(yes);
        return Answer.empty(204);
    }

    private Answer dispatch(Request request) {
        var workflow = find(request);
        var body = request.json();
        var ref = body.path("ref").asText("");
        if (ref.isEmpty()) {
            throw Refusal.unprocessable("Invalid request.\n\n\"ref\" wasn't supplied.");
        }
        var sha = resolve(workflow.repo(), ref);
        if (!workflow.isEnabled()) {
            throw Refusal.unprocessable(
                    "Cannot trigger a 'workflow_dispatch' on a disabled workflow");
        }
        var text = Workflows.text(workflow, sha);
        if (text == null || !text.triggers().containsKey("workflow_dispatch")) {
            throw Refusal.unprocessable("Workflow does not have 'workflow_dispatch' trigger");
        }
        var inputs = body.has("inputs") ? body.path("inputs") : Json.object();
        check(text, inputs);
        var by = accounts.user(request.caller().login());
        var run = actions.dispatch(workflow, full(workflow.repo(), ref), sha, inputs, by);
        if (!request.speaks2026() && !body.path("return_run_details").asBoolean()) {
            return Answer.empty(204);
        }
        return Answer.ok(
                Json.object()
                        .put("workflow_run_id", run.id())
                        .put("run_url", shapes.url(run))
                        .put("html_url", shapes.html(run)));
    }

    private static void check(WorkflowText text, JsonNode inputs) {
        if (text.inputs().size() > MOST_INPUTS || inputs.size() > MOST_INPUTS) {
            throw Refusal.unprocessable(
                    "you may only define up to "
                            + MOST_INPUTS
                            + " `inputs` for a"
                            + " `workflow_dispatch` event");
        }
        if (inputs.toString().length() > LONGEST_INPUTS) {
            throw Refusal.unprocessable("inputs are too large.");
        }
        var unexpected = new ArrayList<String>();
        inputs.fieldNames().forEachRemaining(unexpected::add);
        unexpected.removeAll(text.inputs().keySet());
        if (!unexpected.isEmpty()) {
            throw Refusal.unprocessable("Unexpected inputs provided: " + unexpected);
        }
        text.inputs()
                .forEach(
                        (name, required) -> {
                            if (required && !inputs.hasNonNull(name)) {
                                throw Refusal.unprocessable(
                                        "Required input '" + name + "' not provided");
                            }
                        });
    }

    private static String full(Repo repo, String ref) {
        if (ref.startsWith("refs/")) {
            return ref;
        }
        var branch = "refs/heads/" + ref;
        return repo.git().read().resolve(branch) == null ? "refs/tags/" + ref : branch;
    }

    /// A branch or a tag; the name of a commit is refused.
    private static String resolve(Repo repo, String ref) {
        var sha = repo.git().read().resolve(full(repo, ref));
        if (sha == null) {
            throw Refusal.unprocessable("No ref found for: " + ref);
        }
        return sha;
    }

    private Answer event(Request request) {
        repos.of(request);
        var body = request.json();
        var type = body.path("event_type").asText("");
        if (type.isEmpty() || type.length() > 100) {
            throw Refusal.unprocessable(
                    "Invalid request.\n\n\"event_type\" takes 1 to 100 characters.");
        }
        var payload = body.path("client_payload");
        if (payload.size() > 10 || payload.toString().length() >= 64 * 1024) {
            throw Refusal.unprocessable("client_payload is too large.");
        }
        return Answer.empty(204);
    }
}
