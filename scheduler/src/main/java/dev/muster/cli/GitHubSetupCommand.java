package dev.muster.cli;

import dev.muster.cli.app.AppFiles;
import dev.muster.cli.app.AppManifest;
import dev.muster.cli.app.AppPermissions;
import dev.muster.cli.app.GitHubPlace;
import dev.muster.cli.app.Registration;
import dev.muster.cli.app.SetupServer;
import dev.muster.wiring.Environment;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/// `muster github setup`.
@Command(
        name = "setup",
        description =
                "Make an App on GitHub for the service, in the browser and with no form to fill in,"
                        + " and keep its key, its webhook secret and the settings that name them.",
        footer = {
            "",
            "  muster github setup --url https://muster.example.org --org acme",
            "  muster github setup --url https://muster.example.org --github"
                    + " https://git.example.org",
            "",
            "The page is for this machine only. To see it from another one:"
                    + " ssh -L 8765:127.0.0.1:8765, and --port 8765."
        })
final class GitHubSetupCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where GitHub and people reach the service. Default: MUSTER_URL.")
    private @Nullable String url;

    @Option(
            names = "--org",
            paramLabel = "NAME",
            description = "The organization that owns the App. Default: you.")
    private String organization = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The App's name, up to 34 letters.")
    private @Nullable String name;

    @Option(
            names = "--public",
            description = "Others than the App's owner may install it. Default: only the owner.")
    private boolean everywhere;

    @Option(
            names = "--no-bot",
            description =
                    "The App only reads contents, pull requests and issues; nothing proposes"
                            + " promotions or tells of flakes on GitHub.")
    private boolean noBot;

    @Option(names = "--github", paramLabel = "URL", description = "Default: https://github.com.")
    private String github = "https://github.com";

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "That GitHub's REST API, where it is not at its usual place.")
    private @Nullable String api;

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            description = "Where the files go. Default: github in the data folder.")
    private @Nullable Path folder;

    @Option(names = "--force", description = "Replace the files of an App that was made before.")
    private boolean force;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Where the page is shown. Default: any free one.")
    private int port;

    @Option(
            names = "--wait",
            paramLabel = "MINUTES",
            description = "How long to wait for you. Default: 60.")
    private int minutes = 60;

    @Option(names = "--no-open", description = "Do not open a browser.")
    private boolean closed;

    GitHubSetupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (minutes < 0) {
            throw new UsageFault("--wait is %d, and must be at least 0".formatted(minutes));
        }
        if (!organization.matches("[A-Za-z0-9-]{0,39}")) {
            throw new UsageFault(
                    "--org is '%s', which is no name of an organization, such as acme"
                            .formatted(organization));
        }
        var environment = SettingsOption.here();
        var place = place();
        var service = service(environment, place);
        var files = files(environment);
        var manifest = new AppManifest(name(), service, everywhere, new AppPermissions(!noBot));
        var wish = new SetupServer.Wish(manifest, place, organization, files);
        try (var page =
                SetupServer.start(port, wish, made -> files.write(made, service, place, force))) {
            terminal.out()
                    .printf(
                            "Open %s and confirm the App at %s. Ctrl-C gives up.%n",
                            page.address(), place.web().getAuthority());
            terminal.flush();
            if (!closed) {
                Browser.open(page.address().toString());
            }
            var app = page.await(Duration.ofMinutes(minutes));
            if (app.isEmpty()) {
                terminal.complain("nobody confirmed the App within %d minutes".formatted(minutes));
                return ExitCode.FAILED;
            }
            terminal.out().print(next(app.get(), files));
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new UsageFault(
                    "port %d of this machine is not free; name another with --port"
                            .formatted(port));
        }
    }

    private static String next(Registration app, AppFiles files) {
        return """
        %s is made. Only you can read these files:
          %s
        Install it on repositories: %s
        Start the service with its settings:
          muster serve --settings '%s'
        See whether all is granted:
          muster github check --settings '%s'
        """
                .formatted(
                        app,
                        String.join("\n  ", files.all().stream().map(Path::toString).toList()),
                        app.install(),
                        files.settings(),
                        files.settings());
    }

    private GitHubPlace place() {
        var place =
                GitHubPlace.of(github)
                        .orElseThrow(
                                () ->
                                        new UsageFault(
                                                "'%s' is not the address of a GitHub, such as https://github.com"
                                                        .formatted(github)));
        return api == null ? place : place.withApi(ServiceOptions.uri(api, ""));
    }

    private URI service(Environment environment, GitHubPlace place) {
        var text = url == null ? environment.text("MUSTER_URL").orElse("") : url;
        if (text.isEmpty()) {
            throw new UsageFault(
                    "say where GitHub reaches the service, with --url https://muster.example.org");
        }
        var service = ServiceOptions.uri(text, "");
        if (GitHubPlace.isLoopback(service) && !GitHubPlace.isLoopback(place.web())) {
            throw new UsageFault(
                    "%s cannot reach '%s'; name the service's public address with --url"
                            .formatted(place.web().getHost(), service));
        }
        return service;
    }

    private String name() {
        var chosen =
                name == null ? organization.isEmpty() ? "Muster" : "Muster " + organization : name;
        if (chosen.isBlank() || chosen.length() > AppManifest.LONGEST_NAME) {
            if (name == null) {
                return "Muster";
            }
            throw new UsageFault(
                    "--name is '%s', and must have 1 to %d letters"
                            .formatted(name, AppManifest.LONGEST_NAME));
        }
        return chosen;
    }

    private AppFiles files(Environment environment) {
        var files =
                new AppFiles(
                        folder == null
                                ? Path.of(
                                        environment.text("MUSTER_DATA_DIR").orElse("data"),
                                        "github")
                                : folder);
        if (!force && files.present().isPresent()) {
            throw new UsageFault(
                    "'%s' is there already; name another folder with --into, or replace it with --force"
                            .formatted(files.present().get()));
        }
        try {
            files.prepare();
        } catch (IOException e) {
            throw new UsageFault(
                    "cannot write into '%s': %s"
                            .formatted(files.settings().getParent(), e.getMessage()));
        }
        return files;
    }
}
