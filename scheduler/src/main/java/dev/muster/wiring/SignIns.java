package dev.muster.wiring;

import dev.muster.adapter.github.GitHubPeople;
import dev.muster.core.ci.RepoSlug;
import dev.muster.people.People;
import dev.muster.people.Permission;
import dev.muster.people.Rights;
import dev.muster.people.SignIn;
import dev.muster.planning.TrackedRepository;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Puts together how people sign in with GitHub.
final class SignIns {

    private SignIns() {}

    /// How they do.
    ///
    /// @param clientId the App's name in the browser
    /// @param clientSecret by which the App asks who came back
    /// @param gardeners from which permission on in a repository somebody is a gardener there
    record Settings(String clientId, String clientSecret, Permission gardeners) {

        /// What the environment says; null where it says nothing of it.
        ///
        /// @param app the App's number or client id
        /// @throws StartFailure where it says half
        static @Nullable Settings of(Environment environment, String app) throws StartFailure {
            var id =
                    environment
                            .text("MUSTER_GITHUB_CLIENT_ID")
                            .orElse(app.matches("[0-9]+") ? "" : app);
            var secret = environment.secret("MUSTER_GITHUB_CLIENT_SECRET");
            var gardeners = gardeners(environment);
            if (secret == null && environment.text("MUSTER_GITHUB_CLIENT_ID").isEmpty()) {
                return null;
            }
            if (secret == null || id.isEmpty()) {
                throw new StartFailure(
                        "%s is set and %s is not; people sign in with GitHub where both are"
                                .formatted(
                                        secret == null
                                                ? "MUSTER_GITHUB_CLIENT_ID"
                                                : "MUSTER_GITHUB_CLIENT_SECRET",
                                        secret == null
                                                ? "MUSTER_GITHUB_CLIENT_SECRET"
                                                : "MUSTER_GITHUB_CLIENT_ID"));
            }
            return new Settings(id, secret, gardeners);
        }

        private static Permission gardeners(Environment environment) throws StartFailure {
            var word = environment.text("MUSTER_GITHUB_GARDENERS").orElse("write");
            return Permission.of(word)
                    .filter(it -> it.reaches(Permission.TRIAGE))
                    .orElseThrow(
                            () ->
                                    new StartFailure(
                                            "MUSTER_GITHUB_GARDENERS is '%s', and must be %s"
                                                    .formatted(word, words())));
        }

        private static String words() {
            return Arrays.stream(Permission.values())
                    .filter(it -> it.reaches(Permission.TRIAGE))
                    .map(Permission::word)
                    .collect(Collectors.joining(", "))
                    .replace(", admin", " or admin");
        }

        /// Never the secret.
        @Override
        public String toString() {
            return "sign-in through %s, gardeners from %s".formatted(clientId, gardeners.word());
        }
    }

    /// @param ground null where there is no App
    /// @param url where people reach the service
    static People of(
            @Nullable GitHubSettings app,
            GitHubSide.@Nullable Ground ground,
            String url,
            GitHubSide.Stores stores) {
        var random = new SecureRandom();
        var sessions = stores.jdbc().sessions();
        if (app == null || ground == null || app.signIn() == null) {
            return People.off(sessions, random, stores.clock());
        }
        var its = app.signIn();
        var github =
                new GitHubPeople(
                        ground.client(),
                        it -> GitHubSide.address(ground.installations(), it),
                        new GitHubPeople.SignInApp(
                                app.site(), app.api(), its.clientId(), its.clientSecret()));
        return new People(
                true,
                url.startsWith("https:"),
                new SignIn(github, sessions, url, random),
                sessions,
                new Rights(github, its.gardeners(), () -> all(stores), stores.clock()));
    }

    private static List<RepoSlug> all(GitHubSide.Stores stores) {
        return stores.jdbc().repositories().all().stream().map(TrackedRepository::slug).toList();
    }
}
