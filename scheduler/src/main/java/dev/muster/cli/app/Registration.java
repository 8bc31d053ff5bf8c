package dev.muster.cli.app;

import java.net.URI;

/// An App that GitHub has made.
///
/// @param id its number
/// @param name what people call it
/// @param page its page at GitHub
/// @param key its private key as PEM
/// @param webhookSecret what GitHub signs deliveries with
public record Registration(long id, String name, URI page, String key, String webhookSecret) {

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
