package dev.muster.cli;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.config.diagnostic.Excerpt;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `muster token list`.
@Command(
        name = "list",
        description = "List the tokens: what each may, who made it, when it was used.")
final class TokenListCommand implements Callable<Integer> {

    /// The forms of output.
    enum Format {
        /// a line each
        TEXT,
        /// one document
        JSON
    }

    private static final List<String> HEAD = List.of("ID", "ROLE", "FOR", "MADE", "USED", "STATE");

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();
    @Mixin private ServiceOptions service = new ServiceOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private Format format = Format.TEXT;

    TokenListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var document = service.send("GET", "/api/v1/tokens", null);
        terminal.out()
                .print(
                        switch (format) {
                            case JSON -> document.toPrettyString() + "\n";
                            case TEXT -> table(document.path("tokens"));
                        });
        return ExitCode.DONE;
    }

    private static String table(JsonNode tokens) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        tokens.forEach(it -> rows.add(row(it).stream().map(Excerpt::of).toList()));
        var text = new StringBuilder();
        for (var row : rows) {
            for (var column = 0; column < row.size(); column++) {
                var place = column;
                var width = rows.stream().mapToInt(it -> it.get(place).length()).max().orElse(0);
                text.append(row.get(column)).repeat(' ', width - row.get(column).length() + 2);
            }
            text.setLength(text.toString().stripTrailing().length());
            text.append('\n');
        }
        return text.toString();
    }

    private static List<String> row(JsonNode token) {
        return List.of(
                token.path("id").asText(),
                token.path("role").asText(),
                whom(token),
                day(token.path("createdAt")) + " by " + token.path("createdBy").asText(),
                token.path("usedAt").isNull() ? "never" : day(token.path("usedAt")),
                state(token));
    }

    private static String whom(JsonNode token) {
        var repository = token.path("repository");
        var name = token.path("name").asText();
        var scheduler = token.path("scheduler").asText(name);
        return (scheduler.equals(name) ? name : "%s (%s)".formatted(scheduler, name))
                + (repository.isNull() ? "" : " in " + repository.asText());
    }

    private static String state(JsonNode token) {
        if (!token.path("revokedAt").isNull()) {
            return "revoked";
        }
        var expires = token.path("expiresAt");
        return expires.isNull() ? "holds" : "until " + day(expires);
    }

    private static String day(JsonNode time) {
        var text = time.asText();
        return text.length() < 10 ? text : text.substring(0, 10);
    }
}
