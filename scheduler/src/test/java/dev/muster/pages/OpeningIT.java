package dev.muster.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Request;

import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What is fetched before a first screen stands.
class OpeningIT extends PageCase {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            targets:
              - {name: Linux analyze, run: ./analyze}
            """;

    @Override
    void prepare() {
        world.land(1, CONFIG).run(1, "Linux analyze", Ending.PASSED);
    }

    private List<String> fetched(String path) {
        var asked = new CopyOnWriteArrayList<Request>();
        page.onRequest(asked::add);
        visit(path);
        page.waitForSelector("[role=gridcell]");
        return asked.stream()
                .map(it -> URI.create(it.url()))
                .map(it -> it.getPath() + (it.getQuery() == null ? "" : "?" + it.getQuery()))
                .filter(it -> !it.startsWith("/api/v1/events"))
                .filter(it -> it.startsWith("/api/") || it.startsWith("/assets/index"))
                .map(it -> it.replaceFirst("index-[\\w-]+", "index"))
                .sorted()
                .toList();
    }

    @Test
    void each_file_is_asked_for_once_though_it_is_announced() {
        assertThat(fetched(REPO))
                .containsExactly(
                        "/api/v1/repos",
                        "/api/v1/repos/local/sample/grid?commits=100",
                        "/api/v1/session?repo=local/sample",
                        "/assets/index.css",
                        "/assets/index.js");
    }

    /// Of what is asked for until the first picture stands, as it comes over the wire.
    @Test
    void what_a_first_screen_loads_is_small() {
        var asked = new CopyOnWriteArrayList<Request>();
        page.onRequestFinished(asked::add);
        visit(REPO);
        page.waitForSelector("[role=gridcell]");

        assertThat(asked.stream().mapToLong(it -> it.sizes().responseBodySize).sum())
                .isBetween(10_000L, 100_000L);
    }

    /// Of the editor, which the playground alone loads, there is no bound but sense.
    @Test
    void all_views_but_the_editor_are_150_kilobytes() throws IOException {
        var assets = Path.of("../dashboard/target/classes/public/assets");
        assumeTrue(Files.isDirectory(assets), "SKIPPED: the pages were built elsewhere");
        try (var files = Files.list(assets)) {
            var sizes =
                    files.filter(it -> it.toString().endsWith(".br"))
                            .filter(it -> !it.getFileName().toString().startsWith("editor-"))
                            .mapToLong(it -> it.toFile().length())
                            .sum();

            assertThat(sizes).isBetween(50_000L, 150_000L);
        }
    }

    @Test
    void the_documents_are_announced_with_the_page() {
        assertThat(api.get(REPO, "Accept", "text/html,*/*;q=0.8").headers().firstValue("link"))
                .hasValueSatisfying(it -> assertThat(it).contains("/grid?commits=100"));
    }

    @Test
    void a_branch_in_the_address_is_asked_for_once_too() {
        assertThat(fetched(REPO + "?branch=main"))
                .containsExactly(
                        "/api/v1/repos",
                        "/api/v1/repos/local/sample/grid?branch=main&commits=100",
                        "/api/v1/session?repo=local/sample",
                        "/assets/index.css",
                        "/assets/index.js");
    }
}
