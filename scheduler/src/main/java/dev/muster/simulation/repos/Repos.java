package dev.muster.simulation.repos;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.http.Caller;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/// Every repository there is.
public final class Repos implements AutoCloseable {

    private final Ground ground;
    private final Path folder;
    private final Map<Long, Repo> byId = new LinkedHashMap<>();
    private final Map<String, Long> formerNames = new HashMap<>();
    private BiPredicate<Caller, Repo> sight = (caller, repo) -> true;
    private BiPredicate<Caller, Repo> reach = (caller, repo) -> true;

    /// @param folder where the git repositories are made
    public Repos(Ground ground, Path folder) {
        this.ground = ground;
        this.folder = folder;
    }

    /// Who may see what, and who may write to what.
    public void seenBy(BiPredicate<Caller, Repo> rule, BiPredicate<Caller, Repo> writing) {
        sight = rule;
        reach = writing;
    }

    /// Makes a repository without commits.
    public Repo create(Account owner, String name) {
        return add(owner, name, null);
    }

    /// Makes a fork that has what its parent has now.
    public Repo fork(Repo parent, Account owner) {
        var fork = add(owner, parent.name(), parent);
        fork.useDefaultBranch(parent.defaultBranch());
        fork.git().take(parent.git(), "refs/heads/*", "refs/heads/*");
        return fork;
    }

    private Repo add(Account owner, String name, @Nullable Repo parent) {
        if (find(owner.login() + "/" + name) != null) {
            throw new IllegalArgumentException("'" + owner.login() + "/" + name + "' exists");
        }
        var id = ground.nextId();
        var git = GitStore.create(folder.resolve(id + ".git"), "main");
        var repo = new Repo(id, owner, name, git, parent, ground.now());
        byId.put(id, repo);
        return repo;
    }

    /// Gives a repository another name; the old one leads to it.
    public void rename(Repo repo, String name) {
        formerNames.put(repo.fullName(), repo.id());
        repo.rename(name);
        formerNames.remove(repo.fullName());
    }

    /// The repository of a name such as `acme/harbour`, absent where there is none.
    public @Nullable Repo find(String fullName) {
        return byId.values().stream()
                .filter(repo -> repo.fullName().equalsIgnoreCase(fullName))
                .findFirst()
                .orElse(null);
    }

    /// The repository of a number, absent where there is none.
    public @Nullable Repo find(long id) {
        return byId.get(id);
    }

    /// All of them.
    public Collection<Repo> all() {
        return byId.values();
    }

    /// The repository that a request names.
    ///
    /// @throws Refusal where the caller may not know of it, or where it has moved
    public Repo of(Request request) {
        var name = request.at("owner") + "/" + request.at("repo");
        var repo = find(name);
        if (repo == null) {
            var moved = formerNames.get(name);
            var former = moved == null ? null : byId.get(moved);
            if (former != null && sight.test(request.caller(), former)) {
                throw moved(request, name, former);
            }
            throw Refusal.notFound();
        }
        if (!sight.test(request.caller(), repo)) {
            throw Refusal.notFound();
        }
        if (request.caller().kind() == Caller.Kind.INSTALLATION
                && !request.method().equals("GET")
                && !reach.test(request.caller(), repo)) {
            throw Refusal.of(403, "Resource not accessible by integration");
        }
        return repo;
    }

    private Refusal moved(Request request, String name, Repo repo) {
        var rest = request.path().substring(("/repos/" + name).length());
        var to = ground.api("/repositories/" + repo.id() + rest);
        return Refusal.of(301, "Moved Permanently").with("Location", to);
    }

    @Override
    public void close() {
        byId.values().forEach(repo -> repo.git().close());
    }
}
