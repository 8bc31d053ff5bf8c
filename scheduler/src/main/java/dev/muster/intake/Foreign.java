package dev.muster.intake;

import com.fasterxml.jackson.databind.JsonNode;

/// Tells deliveries that nobody here waits for, and that come in thousands: the right to write
/// check runs brings those of all other Apps, and of every job of GitHub Actions.
final class Foreign {

    private Foreign() {}

    /// @param app the App's number; empty: not known, so nothing is foreign
    static boolean is(String event, String body, String app) {
        return switch (event) {
            case "check_run", "check_suite" ->
                    ofAnother(DeliveryReader.document(body).path(event), app);
            default -> false;
        };
    }

    private static boolean ofAnother(JsonNode check, String app) {
        var owner = check.path("app").path("id").asText("");
        var client = check.path("app").path("client_id").asText("");
        return !app.isEmpty() && !owner.isEmpty() && !owner.equals(app) && !client.equals(app);
    }
}
