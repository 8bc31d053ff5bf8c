package dev.muster.cli;

import dev.muster.demo.DemoRepository;
import dev.muster.wiring.ServeSettings;
import dev.muster.wiring.ServeSettings.DatabaseSettings;
import dev.muster.wiring.Service;
import dev.muster.wiring.StartFailure;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `muster demo`.
@Command(
        name = "demo",
        description =
                "Watch it work: a sample repository, commits that land, targets that really run, a"
                        + " live grid.",
        footer = {"", "Needs nothing but a shell. Ctrl-C ends it and removes what it made."})
final class DemoCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Default: 8080, or MUSTER_PORT. 0 takes any free one.")
    private @Nullable Integer port;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description = "Keep everything here. Default: a new folder, removed at the end.")
    private @Nullable Path dataDir;

    @Option(
            names = "--commits-every",
            paramLabel = "SECONDS",
            description = "How often a commit lands. Default: 20.")
    private int seconds = 20;

    @Option(names = "--no-open", description = "Do not open a browser.")
    private boolean closed;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1) {
            throw new UsageFault(
                    "--commits-every is %d, and must be at least 1".formatted(seconds));
        }
        try {
            var home = dataDir == null ? Files.createTempDirectory("muster-demo") : dataDir;
            var clock = Clock.systemUTC();
            var folder =
                    Files.exists(home.resolve("harbour")) ? fresh(home) : home.resolve("harbour");
            var repository = DemoRepository.create(folder, clock);
            var service =
                    Service.start(settings(home, folder), clock, MusterCommand.Version.text());
            greet(service.port(), home);
            var ended = ServeCommand.ended(() -> end(service, repository, home));
            land(repository, ended);
            return ExitCode.DONE;
        } catch (StartFailure e) {
            terminal.complain(e.why());
            return ExitCode.USAGE;
        } catch (IOException e) {
            terminal.complain("the demonstration cannot be set up: " + e.getMessage());
            return ExitCode.USAGE;
        }
    }

    /// A second demonstration in one folder gets a repository of its own.
    private static Path fresh(Path home) {
        var number = 2;
        while (Files.exists(home.resolve("harbour-" + number))) {
            number++;
        }
        return home.resolve("harbour-" + number);
    }

    private ServeSettings settings(Path home, Path repository) throws StartFailure {
        var environment = new dev.muster.wiring.Environment(System.getenv());
        return new ServeSettings(
                "127.0.0.1",
                port == null ? environment.number("MUSTER_PORT", 8080, 0, 65535) : port,
                home.resolve("data"),
                List.of(repository),
                DatabaseSettings.EMBEDDED,
                true,
                null,
                8);
    }

    private void greet(int port, Path home) {
        var url = "http://localhost:" + port;
        terminal.out()
                .print(
                        """
                        The grid is on %s

                        A commit lands every %d s; its targets really run, on this machine, in %s
                        Click a cell for the reason and the log. Ctrl-C ends everything.
                        """
                                .formatted(url, seconds, home));
        terminal.flush();
        if (!closed
                && (System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null)) {
            open(url);
        }
    }

    private static void open(String url) {
        for (var program : List.of("xdg-open", "open")) {
            try {
                new ProcessBuilder(program, url)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return;
            } catch (IOException e) {
                // not on this machine; the address is printed anyway
            }
        }
    }

    private void land(DemoRepository repository, CountDownLatch ended)
            throws InterruptedException, IOException {
        var wait = Math.min(8, seconds);
        while (!ended.await(wait, TimeUnit.SECONDS)) {
            repository.landNext();
            wait = seconds;
        }
    }

    private void end(Service service, DemoRepository repository, Path home) {
        service.stopAttempts();
        service.close();
        repository.close();
        if (dataDir == null) {
            remove(home);
        }
    }

    private static void remove(Path home) {
        try (var all = Files.walk(home)) {
            all.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        } catch (IOException e) {
            // a folder for temporary files is cleaned sooner or later
        }
    }
}
