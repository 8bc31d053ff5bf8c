package dev.muster.wiring;

import dev.muster.config.diagnostic.Nearest;
import dev.muster.core.backfill.Strategy;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings that environment variables give, and files where no variable says otherwise. What
/// the command line says goes before them.
public final class Environment {

    /// A setting.
    ///
    /// @param name of the variable
    /// @param option of the command that says the same; empty where there is none
    /// @param purpose what it is for
    public record Variable(String name, String option, String purpose) {}

    /// Names files of settings; Micronaut reads them as well.
    private static final String FILES = "MICRONAUT_CONFIG_FILES";

    /// Every variable that is read.
    public static final List<Variable> VARIABLES =
            List.of(
                    new Variable(
                            "MUSTER_HOST",
                            "`--host`",
                            "address to listen on; default 127.0.0.1: this machine only"),
                    new Variable("MUSTER_PORT", "`--port`", "port to listen on; default 8080"),
                    new Variable(
                            "MUSTER_URL",
                            "",
                            "where people reach the service, for links; default"
                                    + " http://localhost and the port"),
                    new Variable(
                            "MUSTER_DATA_DIR",
                            "`--data-dir`",
                            "folder of the embedded database, logs and attempts; default ./data"),
                    new Variable(
                            "MUSTER_DATABASE_URL",
                            "",
                            "jdbc:postgresql://… ; default: H2 in the data folder"),
                    new Variable("MUSTER_DATABASE_USERNAME", "", "user of the database"),
                    new Variable("MUSTER_DATABASE_PASSWORD", "", "password of the database"),
                    new Variable(
                            "MUSTER_DATABASE_PASSWORD_FILE", "", "file that holds the password"),
                    new Variable(
                            "MUSTER_PUBLIC_READ",
                            "",
                            "true or false: whether reading needs no token; default true"),
                    new Variable(
                            "MUSTER_LOCAL_REPOSITORIES",
                            "`--repo` (adds to it)",
                            "folders of git repositories to watch, separated by commas"),
                    new Variable(
                            "MUSTER_REPOSITORIES",
                            "",
                            "what differs in single repositories, one a line or parted by ';':"
                                    + " 'acme/app policy=guaranteed batch=4 release=v[0-9]+"
                                    + " share=3 stability=strict config=.ci.yaml"
                                    + " config=engine/.ci.yaml trusted=ada checks=each"
                                    + " demotions=off';"
                                    + " default: nothing"),
                    new Variable(
                            "MUSTER_REPOSITORIES_FILE",
                            "",
                            "file that holds the same; what follows a # is a comment"),
                    new Variable(
                            "MUSTER_LOCAL_CAPACITY",
                            "",
                            "how many tasks this machine runs at once; default: its processors"),
                    new Variable(
                            "MUSTER_GITHUB_APP_ID",
                            "",
                            "number or client id of the GitHub App; default: none, GitHub is off"),
                    new Variable(
                            "MUSTER_GITHUB_PRIVATE_KEY_FILE",
                            "",
                            "file with the App's private key, PKCS#1 or PKCS#8"),
                    new Variable(
                            "MUSTER_GITHUB_WEBHOOK_SECRET",
                            "",
                            "what GitHub signs deliveries with; default: deliveries are refused"),
                    new Variable(
                            "MUSTER_GITHUB_WEBHOOK_SECRET_FILE", "", "file that holds the secret"),
                    new Variable(
                            "MUSTER_GITHUB_API_URL",
                            "",
                            "address of GitHub's REST API; default https://api.github.com"),
                    new Variable(
                            "MUSTER_GITHUB_OIDC_ISSUER",
                            "",
                            "who signs the identity tokens of jobs; default"
                                    + " https://token.actions.githubusercontent.com"),
                    new Variable(
                            "MUSTER_GITHUB_TRUSTED_AUTHORS",
                            "",
                            "logins whose forks run without approval in every repository,"
                                    + " separated by commas"),
                    new Variable(
                            "MUSTER_GITHUB_CHECKS",
                            "",
                            "auto, each, failures or none: which targets get a check run of their"
                                    + " own; default auto"),
                    new Variable(
                            "MUSTER_GITHUB_MEND_LABEL",
                            "",
                            "label of pull requests that may land while the tree is closed, for"
                                    + " they mend it; default 'muster: mends the tree'"),
                    new Variable(
                            "MUSTER_GITHUB_CLIENT_ID",
                            "",
                            "client id of the GitHub App, by which people sign in; default: the App"
                                    + " id where that is one"),
                    new Variable(
                            "MUSTER_GITHUB_CLIENT_SECRET",
                            "",
                            "client secret of the GitHub App; default: nobody signs in with"
                                    + " GitHub"),
                    new Variable(
                            "MUSTER_GITHUB_CLIENT_SECRET_FILE",
                            "",
                            "file that holds the client secret"),
                    new Variable(
                            "MUSTER_GITHUB_GARDENERS",
                            "",
                            "triage, write, maintain or admin: from which permission on in a"
                                    + " repository who signs in is a gardener there; default"
                                    + " write"),
                    new Variable(
                            "MUSTER_GITHUB_DEMOTIONS",
                            "",
                            "on or off: whether the bot proposes by a pull request to put targets"
                                    + " that flake too often back into bringup; default on"),
                    new Variable(
                            "MUSTER_PROMOTION_RUNS",
                            "",
                            "clean runs in a row that take a target out of bringup, 1 to 400;"
                                    + " default 50"),
                    new Variable(
                            "MUSTER_PROMOTION_CONFIDENCE",
                            "",
                            "how probable it must be by then that its flake rate is tolerable,"
                                    + " between 0 and 1; default 0.80, and 0.95 is strict"),
                    new Variable(
                            "MUSTER_ADMIN_TOKEN",
                            "",
                            "token of the administrator, who makes the others and may do what a"
                                    + " gardener may"),
                    new Variable("MUSTER_ADMIN_TOKEN_FILE", "", "file that holds the token"),
                    new Variable(
                            "MUSTER_RECONCILE_EVERY",
                            "",
                            "how often all that is open is compared with GitHub, 1s to 1h; default"
                                    + " 2m; with what this machine runs at least every 2s"),
                    new Variable(
                            "MUSTER_VACUUM_EVERY",
                            "",
                            "how often old events and messages are forgotten, 1m to 1d; default"
                                    + " 10m"),
                    new Variable(
                            "MUSTER_FLAKES_EVERY",
                            "",
                            "how often targets are judged, and incidents and culprits looked for,"
                                    + " 1s to 1h; default 1m"),
                    new Variable(
                            "MUSTER_PROMOTION_EVERY",
                            "",
                            "how often promotions and quarantines are proposed, 1s to 1d; default"
                                    + " 1h"),
                    new Variable(
                            "MUSTER_BACKFILL_EVERY",
                            "",
                            "how often backfill looks for waiting tasks worth running, 1s to 1h;"
                                    + " default 1m"),
                    new Variable(
                            "MUSTER_BACKFILL_STRATEGY",
                            "",
                            "value or cocoon: how backfill judges what is worth running; default"
                                    + " value"),
                    new Variable(
                            "MUSTER_BACKFILL_ROOM",
                            "",
                            "how many tasks GitHub runs at once before backfill adds none, 0 to"
                                    + " 20000; default 20"));

