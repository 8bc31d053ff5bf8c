package dev.muster.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Does what the documents say, and sees what they show. `-Dpage=NAME` takes the pages of that name
/// alone.
class DocumentedCommandsIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /// The repository that a reader of a how-to has: two commits on `main`.
    private static final String REPOSITORY =
            """
            git init -q -b main .
            git add -A
            git commit -q --allow-empty -m 'Begin'
            git commit -q --allow-empty -m 'Go on'
            """;

    /// Readers mostly wait: for a program to start, or for a service to see what they did.
    private static final int READERS = 2;

    private final ExecutorService readers = Executors.newFixedThreadPool(READERS);

    @TempDir private Path folder;

    @AfterEach
    void go_home() {
        readers.shutdownNow();
    }

    @BeforeAll
    static void what_a_reader_has() {
        for (var tool : List.of("git", "curl")) {
            assumeThat(onThePath(tool)).as("%s is not on this machine", tool).isTrue();
        }
    }

    @TestFactory
    Stream<DynamicTest> every_page_with_commands() throws IOException {
        return DocumentedPage.all(ROOT).stream()
                .filter(DocumentedPage::hasCommands)
                .filter(it -> it.path().toString().contains(System.getProperty("page", "")))
                .sorted(Comparator.comparingInt(it -> -it.steps().size()))
                .map(this::begin)
                .toList()
                .stream();
    }

    private DynamicTest begin(DocumentedPage page) {
        var walk = readers.submit(() -> walk(page));
        return DynamicTest.dynamicTest(page.path().toString(), () -> end(walk));
    }

    private static void end(Future<?> walk) throws Throwable {
        try {
            walk.get();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }

    @Test
    void there_are_pages_to_walk_through() throws IOException {
        assertThat(DocumentedPage.all(ROOT))
                .filteredOn(DocumentedPage::hasCommands)
                .hasSizeGreaterThan(5);
    }

    private DocumentedPage walk(DocumentedPage page) throws IOException {
        for (var tool : page.tools()) {
            assumeThat(onThePath(tool)).as("%s is not on this machine", tool).isTrue();
        }
        var home =
                Files.createDirectories(folder.resolve(page.path().toString().replace('/', '-')));
        var here = Files.createDirectories(home.resolve("here"));
        var tools = Files.createDirectories(home.resolve("tools"));
        try (var reader = new Walkthrough(here, tools)) {
            if (!page.path().startsWith("docs/tutorials")) {
                var first =
                        page.steps().stream()
                                .filter(it -> it instanceof DocumentedPage.Step.Write)
                                .findFirst();
                if (first.isPresent()) {
                    reader.take(first.get());
                }
                reader.prepare(REPOSITORY);
            }
            for (var step : page.steps()) {
                reader.take(step);
            }
        }
        return page;
    }

    private static boolean onThePath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(it -> Files.isExecutable(Path.of(it, tool)));
    }
}
