package dev.muster.demo;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// The sample repository: made anew in a folder, with a history of a few commits, and able to land
/// the next one. What lands is the same in every demonstration.
public final class DemoRepository implements AutoCloseable {

    private final Git git;
    private final Path folder;
    private final Clock clock;
    private int landed;

    private DemoRepository(Git git, Path folder, Clock clock) {
        this.git = git;
        this.folder = folder;
        this.clock = clock;
    }

    /// One commit of the story.
    ///
    /// @param author name
    /// @param subject first line of the message
    /// @param files what it writes, by path; empty text removes the file
    private record Change(String author, String subject, Map<String, String> files) {}

    private static final List<Change> STORY =
            List.of(
                    new Change(
                            "Grace Okafor",
                            "Cache the storage index in memory",
                            Map.of("lib/storage/disk.txt", "disk 2\n")),
                    new Change(
                            "Linus Berg",
                            "Retry a lost connection once",
                            Map.of("lib/core/net.txt", "net 1\n")),
                    new Change(
                            "Margaret Sato",
                            "Describe the first start in the guide",
                            Map.of("docs/guide.md", "# Guide\n\nHow to begin, step by step.\n")),
                    new Change(
                            "Ada Lindqvist",
                            "Start the engine lazily",
                            Map.of("lib/core/engine.txt", "engine 2\n")),
                    new Change(
                            "Margaret Sato",
                            "Use the new palette on the start page",
                            Map.of("assets/theme.txt", "theme 2\n", "app/main.txt", "main 2\n")),
                    new Change(
                            "Grace Okafor",
                            "Compact the journal while idle",
                            Map.of(
                                    "lib/storage/disk.txt",
                                    "disk 3\n",
                                    "lib/storage.broken",
                                    "1\n")),
                    new Change(
                            "Linus Berg",
                            "Log how long a start takes",
                            Map.of("app/main.txt", "main 3\n")),
                    new Change(
                            "Ada Lindqvist",
                            "Drop the old scheduler switch",
                            Map.of("lib/core/engine.txt", "engine 3\n")),
                    new Change(
                            "Grace Okafor",
                            "Fix the journal's last page being read twice",
                            Map.of("lib/storage.broken", "", "lib/storage/disk.txt", "disk 4\n")),
                    new Change(
                            "Margaret Sato",
                            "Show an empty state for new harbours",
                            Map.of("app/empty.txt", "empty 1\n")),
                    new Change(
                            "Linus Berg",
                            "Close idle connections after a minute",
                            Map.of("lib/core/net.txt", "net 2\n")),
                    new Change(
                            "Ada Lindqvist",
                            "Explain the build in the README",
                            Map.of(
                                    "README.md",
                                    "# Harbour\n\n"
                                        + "The sample application. Build it with ci/build.sh.\n")));

    /// Makes the repository, with all its history but the stream to come.
    ///
    /// @throws IOException where the folder cannot be written
    public static DemoRepository create(Path folder, Clock clock) throws IOException {
        try {
            Files.createDirectories(folder);
            var git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
            var repository = new DemoRepository(git, folder, clock);
            repository.commit(
                    new Change("Ada Lindqvist", "Begin Harbour", DemoFiles.all()),
                    Duration.ofMinutes(90));
            for (var number = 0; number < 4; number++) {
                repository.commit(
                        STORY.get(repository.landed++), Duration.ofMinutes(70 - 15L * number));
            }
            return repository;
        } catch (GitAPIException e) {
            throw new IOException("the sample repository cannot be made: " + e.getMessage(), e);
        }
    }

    /// Where it is.
    public Path folder() {
        return folder;
    }

    /// Lands the next commit of the story; after its end the story begins again.
    public void landNext() throws IOException {
        var change = STORY.get(landed % STORY.size());
        var round = landed++ / STORY.size();
        try {
            commit(round == 0 ? change : again(change, round), Duration.ZERO);
        } catch (GitAPIException e) {
            throw new IOException("the next commit cannot land: " + e.getMessage(), e);
        }
    }

    private static Change again(Change change, int round) {
        var files = new java.util.LinkedHashMap<String, String>();
        change.files()
                .forEach(
                        (path, text) ->
                                files.put(
                                        path,
                                        text.isEmpty() ? "" : text + "again " + round + "\n"));
        return new Change(change.author(), change.subject() + ", part " + (round + 1), files);
    }

    private void commit(Change change, Duration before) throws IOException, GitAPIException {
        for (var file : change.files().entrySet()) {
            var path = folder.resolve(file.getKey());
            if (file.getValue().isEmpty()) {
                Files.deleteIfExists(path);
                git.rm().addFilepattern(file.getKey()).call();
            } else {
                Files.createDirectories(path.resolveSibling("."));
                Files.writeString(path, file.getValue());
            }
        }
        git.add().addFilepattern(".").call();
        var person = person(change.author(), clock.instant().minus(before));
        git.commit()
                .setMessage(change.subject())
                .setAuthor(person)
                .setCommitter(person)
                .setSign(false)
                .setNoVerify(true)
                .call();
    }

    private static PersonIdent person(String name, Instant at) {
        return new PersonIdent(
                name,
                name.substring(0, name.indexOf(' ')).toLowerCase(java.util.Locale.ROOT)
                        + "@harbour.example",
                at,
                ZoneOffset.UTC);
    }

    @Override
    public void close() {
        git.close();
    }
}
