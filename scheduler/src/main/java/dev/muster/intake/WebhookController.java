package dev.muster.intake;

import dev.muster.inbox.Letterbox;
import dev.muster.inbox.Message;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;

import jakarta.inject.Named;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Takes GitHub's deliveries: checks the signature, stores, answers. All else comes later.
@Controller("/github/webhook")
final class WebhookController {

    private static final Pattern EVENT = Pattern.compile("[a-z_]{1,50}");
    private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9-]{1,100}");

    /// A body so small is read in less time than another thread takes to come to it.
    private static final int SMALL = 64 << 10;

    private final WebhookSettings settings;
    private final @Nullable Signature signature;
    private final Letterbox letterbox;
    private final DeliveriesNudge nudge;
    private final ExecutorService blocking;
    private final AtomicInteger atTheDoor = new AtomicInteger();

    WebhookController(
            WebhookSettings settings,
            Letterbox letterbox,
            DeliveriesNudge nudge,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.blocking = blocking;
        this.settings = settings;
        this.signature = settings.secret() == null ? null : new Signature(settings.secret());
        this.letterbox = letterbox;
        this.nudge = nudge;
    }

    /// Takes one delivery.
    ///
    /// @param event what it is about, as GitHub calls it
    /// @param delivery GitHub's name for it
    /// @param sign proof that it comes from GitHub
    /// @param body as it came
    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    CompletionStage<HttpResponse<Map<String, Object>>> take(
            @Nullable @Header("X-GitHub-Event") String event,
            @Nullable @Header("X-GitHub-Delivery") String delivery,
            @Nullable @Header("X-Hub-Signature-256") String sign,
            @Nullable @Body byte[] body) {
        var bytes = body == null ? new byte[0] : body;
        var post = new Sent(event, delivery, sign, bytes);
        return bytes.length <= SMALL
                ? take(post)
                : CompletableFuture.supplyAsync(() -> take(post), blocking)
                        .thenCompose(Function.identity());
    }

    /// @param event what it is about, as it says
    /// @param delivery its name
    /// @param sign its proof
    private record Sent(
            @Nullable String event,
            @Nullable String delivery,
            @Nullable String sign,
            byte[] body) {}

    private CompletableFuture<HttpResponse<Map<String, Object>>> take(Sent sent) {
        if (signature == null) {
            return problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "deliveries are refused until MUSTER_GITHUB_WEBHOOK_SECRET is set");
        }
        if (sent.sign == null || !signature.fits(sent.body, sent.sign)) {
            return problem(
                    HttpStatus.UNAUTHORIZED,
                    "the signature in X-Hub-Signature-256 does not fit the body");
        }
        if (sent.event == null || !EVENT.matcher(sent.event).matches()) {
            return problem(HttpStatus.BAD_REQUEST, "X-GitHub-Event must name the event");
        }
        if (sent.delivery == null || !DELIVERY.matcher(sent.delivery).matches()) {
            return problem(HttpStatus.BAD_REQUEST, "X-GitHub-Delivery must name the delivery");
        }
        var text = DeliveryReader.text(sent.body);
        if (text.isEmpty()) {
            return problem(HttpStatus.BAD_REQUEST, "the body must be a JSON object");
        }
        return Foreign.is(sent.event, text.get(), settings.app())
                ? CompletableFuture.completedFuture(HttpResponse.accepted())
                : stored(sent.event, sent.delivery, text.get());
    }

    private CompletableFuture<HttpResponse<Map<String, Object>>> stored(
            String event, String delivery, String text) {
        var kept = DeliveryReader.stored(event, text);
        var others = atTheDoor.incrementAndGet();
        return letterbox
                .drop(new Message("github", delivery, Deliveries.KIND, null, kept))
                .whenComplete((_, _) -> atTheDoor.decrementAndGet())
                .thenApply(
                        _ -> {
                            nudge.deliveryCame(others);
                            return HttpResponse.accepted();
                        });
    }

    private static CompletableFuture<HttpResponse<Map<String, Object>>> problem(
            HttpStatus status, String detail) {
        return CompletableFuture.completedFuture(
                HttpResponse.<Map<String, Object>>status(status)
                        .contentType("application/problem+json")
                        .body(
                                Map.of(
                                        "type",
                                        "about:blank",
                                        "title",
                                        status.getReason(),
                                        "status",
                                        status.getCode(),
                                        "detail",
                                        detail)));
    }
}
