package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.intake.SentDeliveries;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;

/// Reads GitHub's log of the deliveries to the App.
public final class HookDeliveries implements SentDeliveries {

    private static final String FIRST = "/app/hook/deliveries?per_page=100";
    private static final int MOST_PAGES = 200;

    private final GitHubClient client;

    public HookDeliveries(GitHubClient client) {
        this.client = client;
    }

    @Override
    public Listed since(Instant time) {
        var found = new ArrayList<Sent>();
        var path = FIRST;
        for (var page = 0; path != null && page < MOST_PAGES; page++) {
            var answer = client.send(Call.get(new Call.As.App(), path));
            if (!(answer instanceof Answer.Done done)) {
                return new Listed.Unreachable(String.valueOf(answer));
            }
            done.body().forEach(it -> found.add(sent(it)));
            path = found.isEmpty() || found.getLast().at().isBefore(time) ? null : done.next();
        }
        return new Listed.Found(found.stream().filter(it -> !it.at().isBefore(time)).toList());
    }

    private static Sent sent(JsonNode node) {
        var status = node.path("status_code").asInt();
        return new Sent(
                node.path("id").asLong(),
                node.path("guid").asText(),
                at(node.path("delivered_at").asText()),
                status >= 200 && status < 300);
    }

    private static Instant at(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            return Instant.EPOCH;
        }
    }

    @Override
    public boolean again(long id) {
        var path = "/app/hook/deliveries/%d/attempts".formatted(id);
        return client.send(Call.post(new Call.As.App(), path, null)) instanceof Answer.Done;
    }
}
