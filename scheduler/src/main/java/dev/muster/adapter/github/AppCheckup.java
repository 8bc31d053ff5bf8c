package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Asks GitHub what the App is, what it may and hears, whether its deliveries arrive, and where it
/// is installed.
public final class AppCheckup {

    private static final int DELIVERIES = 30;
    private static final int MOST = 1_000;

    private final GitHubClient client;

    public AppCheckup(GitHubClient client) {
        this.client = client;
    }

    /// Asks.
    public Outcome look() {
        return switch (client.send(Call.get(new Call.As.App(), "/app"))) {
            case Answer.Done done -> of(done.body());
            case Answer.Refused(var status, var why) ->
                    new Outcome.Failed(why, status == 401 || status == 404);
            case Answer.Later(_, var why) -> new Outcome.Failed(why, false);
            case Answer.Unknown(var why) -> new Outcome.Failed(why, false);
        };
    }

    private Outcome of(JsonNode app) {
        var as = new Call.As.App();
        return switch (Pages.read(client, as, "/app/installations", "", MOST)) {
            case Pages.Read.Failed(var why, _) -> new Outcome.Failed(why, false);
            case Pages.Read.Found(var found, _) ->
                    new Outcome.Known(
                            app.path("name").asText(),
                            new Owner(
                                    app.path("owner").path("login").asText(),
                                    app.path("owner").path("type").asText().equals("Organization")),
                            app.path("html_url").asText(),
                            levels(app.path("permissions")),
                            texts(app.path("events")),
                            document("/app/hook/config").path("url").asText(""),
                            deliveries(),
                            found.stream().map(this::installation).toList());
        };
    }

    private Installation installation(JsonNode node) {
        var suspended = node.hasNonNull("suspended_at");
        return new Installation(
                node.path("account").path("login").asText(),
                node.path("html_url").asText(),
                levels(node.path("permissions")),
                suspended,
                suspended ? null : repositories(node.path("id").asLong()));
    }

    private @Nullable Integer repositories(long installation) {
        var as = new Call.As.Installed(installation, 0);
        return client.send(Call.get(as, "/installation/repositories?per_page=1"))
                        instanceof Answer.Done done
                ? Integer.valueOf(done.body().path("total_count").asInt())
                : null;
    }

    private Deliveries deliveries() {
        var codes = new ArrayList<Integer>();
        document("/app/hook/deliveries?per_page=" + DELIVERIES)
                .forEach(it -> codes.add(it.path("status_code").asInt()));
        var failed = codes.stream().filter(it -> it / 100 != 2).toList();
        return new Deliveries(
                codes.size(), failed.size(), failed.isEmpty() ? 0 : failed.getFirst());
    }

    /// A missing node where it cannot be read: the rest is worth telling anyway.
    private JsonNode document(String path) {
        return client.send(Call.get(new Call.As.App(), path)) instanceof Answer.Done done
                ? done.body()
                : Json.object().path("nothing");
    }

    private static Map<String, String> levels(JsonNode permissions) {
        var levels = new TreeMap<String, String>();
        permissions.properties().forEach(it -> levels.put(it.getKey(), it.getValue().asText()));
        return levels;
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new TreeSet<String>();
        list.forEach(it -> texts.add(it.asText()));
        return texts;
    }

    /// What GitHub said.
    public sealed interface Outcome {

        /// @param name what people call the App
        /// @param owner whose it is
        /// @param page its page at GitHub
        /// @param permissions what it asks for, with the level of each
        /// @param events what it hears
        /// @param hook where its deliveries go; empty: nowhere
        /// @param deliveries the newest ones
        /// @param installations where it is installed
        record Known(
                String name,
                Owner owner,
                String page,
                Map<String, String> permissions,
                Set<String> events,
                String hook,
                Deliveries deliveries,
                List<Installation> installations)
                implements Outcome {}

        /// @param why what GitHub said
        /// @param stranger whether it does not know an App with this number and key
        record Failed(String why, boolean stranger) implements Outcome {}
    }

    /// Whose the App is.
    ///
    /// @param login its name
    /// @param organization whether it is one
    public record Owner(String login, boolean organization) {}

    /// The newest deliveries.
    ///
    /// @param seen how many
    /// @param failed how many of them were not taken
    /// @param code how the newest of those was answered; 0: not at all
    public record Deliveries(int seen, int failed, int code) {}

    /// Where the App is installed.
    ///
    /// @param account whose repositories
    /// @param page where that is changed
    /// @param permissions what was granted there
    /// @param suspended whether it was put out of use
    /// @param repositories how many; null where that is not known
    public record Installation(
            String account,
            String page,
            Map<String, String> permissions,
            boolean suspended,
            @Nullable Integer repositories) {}
}
