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
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Takes GitHub's deliveries: checks the signature, stores, answers. All else comes later.
@Controller("/github/webhook")
final class WebhookController {

    private static final Pattern EVENT = Pattern.compile("[a-z_]{1,50}");
    private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private final WebhookSettings settings;
    private final @Nullable Signature signature;
    private final Letterbox letterbox;
    private final DeliveriesNudge nudge;
    private final AtomicInteger atTheDoor = new AtomicInteger();

    WebhookController(WebhookSettings settings, Letterbox letterbox, DeliveriesNudge nudge) {
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
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    HttpResponse<Map<String, Object>> take(
            @Nullable @Header("X-GitHub-Event") String event,
            @Nullable @Header("X-GitHub-Delivery") String delivery,
            @Nullable @Header("X-Hub-Signature-256") String sign,
            @Nullable @Body byte[] body) {
        if (signature == null) {
            return problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "deliveries are refused until MUSTER_GITHUB_WEBHOOK_SECRET is set");
        }
        var bytes = body == null ? new byte[0] : body;
        if (sign == null || !signature.fits(bytes, sign)) {
            return problem(
                    HttpStatus.UNAUTHORIZED,
                    "the signature in X-Hub-Signature-256 does not fit the body");
        }
        if (event == null || !EVENT.matcher(event).matches()) {
            return problem(HttpStatus.BAD_REQUEST, "X-GitHub-Event must name the event");
        }
        if (delivery == null || !DELIVERY.matcher(delivery).matches()) {
            return problem(HttpStatus.BAD_REQUEST, "X-GitHub-Delivery must name the delivery");
        }
        var text = DeliveryReader.text(bytes);
        if (text.isEmpty()) {
            return problem(HttpStatus.BAD_REQUEST, "the body must be a JSON object");
        }
        if (!Foreign.is(event, text.get(), settings.app())) {
            var stored = DeliveryReader.stored(event, text.get());
            var kind = Deliveries.Kind.of(event);
            nudge.deliveryCame(
                    kind, put(new Message("github", delivery, kind.message(), null, stored)));
        }
        return HttpResponse.accepted();
    }

    /// @return how many others waited to be stored when it came, and itself
    private int put(Message message) {
        var waiting = atTheDoor.incrementAndGet();
        try {
            letterbox.put(message);
        } finally {
            atTheDoor.decrementAndGet();
        }
        return waiting;
    }

    private static HttpResponse<Map<String, Object>> problem(HttpStatus status, String detail) {
        return HttpResponse.<Map<String, Object>>status(status)
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
                                detail));
    }
}
