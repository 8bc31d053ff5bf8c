package dev.muster.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import dev.muster.testkit.Databases;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Cases that look at pages over a simulated world, where nothing moves unless the case says so.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageCase {

    private static final Path CHROMIUM =
            Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    static final String REPO = "/r/local/sample";

    World world;
    RunningApi api;
    Browser browser;
    Page page;
    private Playwright playwright;

    @BeforeAll
    void start() {
        assumeTrue(Files.isExecutable(CHROMIUM), "SKIPPED: no browser at " + CHROMIUM);
        assumeTrue(
                PageCase.class.getResource("/public/index.html") != null,
                "SKIPPED: built without the dashboard's pages");
        world = World.on(Databases.h2());
        api = serve(world);
        prepare();
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(List.of("--no-sandbox", "--disable-quic")));
    }

    RunningApi serve(World fresh) {
        return RunningApi.local(fresh);
    }

    /// What the world holds before the first case.
    abstract void prepare();

    @AfterAll
    void stop() {
        if (playwright != null) {
            browser.close();
            playwright.close();
        }
        if (api != null) {
            api.close();
        }
    }

    @BeforeEach
    void openPage() {
        page = browser.newPage();
        page.setDefaultTimeout(20_000);
    }

    @AfterEach
    void closePage() {
        page.close();
    }

    void visit(String path) {
        page.navigate(api.uri(path).toString());
    }

    Locator cell() {
        return page.locator("[role=gridcell]");
    }
}
