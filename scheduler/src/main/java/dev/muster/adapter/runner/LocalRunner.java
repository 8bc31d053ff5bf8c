package dev.muster.adapter.runner;

import dev.muster.config.model.Command;
import dev.muster.core.ci.AttemptKey;
import dev.muster.dispatch.Assignment;
import dev.muster.dispatch.AttemptEvents;
import dev.muster.dispatch.Runner;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// Executes attempts as processes of this machine.
///
/// Each attempt has a folder with a clean checkout, a log and a result, and a supervisor of its own
/// that goes on when this service is killed: a service that starts anew finds it by the folder.
public final class LocalRunner implements Runner, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalRunner.class);
    private static final String SCRIPT = "supervisor.sh";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofMinutes(1);

    private final Path runs;
    private final LocalRunnerSettings settings;
    private final Checkout checkout;
    private final AttemptEvents events;
    private final Clock clock;
    private final Path script;
    private final String place;
    private final Set<AttemptKey> inHand = ConcurrentHashMap.newKeySet();

    /// What an earlier process began and had not ended when this one looked.
    private final Set<AttemptKey> found;

    /// The supervisors that this process started and that have not ended.
    private final Set<ProcessHandle> begun = ConcurrentHashMap.newKeySet();

    /// Checkouts are what costs; two at a time keep a disk busy.
    private final ExecutorService preparing =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());

    private volatile boolean closing;

    /// @param settings where the folders of attempts are, and the limits
    /// @param checkout puts a commit's files into a folder
    /// @param events told when an attempt started or ended
    public LocalRunner(
            LocalRunnerSettings settings, Checkout checkout, AttemptEvents events, Clock clock) {
        this.settings = settings;
        this.runs = settings.runs().toAbsolutePath();
        this.checkout = checkout;
        this.events = events;
        this.clock = clock;
        this.script = installed();
        this.place = Place.of(runs);
        this.found = ConcurrentHashMap.newKeySet();
        found.addAll(begunBefore());
    }

    private List<AttemptKey> begunBefore() {
        var begunBefore = new ArrayList<AttemptKey>();
        try (var folders = Files.newDirectoryStream(runs, Files::isDirectory)) {
            for (var path : folders) {
                var folder = new RunFolder(path);
                if (folder.claimed() && !folder.ended()) {
                    RunFolder.attempt(path).ifPresent(begunBefore::add);
                }
            }
            return begunBefore;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts the files of a commit into a folder.
    @FunctionalInterface
    public interface Checkout {

        /// @throws IOException with a sentence for people
        void into(Path folder, Assignment assignment) throws IOException;
    }

    private Path installed() {
        try (var in = Objects.requireNonNull(LocalRunner.class.getResourceAsStream(SCRIPT))) {
            Files.createDirectories(runs);
            var copy = Files.createTempFile(runs, "supervisor", ".part");
            Files.write(copy, in.readAllBytes());
            var target = runs.resolve(SCRIPT);
            Files.move(copy, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Set<AttemptKey> executing() {
        found.removeIf(it -> RunFolder.of(runs, it).ended());
        var executing = new HashSet<>(found);
        executing.addAll(inHand);
        return executing;
    }

    @Override
    public Submission submit(Assignment assignment) {
        var command = assignment.target().work().command();
        if (command == null) {
            return new Submission.Refused(
                    "the target has no 'run', and this machine knows no recipes; add 'run:"
                            + " [program, argument]'");
        }
        if (crowded()) {
            return new Submission.Busy(UNTIL_THERE_IS_ROOM);
        }
        var folder = RunFolder.of(runs, assignment.key());
        if (folder.claimed() || folder.ended() || !inHand.add(assignment.key())) {
            return new Submission.Accepted(folder.path().getFileName().toString());
        }
        try {
            Files.createDirectory(folder.path());
        } catch (FileAlreadyExistsException e) {
            LOG.atDebug()
                    .addKeyValue("attempt", assignment.key())
                    .log("prepared again after a crash");
        } catch (IOException e) {
            inHand.remove(assignment.key());
            return new Submission.Refused(
                    "the folder of the attempt cannot be made: " + e.getMessage());
        }
        try {
            preparing.execute(() -> prepare(assignment, folder, command));
        } catch (RejectedExecutionException closing) {
            inHand.remove(assignment.key());
            return new Submission.Busy(Duration.ZERO);
        }
        return new Submission.Accepted(folder.path().getFileName().toString());
    }

    /// Whether the disk has so little room that what is begun would only fail.
    private boolean crowded() {
        try {
            var free = Files.getFileStore(runs).getUsableSpace();
            if (free >= settings.spareBytes()) {
                return false;
            }
            LOG.atWarn()
                    .addKeyValue("folder", runs)
                    .addKeyValue("free", free)
                    .addKeyValue("wanted", settings.spareBytes())
                    .log("Nothing is started: make room on the disk of the data folder");
            return true;
        } catch (IOException e) {
            return false; // what comes next will say what is wrong
        }
    }

    /// What is not begun when this ends is left as a crash would leave it.
    private void prepare(Assignment assignment, RunFolder folder, Command command) {
        if (closing) {
            inHand.remove(assignment.key());
            return;
        }
        try {
            Trees.delete(folder.work());
            Files.createDirectories(folder.path().resolve("home"));
            Files.createDirectories(folder.path().resolve("tmp"));
            Files.createDirectories(folder.work());
            checkout.into(folder.work(), assignment);
            if (closing) {
                inHand.remove(assignment.key());
            } else if (events.holds(assignment.key())) {
                start(assignment, folder, command);
            } else {
                inHand.remove(assignment.key());
                LOG.atWarn()
                        .addKeyValue("attempt", assignment.key())
                        .log("The attempt does not begin: this instance lost its lease");
            }
        } catch (IOException | RuntimeException e) {
            failed(assignment, folder, e);
        }
    }

    private void failed(Assignment assignment, RunFolder folder, Exception e) {
        LOG.atWarn().addKeyValue("attempt", assignment.key()).log("cannot be started: {}", why(e));
        try {
            folder.fail("the attempt could not be started: " + why(e), clock.instant());
        } catch (IOException again) {
            LOG.atError()
                    .addKeyValue("attempt", assignment.key())
                    .log("nor noted: {}", again.getMessage());
        }
        inHand.remove(assignment.key());
        events.changed(assignment.key());
    }

    private static String why(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void start(Assignment assignment, RunFolder folder, Command command)
            throws IOException {
        var words = new ArrayList<>(Sessions.prefix());
        words.addAll(
                List.of(
                        "sh",
                        script.toString(),
                        folder.path().toString(),
                        Long.toString(assignment.target().work().timeout().toSeconds()),
                        Long.toString(settings.logBytes()),
                        Long.toString(settings.grace().toSeconds())));
        words.addAll(argv(command));
        var builder = new ProcessBuilder(words).directory(folder.path().toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(folder.path().resolve("supervisor.log").toFile());
        builder.redirectInput(Path.of("/dev/null").toFile());
        LocalEnvironment.fill(builder.environment(), folder.path(), assignment.environment());
        var process = builder.start();
        var attempt = assignment.key();
        begun.add(process.toHandle());
        process.onExit()
                .thenRun(
                        () -> {
                            begun.remove(process.toHandle());
                            inHand.remove(attempt);
                            events.changed(attempt);
                        });
        events.changed(attempt);
    }

    /// The words of a command; text for the shell is one argument of it.
    static List<String> argv(Command command) {
        return switch (command) {
            case Command.Argv(var words) -> words;
            case Command.Shell(var text) -> List.of("sh", "-c", text);
        };
    }

    @Override
    public Observation observe(AttemptKey attempt) {
        return RunFolder.of(runs, attempt).observe(inHand.contains(attempt), clock.instant());
    }

    @Override
    public void cancel(AttemptKey attempt, String why) {
        var folder = RunFolder.of(runs, attempt);
        if (!folder.exists() || folder.ended()) {
            return;
        }
        try {
            Files.writeString(
                    folder.path().resolve("cancel"),
                    why.replaceAll("\\p{Cntrl}+", " ") + "\n",
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("attempt", attempt)
                    .log("the wish to cancel cannot be noted: {}", e.getMessage());
        }
        folder.supervisor().ifPresent(RunFolder.Supervisor::stop);
    }

    /// Stops whatever runs and waits until it has ended, for a service that leaves nothing behind.
    /// No attempt is begun after this.
    public void stopAll() {
        close();
        var supervisors = new HashSet<>(begun);
        try (var folders = Files.newDirectoryStream(runs, Files::isDirectory)) {
            for (var path : folders) {
                new RunFolder(path)
                        .supervisor()
                        .flatMap(RunFolder.Supervisor::process)
                        .ifPresent(supervisors::add);
            }
        } catch (IOException e) {
            LOG.atWarn().log("what runs cannot be listed: {}", e.getMessage());
        }
        supervisors.forEach(ProcessHandle::destroy);
        var last = settings.grace().plus(PATIENCE);
        CompletableFuture.allOf(
                        supervisors.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, last.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /// Begins nothing more. What runs goes on. Nobody is interrupted: who prepares an attempt asks
    /// for its lease, and H2 closes its file under a thread that is interrupted while it reads.
    @Override
    public void close() {
        closing = true;
        preparing.shutdown();
        try {
            if (!preparing.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().log("An attempt is still being prepared");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
