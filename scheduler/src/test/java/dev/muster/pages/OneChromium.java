package dev.muster.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One browser for all classes that look at pages; each page is in a window that shares nothing.
final class OneChromium implements ParameterResolver {

    private static final Path PROGRAM =
            Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    /// A new window of Chromium loads some 400 files of its own search box, which race with the
    /// page that is looked at.
    private static final String OWN_PAGES =
            "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
                    + "PreloadTopChromeWebUI,HttpsUpgrades,PaintHolding,Translate";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Windows.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(OneChromium.class))
                .getOrComputeIfAbsent(Windows.class);
    }

    /// Opens windows, and the browser with the first of them.
    static final class Windows implements AutoCloseable {

        private static final Map<String, String> NO_DOWNLOAD =
                Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

        private @Nullable Playwright playwright;
        private @Nullable Browser browser;

        /// Skips what needs a browser and pages where one of them is missing.
        static void assumePages() {
            assumeTrue(Files.isExecutable(PROGRAM), "SKIPPED: no browser at " + PROGRAM);
            assumeTrue(
                    OneChromium.class.getResource("/public/index.html") != null,
                    "SKIPPED: built without the dashboard's pages");
        }

        Browser browser() {
            if (browser == null || !browser.isConnected()) {
                close();
                playwright = Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
                browser = launch(playwright);
            }
            return browser;
        }

        private static Browser launch(Playwright playwright) {
            return playwright
                    .chromium()
                    .launch(
                            new BrowserType.LaunchOptions()
                                    .setExecutablePath(PROGRAM)
                                    .setArgs(List.of("--no-sandbox", "--disable-quic", OWN_PAGES)));
        }

        @Override
        public void close() {
            if (playwright != null) {
                playwright.close();
            }
        }
    }
}
