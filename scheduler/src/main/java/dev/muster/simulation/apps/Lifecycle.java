package dev.muster.simulation.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Happening;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.repos.Repo;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What owners do to an installation, and what the App is told of it.
public final class Lifecycle {

    private final Ground ground;
    private final Apps apps;
    private final AppShapes shapes;

    /// Over these installations.
    public Lifecycle(Ground ground, Apps apps) {
        this.ground = ground;
        this.apps = apps;
        this.shapes = new AppShapes(ground);
    }

    /// Installs an App on an account, where it is not yet; where it is, it hears of the new
    /// repositories.
    public Installation install(App app, Account account, List<Repo> repositories) {
        var there = apps.on(app, account);
        if (there != null) {
            if (there.selected() == null) {
                tell(there, "added", repositories, account);
            }
            return there;
        }
        var installation = apps.install(app, account);
        var more = Json.object();
        more.set("repositories", Json.array(repositories, this::brief));
        tell(installation, "created", more, account);
        return installation;
    }

    /// Takes an App off an account.
    public void uninstall(Installation installation, Account by) {
        tell(installation, "deleted", Json.object(), by);
        apps.remove(installation);
    }

    /// Suspends an installation: its tokens are refused and it hears of nothing more.
    public void suspend(Installation installation, Account by) {
        installation.suspend(ground.now());
        tell(installation, "suspend", Json.object(), by);
    }

    /// Ends a suspension.
    public void unsuspend(Installation installation, Account by) {
        installation.suspend(null);
        tell(installation, "unsuspend", Json.object(), by);
    }

    /// Takes a permission back, at once and without a word.
    public void withdraw(Installation installation, String area) {
        installation.permissions().remove(area);
    }

    /// Grants what the App asks for now.
    public void accept(Installation installation, Map<String, String> permissions, Account by) {
        installation.permissions().putAll(permissions);
        tell(installation, "new_permissions_accepted", Json.object(), by);
    }

    /// Gives the installation some repositories only.
    ///
    /// @param all every repository of the account
    public void select(
            Installation installation, List<Repo> repositories, List<Repo> all, Account by) {
        var before = all.stream().filter(it -> installation.covers(it.id())).toList();
        var chosen = new TreeSet<Long>();
        repositories.forEach(repo -> chosen.add(repo.id()));
        installation.select(chosen);
        var added = repositories.stream().filter(it -> !before.contains(it)).toList();
        var removed = before.stream().filter(it -> !repositories.contains(it)).toList();
        if (!added.isEmpty()) {
            tell(installation, "added", added, by);
        }
        if (!removed.isEmpty()) {
            tell(installation, "removed", removed, by);
        }
    }

    private void tell(Installation installation, String action, List<Repo> which, Account by) {
        var selection = installation.selected() == null ? "all" : "selected";
        var some = Json.array(which, this::brief);
        var body = Json.object().put("action", action).put("repository_selection", selection);
        body.set("installation", shapes.installation(installation));
        body.set("repositories_added", action.equals("added") ? some : Json.array());
        body.set("repositories_removed", action.equals("removed") ? some : Json.array());
        body.putNull("requester");
        body.set("sender", by.shape(ground));
        say("installation_repositories", action, installation, body);
    }

    private ObjectNode brief(Repo repo) {
        return Json.object()
                .put("id", repo.id())
                .put("node_id", ground.nodeId("R", repo.id()))
                .put("name", repo.name())
                .put("full_name", repo.fullName())
                .put("private", repo.isPrivate());
    }

    private void tell(Installation installation, String action, ObjectNode more, Account by) {
        var body = Json.object().put("action", action);
        body.set("installation", shapes.installation(installation));
        body.setAll(more);
        if (action.equals("created")) {
            body.putNull("requester");
        }
        body.set("sender", by.shape(ground));
        say("installation", action, installation, body);
    }

    private void say(String event, String action, Installation installation, ObjectNode body) {
        var account = installation.account().id();
        var app = installation.app().id();
        ground.tell(new Happening(event, action, account, null, app, body));
    }
}
