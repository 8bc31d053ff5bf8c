package dev.muster.cli.app;

import dev.muster.adapter.github.InstallationSurvey;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the App may do, and what for.
///
/// @param bot whether it also writes: pull requests that propose promotions, issues about flakes
public record AppPermissions(boolean bot) {

    private static final Map<String, String> WHY =
            Map.of(
                    "metadata", "knows the repositories and who may write to them",
                    "checks", "shows what runs and how it went, and takes the re-run buttons",
                    "actions", "starts, watches and cancels workflow runs",
                    "contents", "reads .ci.yaml and the commits",
                    "pull_requests", "reads pull requests and the files they change",
                    "issues", "reads the comments that ask for a re-run or approve a commit",
                    "merge_queues", "hears of merge groups",
                    "statuses", "shows the state of the tree on pull requests");

    private static final Map<String, String> WHY_BOT =
            Map.of(
                    "contents", "changes .ci.yaml on a branch of a pull request of its own",
                    "pull_requests", "proposes promotions",
                    "issues", "tells of flaky targets");

    /// Those that an App asks for: with the bot's, or without.
    static AppPermissions of(Map<String, String> asked) {
        return new AppPermissions(
                InstallationSurvey.FOR_BOT.keySet().stream()
                        .allMatch(it -> covers(asked, it, "write")));
    }

    /// The permissions, each with its level, in the order of their names.
    Map<String, String> levels() {
        var levels = new TreeMap<>(InstallationSurvey.NEEDED);
        if (bot) {
            levels.putAll(InstallationSurvey.FOR_BOT);
        }
        return levels;
    }

    /// What a permission is needed for.
    String why(String permission) {
        var why = WHY.getOrDefault(permission, "");
        return bot && WHY_BOT.containsKey(permission)
                ? why + ", and " + WHY_BOT.get(permission)
                : why;
    }

    /// What is not done without it, where some was granted.
    ///
    /// @param granted what was
    String lost(String permission, Map<String, String> granted) {
        return granted.containsKey(permission) && WHY_BOT.containsKey(permission)
                ? WHY_BOT.get(permission)
                : why(permission);
    }

    /// A permission with its level, for a sentence.
    String named(String permission) {
        return "'%s: %s'".formatted(permission.replace('_', ' '), levels().get(permission));
    }

    /// The permissions that were not granted, or not as far.
    List<String> missing(Map<String, String> granted) {
        return levels().entrySet().stream()
                .filter(it -> !covers(granted, it.getKey(), it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean covers(Map<String, String> granted, String permission, String level) {
        var has = granted.getOrDefault(permission, "none");
        return has.equals(level) || has.equals("write") || has.equals("admin");
    }
}
