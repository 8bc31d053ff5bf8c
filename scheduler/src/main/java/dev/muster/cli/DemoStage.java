package dev.muster.cli;

import dev.muster.demo.DemoRepository;
import dev.muster.wiring.ServeSettings;
import dev.muster.wiring.Service;
import dev.muster.wiring.StartFailure;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/// What a demonstration stands on: a folder with the sample repository and the service's data, and
/// the service. Closing it ends all of it, at whatever point it is.
final class DemoStage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStage.class);

    private final Path home;
    private final boolean keep;
    private @Nullable DemoRepository repository;
    private @Nullable Service service;
    private final Deque<AutoCloseable> before = new ArrayDeque<>();
    private final Deque<AutoCloseable> after = new ArrayDeque<>();
    private boolean closed;

    private DemoStage(Path home, boolean keep) {
        this.home = home;
        this.keep = keep;
    }

    /// @param home null: a new folder, removed at the end
    static DemoStage in(@Nullable Path home) throws IOException {
        return home == null
                ? new DemoStage(Files.createTempDirectory("muster-demo"), false)
                : new DemoStage(home, true);
    }

    Path home() {
        return home;
    }

    /// Makes a repository, with a few commits, that no demonstration before had.
    synchronized Path repository(Clock clock) throws IOException {
        var folder = home.resolve("harbour");
        for (var number = 2; Files.exists(folder); number++) {
            folder = home.resolve("harbour-" + number);
        }
        repository = DemoRepository.create(folder, clock);
        return folder;
    }

    /// Starts the service.
    ///
    /// @return the port it listens on
    synchronized int start(ServeSettings settings, Clock clock) throws StartFailure {
        service = Service.start(settings, clock, MusterCommand.Version.text());
        return service.port();
    }

    /// Makes several things that stand on this stage while nobody can close it.
    synchronized GitHubDemo make(Making making) throws StartFailure {
        return making.make();
    }

    /// Makes a demonstration.
    @FunctionalInterface
    interface Making {

        GitHubDemo make() throws StartFailure;
    }

    /// Something that asks the service, and so ends before it; the last named first.
    synchronized void closeBefore(AutoCloseable other) {
        before.push(other);
    }

    /// Something that the service asks, and so ends after it; the last named first.
    synchronized void closeAfter(AutoCloseable other) {
        after.push(other);
    }

    /// Lands the next commit of the story.
    synchronized void landNext() throws IOException {
        if (repository != null && !closed) {
            repository.landNext();
        }
    }

    /// What somebody tells who does the next thing of a story; nothing once it is over.
    synchronized List<String> told(Supplier<List<String>> next) {
        return closed ? List.of() : next.get();
    }

    @Override
    public synchronized void close() {
        closed = true;
        before.forEach(DemoStage::close);
        if (service != null) {
            service.end();
        }
        if (repository != null) {
            repository.close();
        }
        after.forEach(DemoStage::close);
        if (!keep) {
            remove();
        }
    }

    private static void close(AutoCloseable other) {
        try {
            other.close();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("A part of the demonstration did not end as it should");
        }
    }

    private void remove() {
        try (var all = Files.walk(home)) {
            all.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        } catch (IOException e) {
            // a folder for temporary files is cleaned sooner or later
        }
    }
}
