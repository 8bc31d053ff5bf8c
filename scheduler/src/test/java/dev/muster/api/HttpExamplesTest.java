package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.access.Tokens;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.Proposals;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The page of examples: one for each operation of the OpenAPI document, each really asked.
/// `-Dgolden.update=true` writes it anew.
final class HttpExamplesTest extends ApiTestCase {

    private static final Path PAGE = Path.of("../docs/reference/http-examples.md");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Of the answers whose keys come in any order.
    private static final ObjectMapper SORTED =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private static final int LONGEST_TEXT = 60;
    private static final int MOST_LINES = 40;

    private static final String OWNED =
            CONFIG.replace("- name: Linux", "- owner: '@ada'\n    name: Linux")
                    + """
                      - name: Linux lab
                        scheduler: partner_lab
                        owner: "@ada"
                    """;

    private static final String HEAD =
            """
            # HTTP API by example

            <!-- Made from answers of the service; change HttpExamplesTest, then run it with -Dgolden.update=true. -->

            One example for each operation of [the API](http-api.md). Lists are cut after
            their first entry, long texts and long documents where `…` stands. The service is one for its own machine, so
            nobody but other schedulers has to show a token; elsewhere add `Authorization: Bearer` and yours.
            """;

    /// Operation, then what is asked where the template does not do, body, and what the next
    /// examples take from the answer.
    private static final String EXAMPLES =
            """
            GET /api/v1/session
            POST /api/v1/session | {"token": "$LAB"}
            DELETE /api/v1/session
            GET /auth
            GET /auth/github
            GET /auth/github/callback
            GET /api/v1/repos
            GET /api/v1/repos/{owner}/{repo}
            GET /api/v1/repos/{owner}/{repo}/grid?commits=2
            GET /api/v1/repos/{owner}/{repo}/commits/{sha}
            GET /api/v1/repos/{owner}/{repo}/commits/{sha}/targets/{name}
            GET /api/v1/repos/{owner}/{repo}/config
            POST /api/v1/repos/{owner}/{repo}/dispatch | {"targets": ["Linux test"], "ref": "main", "parameters": {"os": "Debian"}, "reason": "try it on Debian"}
            GET /api/v1/repos/{owner}/{repo}/history?commits=2
            GET /api/v1/repos/{owner}/{repo}/merge-groups
            GET /api/v1/repos/{owner}/{repo}/merge-groups/{sha} @ $GROUP
            POST /api/v1/repos/{owner}/{repo}/notes | {"text": "Ada looks at the web tests."}
            GET /api/v1/repos/{owner}/{repo}/pulls
            GET /api/v1/repos/{owner}/{repo}/pulls/{number}
            GET /api/v1/repos/{owner}/{repo}/targets/{name}
            GET /api/v1/repos/{owner}/{repo}/targets/{name}/history?limit=1
            GET /api/v1/repos/{owner}/{repo}/tree
            PUT /api/v1/repos/{owner}/{repo}/tree | {"status": "closed", "reason": "a release", "startsAt": "$LATER", "expiresAt": "$LATEST"} > FREEZE /freezes/0/id
            GET /api/v1/repos/{owner}/{repo}/tree/history
            DELETE /api/v1/repos/{owner}/{repo}/tree/freezes/{id} @ $FREEZE
            GET /api/v1/repos/{owner}/{repo}/failures
            GET /api/v1/repos/{owner}/{repo}/flakes
            GET /api/v1/repos/{owner}/{repo}/promotions > PROMOTION /open/0/id
            DELETE /api/v1/repos/{owner}/{repo}/promotions/{id}?reason=not+yet @ $PROMOTION
            POST /api/v1/repos/{owner}/{repo}/quarantine | {"target": "Linux analyze", "reason": "the mirror is slow", "issue": "https://example.org/issues/7"} > QUARANTINE /active/0/id
            GET /api/v1/repos/{owner}/{repo}/quarantine
            POST /api/v1/repos/{owner}/{repo}/quarantine/{id}/mended @ $QUARANTINE
            DELETE /api/v1/repos/{owner}/{repo}/quarantine/{id}?reason=mended @ $QUARANTINE
            GET /api/v1/repos/{owner}/{repo}/incidents
            GET /api/v1/repos/{owner}/{repo}/culprits
            GET /api/v1/repos/{owner}/{repo}/green-commits?limit=1
            GET /api/v1/repos/{owner}/{repo}/audit?limit=1
            POST /api/v1/repos/{owner}/{repo}/plan | {"changedFiles": ["docs/a.md"]}
            POST /api/v1/validate | {"files": [{"text": "targets: 1"}]}
            GET /api/v1/tasks/{id} @ $TASK
            POST /api/v1/tasks/{id}/rerun @ $TASK | {"reason": "the disk was full"}
            POST /api/v1/tasks/{id}/cancel @ $TASK | {"reason": "not needed"}
            GET /api/v1/tasks/{id}/attempts/{number}/log @ $TASK
            GET /api/v1/events?repo=local/sample&after=0
            GET /api/v1/schema
            GET /api/v1/service
            GET /badge/{owner}/{repo}/{branch}.svg
            POST /github/webhook | {"zen": "Keep it logically awesome."}
            GET /health
            GET /health/{selector}
            GET /prometheus
            GET /openapi.json
            GET /docs/api/reference.css
            GET /docs/api/reference.js
            GET /docs/api
            POST /api/v1/task-status | {"repository": "local/sample", "sha": "$SHA", "target": "Linux lab", "status": "succeeded", "runId": "77"}
            POST /api/update-task-status | {"CommitBranch": "main", "CommitSha": "$SHA", "BuilderName": "Linux lab", "NewStatus": "Succeeded"}
            POST /api/v1/tokens | {"role": "scheduler", "scheduler": "partner_lab", "name": "the lab"} > TOKEN /id
            GET /api/v1/tokens
            DELETE /api/v1/tokens/{id} @ $TOKEN
            GET /api/v1/audit?limit=1
            """;

