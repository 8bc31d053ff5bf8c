package dev.muster.cli;

import dev.muster.adapter.github.AppCheckup;
import dev.muster.adapter.github.GitHubClient;
import dev.muster.cli.app.AppReport;
import dev.muster.wiring.Environment;
import dev.muster.wiring.GitHubSettings;
import dev.muster.wiring.StartFailure;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.time.Clock;
import java.util.concurrent.Callable;

/// `muster github check`.
@Command(
        name = "check",
        description =
                "Ask GitHub whether the App may do, hears and was granted what the service needs,"
                        + " whether its deliveries arrive, and where it is installed.",
        footer = {
            "",
            "  muster github check --settings data/github/app.env",
            "",
            "Exit codes: 0 nothing to mend; 1 something is, and it is said who mends it where; 2"
                    + " GitHub does not know the App, or gives no answer."
        })
final class GitHubCheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();

    @Mixin private SettingsOption given = new SettingsOption();

    GitHubCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            return check(given.environment());
        } catch (StartFailure e) {
            throw new UsageFault(e.why());
        }
    }

    private int check(Environment environment) throws StartFailure {
        var settings = GitHubSettings.of(environment);
        if (settings == null) {
            throw new UsageFault(
                    "there is no App to check: MUSTER_GITHUB_APP_ID is not set; 'muster github"
                            + " setup' makes one");
        }
        var service = environment.address("MUSTER_URL").orElse(null);
        try (var client =
                new GitHubClient(
                        settings.api(), settings.app(), settings.key(), Clock.systemUTC())) {
            return switch (new AppCheckup(client).look()) {
                case AppCheckup.Outcome.Known app -> {
                    var report = AppReport.of(app, service, settings.webhookSecret() != null);
                    terminal.out().print(report.text());
                    yield report.faults() == 0 ? ExitCode.DONE : ExitCode.FAILED;
                }
                case AppCheckup.Outcome.Failed(var why, var stranger) ->
                        throw new UsageFault(
                                stranger
                                        ? "%s does not know App %s with the key of MUSTER_GITHUB_PRIVATE_KEY_FILE (%s)"
                                                .formatted(settings.api(), settings.app(), why)
                                        : why);
            };
        }
    }
}
