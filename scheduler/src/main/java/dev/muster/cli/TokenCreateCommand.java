package dev.muster.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `muster token create`.
@Command(
        name = "create",
        description =
                "Make a token. Its text is printed once and kept by nobody; the service keeps a"
                        + " hash.",
        footer = {
            "",
            "  muster token create --scheduler partner_lab",
            "  muster token create --scheduler partner_lab --repo acme/widget --expires 90",
            "  muster token create --role gardener --name 'release bot'"
        })
final class TokenCreateCommand implements Callable<Integer> {

    /// What its owner may do.
    enum Role {
        /// reads
        VIEWER,
        /// posts the status of its scheduler's targets
        SCHEDULER,
        /// reruns, cancels, opens and closes the tree
        GARDENER,
        /// everything
        ADMIN
    }

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();
    @Mixin private ServiceOptions service = new ServiceOptions();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "viewer, scheduler, gardener or admin. Default: scheduler.")
    private Role role = Role.SCHEDULER;

    @Option(
            names = "--scheduler",
            paramLabel = "NAME",
            description = "In whose name it posts: the 'scheduler' of its targets.")
    private @Nullable String scheduler;

    @Option(
            names = "--repo",
            paramLabel = "OWNER/NAME",
            description = "The only repository it posts for. Default: any.")
    private @Nullable String repository;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "A target it posts for; again for each. Default: all of the scheduler.")
    private List<String> targets = List.of();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What people know it by. Default: its scheduler, or its role.")
    private @Nullable String name;

    @Option(
            names = "--expires",
            paramLabel = "DAYS",
            description = "How long it holds. Default: until it is revoked.")
    private @Nullable Integer days;

    TokenCreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (role == Role.SCHEDULER && scheduler == null) {
            throw new UsageFault("name the scheduler that it posts for, with --scheduler NAME");
        }
        var wish =
                new ObjectMapper()
                        .createObjectNode()
                        .put("role", role.name().toLowerCase(Locale.ROOT))
                        .put("scheduler", scheduler)
                        .put("repository", repository)
                        .put("name", name)
                        .put("expiresInDays", days);
        if (!targets.isEmpty()) {
            targets.forEach(wish.putArray("targets")::add);
        }
        var made = service.send("POST", "/api/v1/tokens", wish.toString());
        terminal.err()
                .printf(
                        "token %s, '%s'; this is the only time its text is shown%n",
                        made.path("id").asText(), made.path("name").asText());
        terminal.err().flush();
        terminal.out().println(made.path("token").asText());
        return ExitCode.DONE;
    }
}
