package dev.muster.adapter.github;

import dev.muster.api.Allowances;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Calls GitHub's REST API as an App or as one of its installations.
///
/// Every answer is one of four, see [Answer]; nothing is thrown for the world's trouble. Calls that
/// would exceed GitHub's limits are not made. A page that did not change costs nothing: its entity
/// tag is sent along.
public final class GitHubClient implements AutoCloseable, Allowances {

    private static final Logger LOG = LoggerFactory.getLogger(GitHubClient.class);
    static final String VERSION = "2026-03-10";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Set<Integer> MOVED = Set.of(301, 302, 307, 308);
    private static final int MOST_HOPS = 3;

    /// The App itself, among the numbers of installations.
    private static final long APP = 0;

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; *rel=\"next\"");

    private final URI api;
    private final AppToken app;
    private final Clock clock;
    private final HttpClient http;
    private final InstallationTokens tokens;
    private final Map<Long, Budget> budgets = new ConcurrentHashMap<>();
    private final KnownPages pages = new KnownPages();
    private volatile @Nullable String login;

    /// @param api the API's address, such as `https://api.github.com`
    /// @param app the App's number or client id
    public GitHubClient(URI api, String app, AppKey key, Clock clock) {
        this.api = api;
        this.app = new AppToken(app, key, clock);
        this.clock = clock;
        this.tokens = new InstallationTokens(clock);
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /// Makes a call that progress waits for.
    Answer send(Call call) {
        return send(call, Budget.Use.WORK);
    }

    /// Makes a call.
    Answer send(Call call, Budget.Use use) {
        var lasting = call.lasts() ? pages.of(call) : null;
        if (lasting != null) {
            return lasting.answer();
        }
        var room = budget(call).take(!call.reads(), use);
        if (room.isPresent()) {
            return new Answer.Later(room.get(), "GitHub's limit leaves no room before then");
        }
        return switch (call.as()) {
            case Call.As.App _ -> asApp(call);
            case Call.As.Installed as -> installed(call, as);
        };
    }

    private Answer installed(Call call, Call.As.Installed as) {
        var answer = once(call, as);
        if (answer instanceof Answer.Refused(var status, _) && status == 401) {
            tokens.drop(as);
            return once(call, as);
        }
        return answer;
    }

    private Answer once(Call call, Call.As.Installed as) {
        return switch (tokens.of(as, this::asApp)) {
            case InstallationTokens.Result.Got(var token) -> exchange(call, token);
            case InstallationTokens.Result.Failed(var answer) -> answer;
        };
    }

    private Answer asApp(Call call) {
        var answer = exchange(call, app.make());
        if (answer instanceof Answer.Refused(var status, _) && status == 401) {
            app.drop();
        }
        return answer;
    }

    /// The login under which the App acts, such as `muster-ci[bot]`; nothing where GitHub does not
    /// tell at the moment.
    Optional<String> login() {
        if (login == null
                && send(Call.get(new Call.As.App(), "/app")) instanceof Answer.Done done
                && done.body().hasNonNull("slug")) {
            login = done.body().path("slug").asText() + "[bot]";
        }
        return Optional.ofNullable(login);
    }

    private Answer exchange(Call call, String token) {
        var known = call.reads() ? pages.of(call) : null;
        try {
            return answer(call, asked(call, token, known), known);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new Answer.Later(clock.instant().plus(SOON), "GitHub cannot be reached");
        } catch (IllegalArgumentException e) {
            return new Answer.Refused(400, "GitHub names an address that is none");
        } catch (IOException e) {
            return noAnswer(call, "GitHub did not answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return noAnswer(call, "the service was ended meanwhile");
        }
    }

    /// Follows a repository to its new name, and nobody to another address: the token goes along.
    private HttpResponse<byte[]> asked(Call call, String token, KnownPages.@Nullable Page known)
            throws IOException, InterruptedException {
        var at = URI.create(api + call.path());
        var response = http.send(request(at, call, token, known), BodyHandlers.ofByteArray());
        for (var hops = 0; hops < MOST_HOPS && MOVED.contains(response.statusCode()); hops++) {
            var location = response.headers().firstValue("location").orElse("");
            if (!location.startsWith(api + "/")) {
                return response;
            }
            at = URI.create(location);
            response = http.send(request(at, call, token, known), BodyHandlers.ofByteArray());
        }
        return response;
    }

    private static HttpRequest request(
            URI at, Call call, String token, KnownPages.@Nullable Page known) {
        var request =
                HttpRequest.newBuilder(at)
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header(
                                "Accept",
                                call.raw()
                                        ? "application/vnd.github.raw+json"
                                        : "application/vnd.github+json")
                        .header("X-GitHub-Api-Version", VERSION)
                        .header("User-Agent", "muster");
        if (known != null) {
            request.header("If-None-Match", known.tag());
        }
        var body = call.body();
        if (body == null) {
            return request.method(call.method(), BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(call.method(), BodyPublishers.ofString(body.toString()))
                .build();
    }

    private Answer answer(
            Call call, HttpResponse<byte[]> response, KnownPages.@Nullable Page known) {
        var limits = Limits.of(response.headers());
        limits.tell(budget(call));
        var status = response.statusCode();
        if (status == 304 && known != null) {
            return known.answer();
        }
        if (status >= 200 && status < 300) {
            return done(call, response);
        }
        if (limits.exceeded(status, response.body())) {
            var at = limits.retryAt(budget(call));
            if (limits.secondary() && !call.reads()) {
                budget(call).unforeseen().ifPresent(GitHubClient::sparing);
            }
            LOG.atWarn()
                    .addKeyValue("status", status)
                    .addKeyValue("until", at)
                    .log("GitHub asks to slow down");
            return new Answer.Later(at, "GitHub's limit is reached");
        }
        if (status >= 500) {
            return noAnswer(call, "GitHub answered " + status);
        }
        return new Answer.Refused(status, said(status, response));
    }

    private static void sparing(Instant until) {
        LOG.atWarn()
                .addKeyValue("until", until)
                .log(
                        "GitHub refuses what its limits on calls would allow; check runs of single"
                                + " targets and mere progress are not written for a while");
    }

    private Answer done(Call call, HttpResponse<byte[]> response) {
        var next = response.headers().firstValue("link").flatMap(this::next).orElse(null);
        var body = call.raw() ? Json.object() : Json.read(response.body());
        var done = new Answer.Done(response.statusCode(), body, response.body(), next);
        if (call.reads()) {
            response.headers().firstValue("etag").ifPresent(tag -> pages.keep(call, tag, done));
        }
        return done;
    }

    /// The path of the next page; one elsewhere is not followed, for the token goes along.
    private Optional<String> next(String link) {
        var found = NEXT.matcher(link);
        return found.find() && found.group(1).startsWith(api + "/")
                ? Optional.of(found.group(1).substring(api.toString().length()))
                : Optional.empty();
    }

    /// What GitHub said, in one line.
    private static String said(int status, HttpResponse<byte[]> response) {
        var body = Json.read(response.body());
        var message = body.path("message").asText("");
        var wanted = response.headers().firstValue("x-accepted-github-permissions").orElse("");
        return "GitHub answered %d%s%s"
                .formatted(
                        status,
                        message.isEmpty() ? "" : ": " + message.replaceAll("\\s+", " "),
                        status == 403 && !wanted.isEmpty() ? " (it wants " + wanted + ")" : "");
    }

    private Answer noAnswer(Call call, String why) {
        return call.reads()
                ? new Answer.Later(clock.instant().plus(SOON), why)
                : new Answer.Unknown(why);
    }

    private Budget budget(Call call) {
        var key =
                switch (call.as()) {
                    case Call.As.App _ -> APP;
                    case Call.As.Installed(var installation, _) -> installation;
                };
        return budgets.computeIfAbsent(key, _ -> new Budget(clock));
    }

    @Override
    public List<Allowance> allowances() {
        return budgets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(
                        it -> {
                            var left = it.getValue().left();
                            return new Allowance(
                                    it.getKey() == APP ? null : it.getKey(),
                                    new Bucket(left.hourLimit(), left.hour(), left.hourEnds()),
                                    new Bucket(
                                            left.minuteLimit(), left.minute(), left.minuteFull()),
                                    left.pausedUntil());
                        })
                .toList();
    }

    /// The time now, for those who plan the next call.
    Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        http.close();
    }

    /// The text of a body that is no document.
    static String text(Answer.Done done) {
        return new String(done.raw(), StandardCharsets.UTF_8);
    }
}
