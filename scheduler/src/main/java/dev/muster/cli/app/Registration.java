package dev.muster.cli.app;

import java.net.URI;

/// An App that GitHub has made.
///
/// @param id its number
/// @param name what people call it
/// @param page its page at GitHub
/// @param key its private key as PEM
/// @param webhookSecret what GitHub signs deliveries with
/// @param client by which people sign in
public record Registration(
        long id, String name, URI page, String key, String webhookSecret, Client client) {

    /// The App as people who sign in meet it.
    ///
    /// @param id its name in the browser
    /// @param secret by which it asks who came back
    public record Client(String id, String secret) {

        /// Never the secret.
        @Override
        public String toString() {
            return id;
        }
    }

    /// Where it is installed on repositories.
    public URI install() {
        return URI.create(page + "/installations/new");
    }

    /// Never the secrets.
    @Override
    public String toString() {
        return "App %d '%s'".formatted(id, name);
    }
}
