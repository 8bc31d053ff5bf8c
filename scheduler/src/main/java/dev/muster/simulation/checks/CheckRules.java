package dev.muster.simulation.checks;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.http.Refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What GitHub refuses in a check run.
final class CheckRules {

    private static final int LONGEST_TEXT = 65_535;
    private static final int MOST_ANNOTATIONS = 50;
    private static final int MOST_BUTTONS = 3;
    private static final Set<String> STATUSES =
            Set.of("queued", "in_progress", "completed", "waiting", "requested", "pending");
    private static final Set<String> CONCLUSIONS =
            Set.of(
                    "success",
                    "failure",
                    "neutral",
                    "cancelled",
                    "skipped",
                    "timed_out",
                    "action_required");

    private CheckRules() {}

    /// @throws Refusal 422 where a part of the body breaks a rule
    static void check(JsonNode body) {
        var status = body.path("status").asText("");
        var conclusion = body.path("conclusion").asText("");
        if (!status.isEmpty() && !STATUSES.contains(status)) {
            throw bad("\"" + status + "\" is not a member of " + STATUSES);
        }
        if (!conclusion.isEmpty() && !CONCLUSIONS.contains(conclusion)) {
            throw bad("\"" + conclusion + "\" is not a member of " + CONCLUSIONS);
        }
        if (status.equals("completed") && conclusion.isEmpty()) {
            throw bad("\"conclusion\" wasn't supplied.");
        }
        if (body.hasNonNull("output")) {
            output(body.path("output"));
        }
        buttons(body.path("actions"));
    }

    private static void output(JsonNode output) {
        if (!output.hasNonNull("summary") || !output.hasNonNull("title")) {
            throw bad("\"title\" and \"summary\" of \"output\" weren't supplied.");
        }
        for (var field : List.of("summary", "text")) {
            if (output.path(field).asText("").length() > LONGEST_TEXT) {
                throw bad("Only " + LONGEST_TEXT + " characters are allowed; " + field);
            }
        }
        var annotations = output.path("annotations");
        if (annotations.size() > MOST_ANNOTATIONS) {
            throw bad("No more than " + MOST_ANNOTATIONS + " annotations are allowed.");
        }
        for (var annotation : annotations) {
            for (var field :
                    List.of("path", "start_line", "end_line", "annotation_level", "message")) {
                if (!annotation.hasNonNull(field)) {
                    throw bad("\"" + field + "\" of an annotation wasn't supplied.");
                }
            }
        }
    }

    private static void buttons(JsonNode buttons) {
        if (buttons.size() > MOST_BUTTONS) {
            throw bad("No more than " + MOST_BUTTONS + " actions are allowed.");
        }
        for (var button : buttons) {
            longest(button, "label", 20);
            longest(button, "description", 40);
            longest(button, "identifier", 20);
        }
    }

    private static void longest(JsonNode button, String field, int most) {
        var text = button.path(field).asText("");
        if (text.isEmpty() || text.length() > most) {
            throw bad("\"" + field + "\" of an action takes 1 to " + most + " characters.");
        }
    }

    static Refusal bad(String why) {
        return Refusal.unprocessable("Invalid request.\n\n" + why);
    }

    static List<Annotation> annotations(JsonNode output) {
        var annotations = new ArrayList<Annotation>();
        for (var each : output.path("annotations")) {
            annotations.add(
                    new Annotation(
                            each.path("path").asText(),
                            each.path("start_line").asInt(),
                            each.path("end_line").asInt(),
                            each.path("annotation_level").asText(),
                            each.path("title").asText(""),
                            each.path("message").asText()));
        }
        return annotations;
    }

    static List<Button> read(JsonNode buttons) {
        var all = new ArrayList<Button>();
        for (var each : buttons) {
            all.add(
                    new Button(
                            each.path("label").asText(),
                            each.path("description").asText(),
                            each.path("identifier").asText()));
        }
        return all;
    }
}
