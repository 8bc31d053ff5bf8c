package dev.muster.intake;

import org.jspecify.annotations.Nullable;

/// How deliveries are received.
///
/// @param secret what GitHub signs deliveries with; null: every delivery is refused
/// @param app the App's number, by which check runs of other Apps are told; empty: not known
public record WebhookSettings(@Nullable String secret, String app) {

    /// Nothing is received.
    public static final WebhookSettings OFF = new WebhookSettings(null, "");
}
