package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.access.Principal;
import dev.muster.access.Role;
import dev.muster.access.Secret;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;
import dev.muster.people.People;
import dev.muster.people.Person;

import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;

import jakarta.inject.Singleton;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// People who signed in with GitHub. What they are depends on the repository that a request is
/// about, so it is looked up for each request; nothing that a page says counts.
@Singleton
final class Visitors {

    /// By what the ids of people begin who signed in with GitHub.
    static final String ON_GITHUB = "github:";

    private static final String SESSION = "/api/v1/session";

    /// What tells of no repository, or of those alone that the caller may read.
    private static final Set<String> UNSPECIFIC =
            Set.of(SESSION, "/api/v1/repos", "/api/v1/schema", "/api/v1/validate");

    /// What names a repository as `?repo=`.
    private static final Set<String> BY_QUERY = Set.of(SESSION, "/api/v1/events");

    private final ApiSettings settings;
    private final People people;
    private final Reads reads;

    Visitors(ApiSettings settings, People people, Reads reads) {
        this.settings = settings;
        this.people = people;
        this.reads = reads;
    }

    /// Whose browser it is, by what it keeps.
    Optional<Person> owner(String kept) {
        return people.on() && Secret.isSecret(kept)
                ? people.sessions().owner(new Secret(kept))
                : Optional.empty();
    }

    /// What a person is for a request; nothing where it is about what they may not even read.
    Optional<Principal> at(HttpRequest<?> request, Person person) {
        return role(request, person)
                .map(it -> new Principal(ON_GITHUB + person.id(), person.name(), it, null));
    }

    private Optional<Role> role(HttpRequest<?> request, Person person) {
        var path = request.getPath();
        var repository = repository(request);
        if (repository.isPresent()) {
            return in(repository.get(), request, person);
        }
        if (Access.needed(request) == Role.ADMIN && people.rights().administers(person)) {
            return Optional.of(Role.ADMIN);
        }
        return settings.publicRead()
                        || UNSPECIFIC.contains(path)
                        || people.rights().readsAll(person)
                ? Optional.of(Role.VIEWER)
                : Optional.empty();
    }

    /// GitHub is asked only where its word matters.
    private Optional<Role> in(RepoSlug repository, HttpRequest<?> request, Person person) {
        var reading = Access.needed(request) == Role.VIEWER && !request.getPath().equals(SESSION);
        if (settings.publicRead() && reading) {
            return Optional.of(Role.VIEWER);
        }
        var role = people.rights().role(person, repository);
        return settings.publicRead() ? role.or(() -> Optional.of(Role.VIEWER)) : role;
    }

    /// Of a list of repositories those that a person may read.
    ObjectNode own(ObjectNode list, Person person) {
        if (!settings.publicRead()) {
            var each = list.path("repos").elements();
            while (each.hasNext()) {
                var slug = named(each.next().path("name").asText());
                if (slug.flatMap(it -> people.rights().role(person, it)).isEmpty()) {
                    each.remove();
                }
            }
        }
        return list;
    }

    /// The repository that a request is about, as its controller will see it.
    private Optional<RepoSlug> repository(HttpRequest<?> request) {
        var variables = variables(request);
        if (variables.get("owner") instanceof String owner
                && variables.get("repo") instanceof String repo) {
            return named(owner + "/" + repo);
        }
        if (request.getPath().startsWith("/api/v1/tasks/")
                && variables.get("id") instanceof String id
                && TaskId.isTaskId(id)) {
            return reads.repositoryOf(new TaskId(id));
        }
        return BY_QUERY.contains(request.getPath())
                ? request.getParameters().getFirst("repo").flatMap(Visitors::named)
                : Optional.empty();
    }

    private static Map<String, Object> variables(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(UriRouteMatch.class::isInstance)
                .map(it -> it.getVariableValues())
                .orElse(Map.of());
    }

    private static Optional<RepoSlug> named(String text) {
        var parts = text.split("/", -1);
        return parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()
                ? Optional.of(new RepoSlug(parts[0], parts[1]))
                : Optional.empty();
    }
}
