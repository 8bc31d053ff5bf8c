package dev.muster.api;

import dev.muster.access.Role;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/// What the caller is to this service.
@Controller("/api/v1/session")
final class SessionController {

    private final ApiSettings settings;
    private final Access access;

    SessionController(ApiSettings settings, Access access) {
        this.settings = settings;
        this.access = access;
    }

    /// @param version of this program
    /// @param role viewer or gardener
    /// @param mode `local` where the service listens for this machine only, else `server`
    /// @param publicRead whether reading needs no token
    @Introspected
    record Session(String version, String role, String mode, boolean publicRead) {}

    @Get
    Session session(HttpRequest<?> request) {
        return new Session(
                settings.version(),
                (access.role(request).includes(Role.GARDENER) ? Role.GARDENER : Role.VIEWER).word(),
                settings.local() ? "local" : "server",
                settings.publicRead());
    }
}
