package dev.muster.wiring;

import dev.muster.adapter.github.AppKey;
import dev.muster.checks.CheckSettings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// How this service is an App on GitHub.
///
/// @param api address of GitHub's REST API
/// @param app the App's number or client id
/// @param key the App's private key
/// @param webhookSecret what GitHub signs deliveries with; null: deliveries are refused
/// @param oidcIssuer who signs the identity tokens of jobs
/// @param trustedAuthors logins whose forks run without approval, in lower case
/// @param checks which targets get a check run of their own
/// @param mendLabel by which a pull request says that it is to mend the tree
/// @param demotes whether the bot proposes to put targets that flake too often back into bringup
/// @param signIn how people sign in with GitHub; null where they do not
public record GitHubSettings(
        URI api,
        String app,
        AppKey key,
        @Nullable String webhookSecret,
        URI oidcIssuer,
        Set<String> trustedAuthors,
        CheckSettings.Mode checks,
        String mendLabel,
        boolean demotes,
        SignIns.@Nullable Settings signIn) {

    private static final URI API = URI.create("https://api.github.com");
    private static final URI ISSUER = URI.create("https://token.actions.githubusercontent.com");

    private static final String MEND_LABEL = "muster: mends the tree";

    public GitHubSettings {
        trustedAuthors = Set.copyOf(trustedAuthors);
    }

    /// What the environment says; null where it names no App.
    ///
    /// @throws StartFailure where it says half
    public static @Nullable GitHubSettings of(Environment environment) throws StartFailure {
        var app = environment.text("MUSTER_GITHUB_APP_ID").orElse("");
        if (app.isEmpty()) {
            return null;
        }
        return new GitHubSettings(
                environment.address("MUSTER_GITHUB_API_URL").orElse(API),
                app,
                key(environment),
                environment.secret("MUSTER_GITHUB_WEBHOOK_SECRET"),
                environment.address("MUSTER_GITHUB_OIDC_ISSUER").orElse(ISSUER),
                environment.list("MUSTER_GITHUB_TRUSTED_AUTHORS").stream()
                        .map(it -> it.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                mode(environment.text("MUSTER_GITHUB_CHECKS").orElse("auto")),
                environment.text("MUSTER_GITHUB_MEND_LABEL").orElse(MEND_LABEL),
                demotes(environment.text("MUSTER_GITHUB_DEMOTIONS").orElse("on")),
                SignIns.Settings.of(environment, app));
    }

    /// An App through which nobody signs in.
    public static GitHubSettings of(
            URI api, String app, AppKey key, @Nullable String webhookSecret, URI oidcIssuer) {
        return new GitHubSettings(
                api,
                app,
                key,
                webhookSecret,
                oidcIssuer,
                Set.of(),
                CheckSettings.Mode.AUTO,
                MEND_LABEL,
                true,
                null);
    }

    /// The same App, through which people sign in.
    GitHubSettings signingIn(SignIns.Settings how) {
        return new GitHubSettings(
                api,
                app,
                key,
                webhookSecret,
                oidcIssuer,
                trustedAuthors,
                checks,
                mendLabel,
                demotes,
                how);
    }

    /// GitHub's address for people: `api.github.com` serves `github.com`, and an Enterprise
    /// Server's API is below its own address.
    String site() {
        var host = String.valueOf(api.getAuthority());
        return api.getScheme() + "://" + (host.startsWith("api.") ? host.substring(4) : host);
    }

    private static boolean demotes(String word) throws StartFailure {
        return switch (word) {
            case "on" -> true;
            case "off" -> false;
            default ->
                    throw new StartFailure(
                            "MUSTER_GITHUB_DEMOTIONS is '%s', and must be on or off"
                                    .formatted(word));
        };
    }

    private static CheckSettings.Mode mode(String word) throws StartFailure {
        return CheckSettings.Mode.of(word)
                .orElseThrow(
                        () ->
                                new StartFailure(
                                        "MUSTER_GITHUB_CHECKS is '%s', and must be auto, each, failures or none"
                                                .formatted(word)));
    }

    private static AppKey key(Environment environment) throws StartFailure {
        var file =
                environment
                        .text("MUSTER_GITHUB_PRIVATE_KEY_FILE")
                        .orElseThrow(
                                () ->
                                        new StartFailure(
                                                "MUSTER_GITHUB_APP_ID is set and"
                                                    + " MUSTER_GITHUB_PRIVATE_KEY_FILE is not; name"
                                                    + " the file with the App's private key"));
        try {
            return AppKey.read(Files.readString(Path.of(file)));
        } catch (AppKey.Unreadable e) {
            throw new StartFailure(
                    "MUSTER_GITHUB_PRIVATE_KEY_FILE names '%s', and %s"
                            .formatted(file, e.getMessage()));
        } catch (java.io.IOException e) {
            throw new StartFailure(
                    "MUSTER_GITHUB_PRIVATE_KEY_FILE names '%s', which cannot be read"
                            .formatted(file));
        }
    }
}
