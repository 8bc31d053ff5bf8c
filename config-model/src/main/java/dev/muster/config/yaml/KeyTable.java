package dev.muster.config.yaml;

import dev.muster.config.yaml.Key.Type;
import dev.muster.config.yaml.Key.Where;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every key of the language: the one table that the reader, the JSON Schema and the reference use.
public final class KeyTable {

    /// The newest version of the language that this program reads.
    public static final int NEWEST_VERSION = 2;

    private static final List<Key> KEYS =
            List.of(
                    new Key(
                            Where.TOP,
                            "schema_version",
                            Type.WHOLE,
                            "1",
                            "Version of the language that the file is written in.",
                            1),
                    new Key(
                            Where.TOP,
                            "enabled_branches",
                            Type.TEXTS,
                            "required",
                            "Branches on which targets run: regular expressions, each matched on"
                                    + " its own against the whole name.",
                            1),
                    new Key(
                            Where.TOP,
                            "platform_properties",
                            Type.PLATFORMS,
                            "empty",
                            "What all targets of a platform share. A target's platform is the first"
                                    + " word of its name in lower case.",
                            1),
                    new Key(
                            Where.TOP,
                            "targets",
                            Type.TARGETS,
                            "required",
                            "The targets, each a named unit of CI work.",
                            1),
                    new Key(
                            Where.PLATFORM,
                            "properties",
                            Type.PROPERTIES,
                            "empty",
                            "Properties of every target of the platform; a target's own entries"
                                    + " replace them one by one.",
                            1),
                    new Key(
                            Where.PLATFORM,
                            "dimensions",
                            Type.PROPERTIES,
                            "empty",
                            "Demands on the runner of every target of the platform.",
                            1),
                    new Key(
                            Where.PLATFORM,
                            "runs_on",
                            Type.TEXT_OR_TEXTS,
                            "ubuntu-latest, macos-latest or windows-latest where the platform's"
                                    + " name says so",
                            "Labels of the runner that takes the platform's targets.",
                            1),
                    new Key(
                            Where.PLATFORM,
                            "capacity",
                            Type.WHOLE,
                            "unbounded",
                            "How many tasks of the platform may run at once.",
                            1),
                    new Key(
                            Where.TARGET,
                            "name",
                            Type.TEXT,
                            "required",
                            "The target's name: unique in the repository, and its identity in"
                                + " checks, history and API. The first word names the platform.",
                            1),
                    new Key(
                            Where.TARGET,
                            "recipe",
                            Type.TEXT,
                            "none",
                            "The recipe that runs the target; also visible to it as the property"
                                    + " 'recipe'.",
                            1),
                    new Key(
                            Where.TARGET,
                            "run",
                            Type.TEXT_OR_TEXTS,
                            "none",
                            "The command: a list of words started without a shell, or a text given"
                                    + " to the shell.",
                            1),
                    new Key(
                            Where.TARGET,
                            "bringup",
                            Type.FLAG,
                            "false",
                            "Under development: runs after the merge and is shown, but not in"
                                    + " presubmit or merge groups, and never blocks the tree.",
                            1),
                    new Key(
                            Where.TARGET,
                            "presubmit",
                            Type.FLAG,
                            "true",
                            "Whether it runs on pull requests and merge groups.",
                            1),
                    new Key(
                            Where.TARGET,
                            "postsubmit",
                            Type.FLAG,
                            "true",
                            "Whether it runs on landed commits.",
                            1),
                    new Key(
                            Where.TARGET,
                            "run_if",
                            Type.TEXTS,
                            "empty: always",
                            "Presubmit only: path patterns; the target runs when they select a"
                                    + " changed file. In a list the last matching entry decides.",
                            1),
                    new Key(
                            Where.TARGET,
                            "run_if_not",
                            Type.TEXTS,
                            "empty",
                            "Presubmit only, and ignored beside run_if: the target is skipped when"
                                    + " any changed file is selected.",
                            1),
                    new Key(
                            Where.TARGET,
                            "enabled_branches",
                            Type.TEXTS,
                            "the file's list",
                            "Replaces the file's list of branches for this target.",
                            1),
                    new Key(
                            Where.TARGET,
                            "properties",
                            Type.PROPERTIES,
                            "empty",
                            "Parameters of the run. Values replace the platform's; only"
                                    + " 'dependencies' merges, entry by entry.",
                            1),
                    new Key(
                            Where.TARGET,
                            "postsubmit_properties",
                            Type.PROPERTIES,
                            "empty",
                            "Laid over properties in postsubmit runs only.",
                            1),
                    new Key(
                            Where.TARGET,
                            "dimensions",
                            Type.PROPERTIES,
                            "empty",
                            "Demands on the runner, laid over the platform's and those derived from"
                                    + " properties.",
                            1),
                    new Key(
                            Where.TARGET,
                            "drone_dimensions",
                            Type.DEMANDS,
                            "empty",
                            "Dimensions of sub-builds, each 'key=value'; passed on.",
                            1),
                    new Key(
                            Where.TARGET,
                            "timeout",
                            Type.WHOLE,
                            "30",
                            "Minutes that one attempt may take, 1 to 4320. Past it the attempt is"
                                    + " stopped and counts as timed out.",
                            1),
                    new Key(
                            Where.TARGET,
                            "scheduler",
                            Type.TEXT,
                            "cocoon",
                            "Who runs the target. Any name but 'cocoon' is another scheduler: its"
                                    + " tasks are recorded and wait for status posts; it blocks"
                                    + " nobody unless 'bringup: false' is written out.",
                            1),
                    new Key(
                            Where.TARGET,
                            "backfill",
                            Type.FLAG,
                            "true for batched targets",
                            "Whether gaps in the target's history are filled later.",
                            1),
                    new Key(
                            Where.TARGET,
                            "owner",
                            Type.TEXT,
                            "from TESTOWNERS or CODEOWNERS",
                            "Who answers for the target: @login, @org/team or an e-mail address.",
                            1),
                    new Key(
                            Where.TARGET,
                            "testbed",
                            Type.TEXT,
                            "none",
                            "Read, kept and shown; unused.",
                            1),
                    new Key(
                            Where.TARGET,
                            "builder",
                            Type.TEXT,
                            "none",
                            "Read, kept and shown; unused (files of 2021 have it).",
                            1),
                    ofVersionTwo(Where.TOP, "adapter"),
                    ofVersionTwo(Where.TOP, "packages"),
                    ofVersionTwo(Where.TOP, "pipeline"),
                    ofVersionTwo(Where.TOP, "gates"),
                    ofVersionTwo(Where.TOP, "stages"),
                    ofVersionTwo(Where.TOP, "artifacts"),
                    ofVersionTwo(Where.TOP, "extensions"),
                    ofVersionTwo(Where.TOP, "release"),
                    ofVersionTwo(Where.TOP, "generated"),
                    ofVersionTwo(Where.TOP, "runner_overrides"),
                    ofVersionTwo(Where.TOP, "include"),
                    ofVersionTwo(Where.TARGET, "stage"),
                    ofVersionTwo(Where.TARGET, "gating"),
                    ofVersionTwo(Where.TARGET, "needs"),
                    ofVersionTwo(Where.TARGET, "params"),
                    ofVersionTwo(Where.TARGET, "inputs"),
                    ofVersionTwo(Where.TARGET, "outputs"),
                    ofVersionTwo(Where.TARGET, "trigger"),
                    ofVersionTwo(Where.TARGET, "metrics"),
                    ofVersionTwo(Where.TARGET, "aliases"),
                    ofVersionTwo(Where.TARGET, "fresh"),
                    ofVersionTwo(Where.TARGET, "secrets"),
                    ofVersionTwo(Where.PLATFORM, "matrix"));

    /// By either spelling.
    private static final Map<Where, Map<String, Key>> BY_SPELLING = bySpelling();

    private KeyTable() {}

    /// All keys, in the order of the reference.
    public static List<Key> all() {
        return KEYS;
    }

    /// The keys of a map by either spelling.
    static Map<String, Key> in(Where where) {
        return BY_SPELLING.getOrDefault(where, Map.of());
    }

    private static Key ofVersionTwo(Where where, String name) {
        return new Key(where, name, Type.ANYTHING, "none", "Part of version 2 of the language.", 2);
    }

    private static Map<Where, Map<String, Key>> bySpelling() {
        var all = new EnumMap<Where, Map<String, Key>>(Where.class);
        for (var key : KEYS) {
            var keys = all.computeIfAbsent(key.where(), _ -> new LinkedHashMap<>());
            keys.put(key.name(), key);
            keys.put(key.camelCase(), key);
        }
        return all;
    }
}
