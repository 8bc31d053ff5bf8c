package dev.muster.wiring;

import dev.muster.checks.CheckSettings;
import dev.muster.config.diagnostic.Nearest;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.stability.Threshold;
import dev.muster.core.stability.Thresholds;
import dev.muster.paths.BranchMatcher;
import dev.muster.plan.SchedulingPolicy;
import dev.muster.planning.RepositoryWish;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what the operator wants of single repositories: the name of one, then words such as
/// `policy=guaranteed`.
public final class RepositoryWishes {

    private static final String VARIABLE = "MUSTER_REPOSITORIES";
    private static final List<String> KEYS =
            Stream.concat(
                            Stream.of(
                                    "policy",
                                    "batch",
                                    "release",
                                    "share",
                                    "config",
                                    "trusted",
                                    "checks",
                                    "demotions"),
                            Thresholds.words().stream())
                    .toList();
    private static final Set<String> REPEATED = Set.of("release", "config", "trusted");
    private static final Pattern LOGIN =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,98}(\\[bot\\])?");
    private static final int MOST_BATCH = 50;
    private static final int LONGEST_PATH = 500;
    private static final int MOST_SHARE = 1_000;

    private @Nullable SchedulingPolicy policy;
    private @Nullable Integer batch;
    private final List<String> releases = new ArrayList<>();
    private final List<String> configs = new ArrayList<>();
    private final Set<String> trusted = new HashSet<>();
    private CheckSettings.@Nullable Mode checks;
    private @Nullable Boolean demotions;
    private int share = 1;
    private Thresholds thresholds = Thresholds.NONE;
    private final String name;

    private RepositoryWishes(String name) {
        this.name = name;
    }

    /// What the environment says.
    ///
    /// @throws StartFailure where it cannot be read, with the place
    public static Map<RepoSlug, RepositoryWish> of(Environment environment) throws StartFailure {
        var text = environment.secret(VARIABLE);
        var wishes = new LinkedHashMap<RepoSlug, RepositoryWish>();
        for (var line : (text == null ? "" : text).split("[;\n\r]")) {
            var words = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (!words.isEmpty()) {
                read(words.split("\\s+"), wishes);
            }
        }
        return wishes;
    }

    /// By which thresholds targets are judged where nobody says otherwise.
    ///
    /// @throws StartFailure where it cannot be read
    public static Thresholds usual(Environment environment) throws StartFailure {
        var usual = Thresholds.NONE;
        for (var which : List.of(Threshold.PROMOTION_RUNS, Threshold.PROMOTION_CONFIDENCE)) {
            var variable = "MUSTER_" + which.name();
            var value = environment.text(variable).orElse("");
            if (!value.isEmpty()) {
                if (Thresholds.fault(which.word(), value).isPresent()) {
                    throw new StartFailure(
                            "%s is '%s', and must be %s".formatted(variable, value, which.takes()));
                }
                usual = usual.with(which.word(), value);
            }
        }
        return usual;
    }

    private static void read(String[] words, Map<RepoSlug, RepositoryWish> wishes)
            throws StartFailure {
        var name = words[0];
        if (!name.matches("[^/=\\s]+/[^/=\\s]+")) {
            throw new StartFailure(
                    "%s has '%s' where a repository such as acme/app must be"
                            .formatted(VARIABLE, name));
        }
        var wish = new RepositoryWishes(name);
        var seen = new HashSet<String>();
        for (var word : List.of(words).subList(1, words.length)) {
            var parts = word.split("=", 2);
            if (!seen.add(parts[0]) && !REPEATED.contains(parts[0])) {
                throw wish.fault("says '%s' twice", parts[0]);
            }
            wish.take(parts[0], parts.length == 2 ? parts[1] : "");
        }
        var slash = name.indexOf('/');
        var slug = new RepoSlug(name.substring(0, slash), name.substring(slash + 1));
        if (wishes.put(slug, wish.wish()) != null) {
            throw wish.fault("stands there %s", "twice");
        }
    }

    private RepositoryWish wish() {
        return new RepositoryWish(
                policy, batch, releases, share, thresholds, configs, trusted, checks, demotions);
    }

    private void take(String key, String value) throws StartFailure {
        switch (key) {
            case "policy" ->
                    policy =
                            SchedulingPolicy.of(value)
                                    .orElseThrow(
                                            () ->
                                                    fault(
                                                            "has the policy '%s', and must have"
                                                                    + " guaranteed or batch",
                                                            value));
            case "batch" -> batch = number(key, value, MOST_BATCH);
            case "share" -> share = number(key, value, MOST_SHARE);
            case "release" -> releases.add(pattern(value));
            case "config" -> configs.add(path(value));
            case "trusted" -> trusted.add(login(value));
            case "checks" ->
                    checks =
                            CheckSettings.Mode.of(value)
                                    .orElseThrow(
                                            () ->
                                                    fault(
                                                            "has the checks '%s', and must have"
                                                                + " auto, each, failures or none",
                                                            value));
            case "demotions" -> demotions = onOrOff(key, value);
            default -> threshold(key, value);
        }
    }

    private boolean onOrOff(String key, String value) throws StartFailure {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw fault("has the " + key + " '%s', and must have on or off", value);
        };
    }

    private String login(String value) throws StartFailure {
        if (!LOGIN.matcher(value).matches()) {
            throw fault("trusts '%s', which is no login of GitHub", value);
        }
        return value.toLowerCase(Locale.ROOT);
    }

    private void threshold(String key, String value) throws StartFailure {
        if (!Thresholds.words().contains(key)) {
            throw fault(
                    "says '%s'"
                            + Nearest.to(key, KEYS)
                                    .map("; did you mean '%s'?"::formatted)
                                    .orElse(", and knows " + String.join(", ", KEYS)),
                    key);
        }
        var takes = Thresholds.fault(key, value);
        if (takes.isPresent()) {
            throw fault("has the " + key + " '%s', and must have " + takes.get(), value);
        }
        thresholds = thresholds.with(key, value);
    }

    private int number(String key, String value, int most) throws StartFailure {
        if (!value.matches("[0-9]{1,9}")
                || Integer.parseInt(value) < 1
                || Integer.parseInt(value) > most) {
            throw fault("has the " + key + " '%s', and must have 1 to " + most, value);
        }
        return Integer.parseInt(value);
    }

    /// A file of the repository, by its path from the root.
    private String path(String value) throws StartFailure {
        var inside =
                !value.isEmpty()
                        && value.length() <= LONGEST_PATH
                        && Arrays.stream(value.split("/", -1))
                                .noneMatch(it -> it.isEmpty() || it.equals(".") || it.equals(".."));
        if (!inside || configs.contains(value)) {
            throw fault(
                    "has the config '%s', and must have a path from its root, each once, such as"
                            + " engine/.ci.yaml",
                    value);
        }
        return value;
    }

    private String pattern(String value) throws StartFailure {
        var fault = value.isEmpty() ? "it is empty" : BranchMatcher.fault(value).orElse("");
        if (!fault.isEmpty()) {
            throw fault("has the release '%s', which is no pattern of branches: " + fault, value);
        }
        return value;
    }

    private StartFailure fault(String what, String word) {
        return new StartFailure("%s: '%s' %s".formatted(VARIABLE, name, what.replace("%s", word)));
    }
}