    private final Map<String, String> known = new LinkedHashMap<>();

    @Override
    void prepare() {
        for (var commit = 1; commit <= 50; commit++) {
            world.land(commit, OWNED);
            world.run(commit, "Linux test", Ending.PASSED);
            world.run(commit, "Linux analyze", Ending.PASSED);
        }
        world.proposals.round();
        new Proposals(world).see(new Proposals(world).opened(70, 71), OWNED, true).group(90, OWNED);
        var task = world.task(50, "Linux analyze");
        api.log(world.newestAttempt(50, "Linux analyze"), "analysed 12 files\n");
        known.put("TASK", task.value());
        known.put("SHA", SimulatedCommits.sha(50).value());
        known.put("GROUP", SimulatedCommits.sha(90).value());
        var lab =
                new Tokens.Wish(
                        "lab", Role.SCHEDULER, new Scope("partner_lab", null, Set.of()), null);
        known.put("LAB", world.tokens.create(lab, "ada").secret().text());
        known.put("LATER", world.clock.instant().plusSeconds(3_600).toString());
        known.put("LATEST", world.clock.instant().plusSeconds(7_200).toString());
    }

    @Test
    void the_page_has_an_example_of_every_operation_and_each_is_answered_so() throws IOException {
        var page = new StringBuilder(HEAD);
        var told = EXAMPLES.lines().map(it -> page(it, page)).toList();

        assertThat(told).containsExactlyInAnyOrderElementsOf(operations());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    }

    private List<String> operations() {
        return document().path("paths").properties().stream()
                .flatMap(
                        path ->
                                path.getValue().properties().stream()
                                        .map(it -> method(it.getKey()) + " " + path.getKey()))
                .toList();
    }

    private JsonNode document() {
        return json(api.get("/openapi.json"));
    }

