package dev.muster.cli;

import dev.muster.wiring.ServeSettings;
import dev.muster.wiring.StartFailure;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

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
            converter = PortNumber.class,
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
            description =
                    "How often a commit lands, or with --github something happens. Default: 20.")
    private int seconds = 20;

    @Option(
            names = "--github",
            description =
                    "On a simulated GitHub: pull requests, a fork that waits for approval, check"
                            + " runs, a merge queue, runs on simulated runners.")
    private boolean github;

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
            var stage = DemoStage.in(dataDir);
            var shutdown = Shutdown.closing(stage::close);
            try {
                play(stage, shutdown);
            } catch (StartFailure | IOException | RuntimeException e) {
                if (shutdown.forget()) {
                    stage.close();
                    throw e;
                }
                shutdown.await(); // it has lost what it stood on
            }
            return ExitCode.DONE;
        } catch (StartFailure e) {
            terminal.complain(e.why());
            return ExitCode.USAGE;
        } catch (IOException e) {
            terminal.complain("the demonstration cannot be set up: " + e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private void play(DemoStage stage, Shutdown shutdown)
            throws StartFailure, IOException, InterruptedException {
        var clock = Clock.systemUTC();
        if (github) {
            var port = freePort();
            var demo = stage.make(() -> GitHubDemo.start(stage, port, clock));
            playOnGitHub(stage, demo, shutdown);
            return;
        }
        var repository = stage.repository(clock);
        greet(stage.start(settings(stage.home(), repository), clock), stage.home());
        var wait = Duration.ofSeconds(Math.min(8, seconds));
        while (!shutdown.await(wait)) {
            stage.landNext();
            wait = Duration.ofSeconds(seconds);
        }
    }

    private void playOnGitHub(DemoStage stage, GitHubDemo demo, Shutdown shutdown)
            throws InterruptedException {
        terminal.out()
                .print(
                        """
                        The grid is on %s
                        The repository is on %s

                        Every %d s something happens there; the targets really run, on this machine.
                        Open a pull request, press its buttons, comment. Ctrl-C ends everything.

                        """
                                .formatted(demo.service(), demo.page(), seconds));
        terminal.flush();
        if (!closed) {
            Browser.open(demo.page());
        }
        var wait = Duration.ofSeconds(Math.min(3, seconds));
        while (!shutdown.await(wait)) {
            stage.told(demo::next).forEach(it -> terminal.out().print(it + "\n"));
            terminal.flush();
            wait = Duration.ofSeconds(seconds);
        }
    }

    /// Links are made before the service listens, so that its port is chosen here.
    private int freePort() throws StartFailure, IOException {
        var wanted = wantedPort();
        if (wanted != 0) {
            return wanted;
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private int wantedPort() throws StartFailure {
        var environment = SettingsOption.here();
        return port == null ? environment.number("MUSTER_PORT", 8080, 0, 65535) : port;
    }

    private ServeSettings settings(Path home, Path repository) throws StartFailure {
        return ServeSettings.here(wantedPort(), home.resolve("data"), List.of(repository), 8);
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
        if (!closed) {
            Browser.open(url);
        }
    }
}
