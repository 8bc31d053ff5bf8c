package dev.muster.cli;

import dev.muster.wiring.Environment;
import dev.muster.wiring.GitHubSettings;
import dev.muster.wiring.RepositoryWishes;
import dev.muster.wiring.ServeSettings;
import dev.muster.wiring.ServeSettings.Backfill;
import dev.muster.wiring.ServeSettings.DatabaseSettings;
import dev.muster.wiring.ServeSettings.Intervals;
import dev.muster.wiring.Service;
import dev.muster.wiring.StartFailure;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `muster serve`.
@Command(
        name = "serve",
        description = "Watch git repositories, run their targets, and show the dashboard.",
        footer = {
            "",
            "  muster serve --repo ~/work/sample",
            "  muster serve --settings muster.yml",
            "",
            "Every option can also be given as an environment variable, see"
                    + " docs/reference/settings.md."
        })
final class ServeCommand implements Callable<Integer> {

    private static final String IDLE =
            "there is nothing to watch: name a repository of this machine with --repo, or an App of"
                    + " GitHub with MUSTER_GITHUB_APP_ID ('muster github setup' makes one)";

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();

    @Option(
            names = "--repo",
            paramLabel = "FOLDER",
            description = "A git repository to watch; again for each further one.")
    private @Nullable List<Path> repositories;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Default: 8080. 0 takes any free one.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Default: 127.0.0.1, this machine only.")
    private @Nullable String host;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description = "Database, logs and attempts. Default: ./data")
    private @Nullable Path dataDir;

    @Mixin private SettingsOption given = new SettingsOption();

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            var environment = given.environment();
            environment.strange().forEach(terminal::complain);
            var settings = settings(environment);
            settings.doubts().forEach(terminal::complain);
            var service = Service.start(settings, Clock.systemUTC(), MusterCommand.Version.text());
            terminal.out().print(greeting(settings, service.port()));
            if (settings.github() == null && settings.repositories().isEmpty()) {
                terminal.complain(IDLE);
            }
            terminal.flush();
            Shutdown.closing(service::close).await();
            return ExitCode.DONE;
        } catch (StartFailure e) {
            terminal.complain(e.why());
            return ExitCode.USAGE;
        }
    }

    private ServeSettings settings(Environment environment) throws StartFailure {
        var watched = new ArrayList<Path>();
        environment.list("MUSTER_LOCAL_REPOSITORIES").forEach(it -> watched.add(Path.of(it)));
        if (repositories != null) {
            watched.addAll(repositories);
        }
        var number =
                port == null ? environment.number("MUSTER_PORT", 8080, 0, 65535) : port.intValue();
        var password = environment.secret("MUSTER_DATABASE_PASSWORD");
        return new ServeSettings(
                host == null ? environment.text("MUSTER_HOST").orElse("127.0.0.1") : host,
                number,
                dataDir == null
                        ? Path.of(environment.text("MUSTER_DATA_DIR").orElse("data"))
                        : dataDir,
                watched,
                new DatabaseSettings(
                        environment.text("MUSTER_DATABASE_URL").orElse(""),
                        environment.text("MUSTER_DATABASE_USERNAME").orElse(""),
                        password == null ? "" : password),
                environment.flag("MUSTER_PUBLIC_READ", true),
                environment.secret("MUSTER_ADMIN_TOKEN"),
                environment.number(
                        "MUSTER_LOCAL_CAPACITY",
                        Runtime.getRuntime().availableProcessors(),
                        1,
                        10_000),
                environment.address("MUSTER_URL").orElse(null),
                intervals(environment),
                backfill(environment),
                GitHubSettings.of(environment),
                RepositoryWishes.of(environment),
                RepositoryWishes.usual(environment));
    }

    private static Intervals intervals(Environment environment) throws StartFailure {
        var standard = Intervals.STANDARD;
        return new Intervals(
                environment.time(
                        "MUSTER_RECONCILE_EVERY",
                        standard.reconcile(),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)),
                environment.time(
                        "MUSTER_VACUUM_EVERY",
                        standard.vacuum(),
                        Duration.ofMinutes(1),
                        Duration.ofDays(1)),
                environment.time(
                        "MUSTER_FLAKES_EVERY",
                        standard.flakes(),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)),
                environment.time(
                        "MUSTER_PROMOTION_EVERY",
                        standard.promotion(),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1)));
    }

    private static Backfill backfill(Environment environment) throws StartFailure {
        var standard = Backfill.STANDARD;
        return new Backfill(
                environment.time(
                        "MUSTER_BACKFILL_EVERY",
                        standard.every(),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)),
                environment.strategy("MUSTER_BACKFILL_STRATEGY"),
                environment.number("MUSTER_BACKFILL_ROOM", standard.room(), 0, 20_000));
    }

    private static String greeting(ServeSettings settings, int port) {
        var count = settings.repositories().size();
        return "muster %s on %s (%s, %d %s%s)\n"
                .formatted(
                        MusterCommand.Version.text(),
                        settings.address(port),
                        settings.database().url().startsWith("jdbc:postgresql:")
                                ? "PostgreSQL"
                                : "H2 in " + settings.dataDir(),
                        count,
                        count == 1 ? "repository" : "repositories",
                        settings.github() == null ? ", GitHub is off" : "");
    }
}
