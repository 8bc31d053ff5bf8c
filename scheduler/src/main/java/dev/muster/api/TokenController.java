package dev.muster.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.access.Tokens;
import dev.muster.core.ci.RepoSlug;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// The tokens of programs and people, for the admin.
@Controller("/api/v1/tokens")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenController {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_DAYS = 3_650;

    private final Tokens tokens;
    private final Access access;
    private final Once once;
    private final Clock clock;

    TokenController(Tokens tokens, Access access, Once once, Clock clock) {
        this.tokens = tokens;
        this.access = access;
        this.once = once;
        this.clock = clock;
    }

    @Get
    String all() {
        var document = MAPPER.createObjectNode();
        var list = document.putArray("tokens");
        tokens.all().forEach(it -> list.add(document(it)));
        return document.toString();
    }

    /// A request sent again is told the token without its secret, which is kept nowhere.
    @Post
    HttpResponse<String> create(HttpRequest<?> request, @Nullable @Body String body) {
        var fields = JsonFields.of(body);
        var wish = wish(fields);
        if (!fields.faults().isEmpty()) {
            return Problem.of(HttpStatus.UNPROCESSABLE_ENTITY, fields.faults());
        }
        var who = access.who(request);
        var fresh = new AtomicReference<Tokens.Made>();
        var answer =
                once.answer(
                        request,
                        who,
                        String.valueOf(body),
                        () -> {
                            var made = tokens.create(wish, who);
                            fresh.set(made);
                            return HttpResponse.created(
                                    document(made.token()).putNull("token").toString());
                        });
        return shown(answer, fresh.get());
    }

    private static HttpResponse<String> shown(
            HttpResponse<String> answer, Tokens.@Nullable Made made) {
        var text =
                made == null
                        ? answer.getBody(String.class).orElse("")
                        : document(made.token()).put("token", made.secret().text()).toString();
        return HttpResponse.<String>status(answer.status())
                .body(text)
                .header("Cache-Control", "no-store");
    }

    private Tokens.Wish wish(JsonFields fields) {
        var word = fields.text("role", 20);
        var role = Role.of(word);
        if (role.isEmpty() && !word.isEmpty()) {
            fields.fault(
                    "'role' is one of %s, and this is '%s'"
                            .formatted(
                                    Arrays.stream(Role.values())
                                            .map(Role::word)
                                            .collect(Collectors.joining(", ")),
                                    Documents.cut(word)));
        }
        var scheduler = fields.optional("scheduler", 500);
        var repository = repository(fields);
        var targets = fields.texts("targets", 500, 500);
        var name = fields.optional("name", 100);
        var days = fields.number("expiresInDays", 1, MOST_DAYS);
        fields.noOthers();
        var posts = role.filter(it -> it == Role.SCHEDULER).isPresent();
        if (posts && scheduler == null) {
            fields.fault("'scheduler' is missing: in whose name the token posts");
        }
        if (!posts && (scheduler != null || repository != null || !targets.isEmpty())) {
            fields.fault("'scheduler', 'repository' and 'targets' are for the role scheduler");
        }
        var scope =
                posts && scheduler != null
                        ? new Scope(scheduler, repository, Set.copyOf(targets))
                        : null;
        return new Tokens.Wish(
                name == null ? scheduler == null ? word : scheduler : name,
                scope == null
                        ? role.filter(it -> it != Role.SCHEDULER).orElse(Role.VIEWER)
                        : Role.SCHEDULER,
                scope,
                days == null ? null : clock.instant().plus(Duration.ofDays(days)));
    }

    private static @Nullable RepoSlug repository(JsonFields fields) {
        var text = fields.optional("repository", 300);
        if (text == null) {
            return null;
        }
        var slash = text.indexOf('/');
        if (!text.matches("[^/\\s]+/[^/\\s]+")) {
            fields.fault("'repository' is owner/name");
            return null;
        }
        return new RepoSlug(text.substring(0, slash), text.substring(slash + 1));
    }

    @Delete("/{id}")
    HttpResponse<String> revoke(HttpRequest<?> request, String id) {
        var who = access.who(request);
        return once.answer(
                request,
                who,
                () -> {
                    if (!tokens.revoke(id.length() > 26 ? "" : id, who)) {
                        throw Problem.notFound("token '%s'".formatted(Documents.cut(id)));
                    }
                    return HttpResponse.noContent();
                });
    }

    private static ObjectNode document(Tokens.Known token) {
        var wish = token.wish();
        var scope = wish.scope();
        var document =
                MAPPER.createObjectNode()
                        .put("id", token.id())
                        .put("name", wish.name())
                        .put("role", wish.role().word())
                        .put("scheduler", scope == null ? null : scope.scheduler())
                        .put(
                                "repository",
                                scope == null || scope.repository() == null
                                        ? null
                                        : scope.repository().toString())
                        .put("createdAt", token.createdAt().toString())
                        .put("createdBy", token.createdBy())
                        .put("expiresAt", text(wish.expiresAt()))
                        .put("usedAt", text(token.usedAt()))
                        .put("revokedAt", text(token.revokedAt()));
        var targets = document.putArray("targets");
        if (scope != null) {
            scope.targets().stream().sorted().forEach(targets::add);
        }
        return document;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