    /// Variables of the same prefix that are no settings of the service: the launcher's, and those
    /// that attempts and jobs are given, as one of which this may be running.
    private static final Set<String> OTHERS =
            Stream.of(
                            ("BUILD TRAINING DEBUG REPO BRANCH COMMIT TARGET TASK ATTEMPT EVENT"
                                            + " PROPERTIES CORRELATION CONFIG TARGETS PROGRAM"
                                            + " SHA256")
                                    .split(" "))
                    .map("MUSTER_"::concat)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|h|d)");

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /// What the variables of this process say, and the files that one of them names, separated by
    /// commas as Micronaut has it; a later file goes before an earlier one.
    ///
    /// @throws StartFailure where a file cannot be read
    public static Environment here() throws StartFailure {
        return of(System.getenv(), List.of());
    }

    /// The same with one more file, which goes before the others and behind the variables.
    ///
    /// @throws StartFailure where a file cannot be read
    public static Environment here(Path file) throws StartFailure {
        return of(System.getenv(), List.of(file));
    }

    static Environment of(Map<String, String> variables, List<Path> more) throws StartFailure {
        var own = new Environment(variables);
        var all = new HashMap<String, String>();
        for (var named : own.list(FILES)) {
            all.putAll(SettingsFile.read(Path.of(named.replaceFirst("^file:", ""))));
        }
        for (var file : more) {
            all.putAll(SettingsFile.read(file));
        }
        all.putAll(variables);
        return new Environment(all);
    }

    /// The value of a variable, unless it is empty.
    public Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(it -> !it.isBlank())
                .map(String::strip);
    }

    /// A secret, from its variable or from the file that `…_FILE` names.
    public @Nullable String secret(String name) throws StartFailure {
        var file = text(name + "_FILE");
        if (file.isEmpty()) {
            return text(name).orElse(null);
        }
        try {
            return Files.readString(Path.of(file.get())).strip();
        } catch (IOException e) {
            throw new StartFailure(
                    "%s_FILE names '%s', which cannot be read".formatted(name, file.get()));
        }
    }

    /// A whole number.
    public int number(String name, int standard, int least, int most) throws StartFailure {
        var text = text(name);
        if (text.isEmpty()) {
            return standard;
        }
        if (!text.get().matches("[0-9]{1,9}")
                || Integer.parseInt(text.get()) < least
                || Integer.parseInt(text.get()) > most) {
            throw new StartFailure(
                    "%s is '%s', and must be a number from %d to %d"
                            .formatted(name, text.get(), least, most));
        }
        return Integer.parseInt(text.get());
    }

    /// True or false.
    public boolean flag(String name, boolean standard) throws StartFailure {
        var text = text(name);
        if (text.isEmpty()) {
            return standard;
        }
        return switch (text.get()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new StartFailure(
                            "%s is '%s', and must be true or false".formatted(name, text.get()));
        };
    }

    /// A time such as 90s, 5m, 1h or 1d.
    public Duration time(String name, Duration standard, Duration least, Duration most)
            throws StartFailure {
        var text = text(name);
        if (text.isEmpty()) {
            return standard;
        }
        var time = TIME.matcher(text.get());
        var given = time.matches() ? time(time.group(1), time.group(2)) : Duration.ofSeconds(-1);
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw new StartFailure(
                    "%s is '%s', and must be a time from %s to %s, such as 5s, 2m or 1h"
                            .formatted(name, text.get(), written(least), written(most)));
        }
        return given;
    }

    /// How backfill judges.
    public Strategy strategy(String name) throws StartFailure {
        var text = text(name).orElse(Strategy.VALUE.word());
        var strategy = Strategy.of(text);
        if (strategy.isEmpty()) {
            throw new StartFailure("%s is '%s', and must be value or cocoon".formatted(name, text));
        }
        return strategy.get();
    }

    private static Duration time(String count, String unit) {
        var number = Long.parseLong(count);
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static String written(Duration time) {
        return time.toDays() > 0
                ? time.toDays() + "d"
                : time.toMinutes() > 0 ? time.toMinutes() + "m" : time.toSeconds() + "s";
    }

    /// The address of a page, without a slash at its end.
    public Optional<URI> address(String name) throws StartFailure {
        var text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var address = new URI(text.get().replaceAll("/+$", ""));
            var scheme = address.getScheme();
            if (address.getHost() != null
                    && address.getQuery() == null
                    && address.getFragment() == null
                    && ("https".equals(scheme) || "http".equals(scheme))) {
                return Optional.of(address);
            }
        } catch (URISyntaxException broken) {
            // told below
        }
        throw new StartFailure(
                "%s is '%s', and must be an address such as https://muster.example.com"
                        .formatted(name, text.get()));
    }

    /// A sentence for each variable that looks like a setting of ours and is none.
    public List<String> strange() {
        var known = VARIABLES.stream().map(Variable::name).toList();
        return variables.keySet().stream()
                .filter(it -> it.startsWith("MUSTER_"))
                .filter(it -> !known.contains(it) && !OTHERS.contains(it))
                .sorted()
                .map(
                        it ->
                                "%s is not a setting%s"
                                        .formatted(
                                                it,
                                                Nearest.to(it, known)
                                                        .map("; did you mean '%s'?"::formatted)
                                                        .orElse(" and is not read")))
                .toList();
    }

    /// A list, separated by commas.
    public List<String> list(String name) {
        return text(name)
                .map(
                        it ->
                                Arrays.stream(it.split(","))
                                        .map(String::strip)
                                        .filter(part -> !part.isEmpty())
                                        .toList())
                .orElse(List.of());
    }
}
