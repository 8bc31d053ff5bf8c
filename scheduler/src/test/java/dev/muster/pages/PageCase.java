package dev.muster.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;

import dev.muster.testkit.Databases;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Cases that look at pages over a simulated world, where nothing moves unless the case says so.
@ExtendWith(OneChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageCase {

    private static final Path AXE = Path.of("../dashboard/node_modules/axe-core/axe.min.js");

    static final String REPO = "/r/local/sample";

    World world;
    RunningApi api;
    Browser browser;
    Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeAll
    void start(OneChromium.Windows chromium) {
        OneChromium.Windows.assumePages();
        world = World.on(Databases.h2());
        api = serve(world);
        prepare();
        browser = chromium.browser();
    }

    RunningApi serve(World fresh) {
        return RunningApi.local(fresh);
    }

    /// What the world holds before the first case.
    abstract void prepare();

    @AfterAll
    void stop() {
        if (api != null) {
            api.close();
        }
    }

    @BeforeEach
    void openPage() {
        page = browser.newPage();
        page.setDefaultTimeout(20_000);
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        complaints.clear();
        page.onPageError(complaints::add);
        page.onRequest(this::noteWhatIsForeign);
        page.onConsoleMessage(
                it -> {
                    if (it.text().contains("Content Security Policy")) {
                        complaints.add(it.text());
                    }
                });
    }

    /// The pages run in a closed network: they ask nobody but the service.
    private void noteWhatIsForeign(Request request) {
        var own = api.uri("/").toString();
        if (!request.isNavigationRequest()
                && request.frame().url().startsWith(own)
                && !request.url().startsWith(own)
                && !request.url().startsWith("data:")) {
            complaints.add("asked for " + request.url());
        }
    }

    @AfterEach
    void closePage() {
        page.close();
        Assertions.assertThat(complaints).as("what the browser complained about").isEmpty();
    }

    /// Checks the page as it stands against WCAG 2.2 AA, as far as a program can.
    void assertAccessible() {
        assumeTrue(Files.exists(AXE), "SKIPPED: built without npm, so there is no " + AXE);
        try {
            page.evaluate(Files.readString(AXE));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        var found =
                page.evaluate(
                        """
                        () => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})
                          .then(it => it.violations.flatMap(rule => rule.nodes.slice(0, 4)
                            .map(node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)).join('\\n'))
                        """);
        Assertions.assertThat(found).as("accessibility of " + page.url()).isEqualTo("");
    }

    /// Shows the page in a theme and a width and checks each.
    void assertAccessibleInEveryTheme() {
        for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            assertAccessible();
        }
    }

    /// Nothing is wider than the screen, so that nobody has to scroll sideways to read.
    void assertFits(int width) {
        page.setViewportSize(width, 800);
        Assertions.assertThat(page.evaluate("() => document.querySelector('main').scrollWidth"))
                .as("width of what is shown on %d pixels".formatted(width))
                .isEqualTo(width);
        Assertions.assertThat(
                        page.evaluate("() => document.documentElement.scrollHeight - innerHeight"))
                .as(
                        "what the whole page scrolls, beside its content, on %d pixels"
                                .formatted(width))
                .isEqualTo(0);
    }

    /// Takes pictures of what is shown, where `MUSTER_PICTURES` names a folder for them.
    void picture(String name) {
        var folder = System.getenv("MUSTER_PICTURES");
        if (folder != null) {
            new Pictures(page, Path.of(folder)).take(name);
        }
    }

    /// Lets an answer through with another text in place of one.
    static void amend(Route route, String was, String is) {
        var answer = route.fetch();
        Assertions.assertThat(answer.text()).contains(was);
        route.fulfill(
                new Route.FulfillOptions()
                        .setResponse(answer)
                        .setBody(answer.text().replace(was, is)));
    }

    void visit(String path) {
        page.navigate(api.uri(path).toString());
    }

    Locator cell() {
        return page.locator("[role=gridcell]");
    }
}
