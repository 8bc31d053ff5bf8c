package dev.muster.simulation.apps;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Accounts;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Happening;
import dev.muster.simulation.http.Caller;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.webhooks.Subscriber;
import dev.muster.simulation.webhooks.Subscribers;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every App and every installation; decides who hears of what, and who sees what.
public final class Apps implements Subscribers {

    private final Ground ground;
    private final Accounts accounts;
    private final Map<Long, App> apps = new LinkedHashMap<>();
    private final Map<Long, Installation> installations = new LinkedHashMap<>();

    /// None yet.
    public Apps(Ground ground, Accounts accounts) {
        this.ground = ground;
        this.accounts = accounts;
    }

    /// Registers an App.
    public App register(String name, Account owner, String secret) {
        var key = new AppKey(ground::newKey);
        var app = new App(ground.nextId(), name, owner, key, secret, ground.now());
        apps.put(app.id(), app);
        accounts.user(app.bot());
        return app;
    }

    /// Puts an App on an account, with every repository.
    public Installation install(App app, Account account) {
        var there = on(app, account);
        if (there != null) {
            return there;
        }
        var installation = new Installation(ground.nextId(), app, account, ground.now());
        installations.put(installation.id(), installation);
        return installation;
    }

    /// The installation of an App on an account, absent where there is none.
    public @Nullable Installation on(App app, Account account) {
        return installations.values().stream()
                .filter(it -> it.app() == app && it.account().equals(account))
                .findFirst()
                .orElse(null);
    }

    /// An App by its number or its client id, absent where there is none.
    public @Nullable App find(String issuer) {
        return apps.values().stream()
                .filter(it -> it.clientId().equals(issuer) || Long.toString(it.id()).equals(issuer))
                .findFirst()
                .orElse(null);
    }

    /// An App by its number, absent where there is none.
    public @Nullable App find(long id) {
        return apps.get(id);
    }

    /// An installation by its number, absent where there is none.
    public @Nullable Installation installation(long id) {
        return installations.get(id);
    }

    /// The installations of an App.
    public List<Installation> of(App app) {
        return installations.values().stream().filter(it -> it.app() == app).toList();
    }

    /// The Apps on an account.
    public List<App> on(Account account) {
        return installations.values().stream()
                .filter(it -> it.account().equals(account))
                .map(Installation::app)
                .toList();
    }

    void remove(Installation installation) {
        installations.remove(installation.id());
    }

    /// Whether a caller may know of a repository.
    public boolean sees(Caller caller, Repo repo) {
        if (caller.kind() != Caller.Kind.INSTALLATION) {
            return !repo.isPrivate() || caller.kind() == Caller.Kind.APP;
        }
        return reaches(caller, repo) || !repo.isPrivate() && caller.repositories() == null;
    }

    /// Whether a repository is among those that the caller was given.
    public boolean reaches(Caller caller, Repo repo) {
        var installation = installations.get(caller.installation());
        var narrowed = caller.repositories();
        return installation != null
                && installation.account().equals(repo.owner())
                && installation.covers(repo.id())
                && (narrowed == null || narrowed.contains(repo.id()));
    }

    @Override
    public List<Subscriber> of(Happening happening) {
        var all = new ArrayList<Subscriber>();
        for (var installation : installations.values()) {
            var app = installation.app();
            var target = app.target();
            if (target != null && hears(installation, happening)) {
                all.add(new Subscriber(app.id(), installation.id(), target, app.webhookSecret()));
            }
        }
        return all;
    }

    private static boolean hears(Installation installation, Happening happening) {
        var app = installation.app();
        var only = happening.onlyApp();
        var repository = happening.repository();
        return installation.account().id() == happening.account()
                && (only == null || only == app.id())
                && app.hears(happening.event())
                && (installation.suspendedAt() == null || happening.event().equals("installation"))
                && (repository == null || installation.covers(repository));
    }
}