    private static String method(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /// @return the operation
    private String page(String line, StringBuilder page) {
        var example = Example.of(line);
        if (example.template().equals("/api/v1/events")) {
            page.append(streamed(example));
            return example.method + " " + example.template();
        }
        var answer = ask(example);
        if (!example.taken.isEmpty()) {
            var words = example.taken.split(" ");
            known.put(words[0], json(answer).at(words[1]).asText());
        }
        var place = document().path("paths").path(example.template());
        var summary = place.path(example.method.toLowerCase(Locale.ROOT)).path("summary").asText();
        page.append(
                "\n## %s\n\n```http\n%s %s\n".formatted(summary, example.method, example.shown()));
        if (!example.body.isEmpty()) {
            page.append("\n%s\n".formatted(example.body));
        }
        page.append("```\n\n").append(told(answer));
        return example.method + " " + example.template();
    }

    /// A stream does not end, so its first line alone is read.
    private String streamed(Example example) {
        var line =
                api.raw(
                        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nAccept: text/event-stream\r\n\r\n"
                                .formatted(example.path, api.port()));
        assertThat(line).isEqualTo("HTTP/1.1 200 OK");
        return """

        ## What happens, as it happens

        ```http
        GET %s
        ```

        200 `text/event-stream`; what follows is told [here](http-api.md#following-what-happens)
        """
                .formatted(example.path);
    }

    /// @param path with the names of its variables
    /// @param id what stands for `{id}` and `{sha}`; empty: the usual
    private record Example(String method, String path, String id, String body, String taken) {

        static Example of(String line) {
            var taken = line.split(" > ", 2);
            var body = taken[0].split(" \\| ", 2);
            var id = body[0].split(" @ ", 2);
            var operation = id[0].split(" ", 2);
            return new Example(
                    operation[0],
                    operation[1],
                    id.length > 1 ? id[1] : "",
                    body.length > 1 ? body[1] : "",
                    taken.length > 1 ? taken[1] : "");
        }

        String template() {
            return path.replaceAll("\\?.*", "");
        }

        /// As it is shown: values that differ from run to run are names.
        String shown() {
            return path.replace("{owner}/{repo}", "local/sample")
                    .replace("{sha}", id.isEmpty() ? "$SHA" : id)
                    .replace("{id}", id)
                    .replace("{name}", "Linux%20analyze")
                    .replace("/pulls/{number}", "/pulls/70")
                    .replace("{number}", "1")
                    .replace("{branch}", "main")
                    .replace("{selector}", "liveness");
        }
    }

    private String filled(String text) {
        for (var each : known.entrySet()) {
            text = text.replaceAll("\\$" + each.getKey() + "\\b", each.getValue());
        }
        return text;
    }

    private HttpResponse<String> ask(Example example) {
        var path = filled(example.shown());
        var body = filled(example.body);
        return switch (example.template()) {
            case "/github/webhook" ->
                    api.post(
                            path,
                            body,
                            "X-GitHub-Event",
                            "ping",
                            "X-GitHub-Delivery",
                            "72d3162e-cc78-11e3-81ab-4c9367dc0958",
                            "X-Hub-Signature-256",
                            "sha256=" + signature(body));
            case "/api/v1/task-status" ->
                    api.post(path, body, "Authorization", "Bearer " + known.get("LAB"));
            case "/api/update-task-status" ->
                    api.post(path, body, "Service-Account-Token", known.get("LAB"));
            default -> api.send(example.method, path, body.isEmpty() ? null : body);
        };
    }

    private static String signature(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            var secret = RunningApi.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String told(HttpResponse<String> answer) {
        var type = header(answer, "Content-Type").replaceAll(";.*", "");
        var body =
                type.endsWith("json")
                        ? pretty(answer.body())
                        : answer.body()
                                .lines()
                                .limit(3)
                                .map(it -> cut(it))
                                .collect(Collectors.joining("\n"));
        var words = "%d%s".formatted(answer.statusCode(), type.isEmpty() ? "" : " `" + type + "`");
        body = body.contains("diskSpace") ? sorted(body) : body;
        return body.isBlank()
                ? words + "\n"
                : "%s\n\n```%s\n%s\n```\n"
                        .formatted(words, isWhole(type, body) ? "json" : "text", same(body));
    }

    private static String sorted(String body) {
        try {
            return SORTED.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(SORTED.readValue(body, Map.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }

    private static boolean isWhole(String type, String body) {
        return type.endsWith("json") && !body.endsWith("…");
    }

    /// What differs from run to run, replaced.
    private static String same(String text) {
        return text.replaceAll("\\b01[0-9A-HJKMNP-TV-Z]{24}\\b", "01J…")
                .replaceAll("muster_[A-Za-z0-9_-]{43}", "muster_…")
                .replaceAll("(\"(?:total|free)\" : )[0-9]+", "$1250000000000")
                .replaceAll("(\"version\" : \")[0-9][^\"]*", "$1…");
    }

    private static String pretty(String body) {
        try {
            var text =
                    MAPPER.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(cut(MAPPER.readTree(body)));
            var lines = text.lines().toList();
            return lines.size() <= MOST_LINES
                    ? text
                    : String.join("\n", lines.subList(0, MOST_LINES)) + "\n…";
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }

    private static JsonNode cut(JsonNode node) {
        return switch (node) {
            case TextNode text -> new TextNode(cut(text.asText()));
            case ArrayNode list -> {
                var shorter = MAPPER.createArrayNode();
                if (!list.isEmpty()) {
                    shorter.add(cut(list.get(0)));
                }
                yield list.size() > 1 ? shorter.add("…") : shorter;
            }
            case ObjectNode object -> {
                var shorter = MAPPER.createObjectNode();
                object.properties().forEach(it -> shorter.set(it.getKey(), cut(it.getValue())));
                yield shorter;
            }
            default -> node;
        };
    }
}
