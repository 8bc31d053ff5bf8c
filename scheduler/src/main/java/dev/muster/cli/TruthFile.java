package dev.muster.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.muster.config.diagnostic.Nearest;
import dev.muster.simulate.History.Break;
import dev.muster.simulate.History.Flake;
import dev.muster.simulate.History.Landed;
import dev.muster.simulate.Truth;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads what was recorded of a history beside its commits, and tells all that is wrong with it.
final class TruthFile {

    private static final int MOST_TOLD = 20;
    private static final double MOST_MINUTES = 10_000;
    private static final int MOST_RUNNERS = 100_000;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> commits = new HashMap<>();
    private final int left;
    private final int count;
    private final List<String> targets;
    private final Set<String> platforms;

    private TruthFile(List<Landed> all, int newest, Map<String, String> platforms) {
        for (var commit : all) {
            commits.put(commit.sha().value(), commits.size());
        }
        this.left = Math.max(0, all.size() - newest);
        this.count = all.size() - left;
        this.targets = List.copyOf(platforms.keySet());
        this.platforms = new TreeSet<>(platforms.values());
    }

    /// @param all every commit of the history, oldest first
    /// @param newest how many of the newest are replayed
    /// @param platforms the platform of each target by its name
    static Truth read(Path file, List<Landed> all, int newest, Map<String, String> platforms) {
        return read(document(file), file, all, newest, platforms);
    }

    /// The same of a document that was read already.
    ///
    /// @param file where it stands
    static Truth read(
            JsonNode document,
            Path file,
            List<Landed> all,
            int newest,
            Map<String, String> platforms) {
        var reader = new TruthFile(all, newest, platforms);
        var truth = reader.truth(document);
        if (!reader.faults.isEmpty()) {
            var told = reader.faults.subList(0, Math.min(MOST_TOLD, reader.faults.size()));
            var more = reader.faults.size() - told.size();
            throw new UsageFault(
                    "'%s' is no truth about this history:\n  %s%s"
                            .formatted(
                                    file,
                                    String.join("\n  ", told),
                                    more == 0 ? "" : "\n  and %d more".formatted(more)));
        }
        return truth;
    }

    private static JsonNode document(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new UsageFault("there is no file '%s'".formatted(file));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new UsageFault(
                    "line %d of '%s' is not JSON: %s"
                            .formatted(
                                    at == null ? 1 : at.getLineNr(), file, e.getOriginalMessage()));
        } catch (IOException e) {
            throw InputFiles.unreadable(file, e);
        }
    }

    private Truth truth(JsonNode document) {
        if (!document.isObject()) {
            faults.add("it is no JSON object");
            return Truth.UNKNOWN;
        }
        keys(document, "it", "targets", "breaks", "flakes", "runners");
        return new Truth(targets(document), breaks(document), flakes(document), runners(document));
    }

    private Map<String, Truth.Known> targets(JsonNode document) {
        var known = new HashMap<String, Truth.Known>();
        for (var item : items(document, "targets")) {
            keys(item.node(), item.at(), "name", "minutes", "flakeRate");
            var target = target(item, "name");
            var minutes = number(item, "minutes", 0.01, MOST_MINUTES);
            var rate = number(item, "flakeRate", 0, 1);
            if (target >= 0) {
                var takes =
                        minutes == null ? null : Duration.ofMillis(Math.round(minutes * 60_000));
                if (known.put(targets.get(target), new Truth.Known(takes, rate)) != null) {
                    faults.add("%s repeats '%s'".formatted(item.at(), targets.get(target)));
                }
            }
        }
        return known;
    }

    private @Nullable List<Break> breaks(JsonNode document) {
        if (!document.has("breaks")) {
            return null;
        }
        var breaks = new ArrayList<Break>();
        for (var item : items(document, "breaks")) {
            keys(item.node(), item.at(), "target", "culprit", "mended");
            var target = target(item, "target");
            var culprit = commit(item, "culprit");
            var mended =
                    item.node().hasNonNull("mended")
                            ? commit(item, "mended")
                            : Integer.valueOf(count);
            if (culprit != null && mended != null && mended <= culprit) {
                faults.add("%s is mended before it is broken".formatted(item.at()));
            } else if (target >= 0 && culprit != null && mended != null && culprit >= 0) {
                breaks.add(new Break(target, culprit, mended));
            }
        }
        return breaks;
    }

    private @Nullable Set<Flake> flakes(JsonNode document) {
        if (!document.has("flakes")) {
            return null;
        }
        var flakes = new HashSet<Flake>();
        for (var item : items(document, "flakes")) {
            keys(item.node(), item.at(), "target", "commit");
            var target = target(item, "target");
            var commit = commit(item, "commit");
            if (target >= 0 && commit != null && commit >= 0) {
                flakes.add(new Flake(target, commit));
            }
        }
        return flakes;
    }

    private Map<String, Integer> runners(JsonNode document) {
        var runners = new HashMap<String, Integer>();
        var given = document.path("runners");
        if (!given.isMissingNode() && !given.isObject()) {
            faults.add("\"runners\" is no object of platforms and numbers");
        }
        given.properties()
                .forEach(
                        entry -> {
                            var many = entry.getValue();
                            if (!platforms.contains(entry.getKey())) {
                                faults.add(
                                        "\"runners\" names '%s', which is no platform%s"
                                                .formatted(
                                                        entry.getKey(),
                                                        meant(entry.getKey(), platforms)));
                            } else if (!many.isInt()
                                    || many.asInt() < 1
                                    || many.asInt() > MOST_RUNNERS) {
                                faults.add(
                                        "\"runners\" of '%s' is %s, and must be a number from 1"
                                                .formatted(entry.getKey(), many));
                            } else {
                                runners.put(entry.getKey(), many.asInt());
                            }
                        });
        return runners;
    }

    /// An object of a list.
    ///
    /// @param at where it stands, for people
    private record Item(JsonNode node, String at) {}

    private List<Item> items(JsonNode document, String key) {
        var list = document.path(key);
        if (!list.isMissingNode() && !list.isArray()) {
            faults.add("\"%s\" is no list".formatted(key));
            return List.of();
        }
        var items = new ArrayList<Item>();
        for (var place = 0; place < list.size(); place++) {
            var at = "%s[%d]".formatted(key, place);
            if (list.get(place).isObject()) {
                items.add(new Item(list.get(place), at));
            } else {
                faults.add("%s is no object".formatted(at));
            }
        }
        return items;
    }

    private void keys(JsonNode node, String at, String... known) {
        node.properties()
                .forEach(
                        it -> {
                            if (!List.of(known).contains(it.getKey())) {
                                faults.add(
                                        "%s has an unknown key '%s'%s"
                                                .formatted(
                                                        at,
                                                        it.getKey(),
                                                        meant(it.getKey(), List.of(known))));
                            }
                        });
    }

    private static String meant(String word, Collection<String> known) {
        return Nearest.to(word, known).map("; did you mean '%s'?"::formatted).orElse("");
    }

    /// The place of a target; -1 where it is none.
    private int target(Item item, String key) {
        var name = item.node().path(key).asText();
        var place = targets.indexOf(name);
        if (place < 0) {
            faults.add(
                    "%s names '%s', which is no target that runs when a commit lands%s"
                            .formatted(item.at(), name, meant(name, targets)));
        }
        return place;
    }

    /// The place of a commit among those that are replayed; below 0 where it lies before them, null
    /// where the history does not have it.
    private @Nullable Integer commit(Item item, String key) {
        var sha = item.node().path(key).asText();
        var place = commits.get(sha);
        if (place == null) {
            faults.add(
                    "%s has \"%s\": '%s', which is no commit of the history"
                            .formatted(item.at(), key, sha));
            return null;
        }
        return place - left;
    }

    private @Nullable Double number(Item item, String key, double least, double most) {
        var node = item.node().path(key);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isNumber() || !(node.asDouble() >= least && node.asDouble() <= most)) {
            faults.add(
                    "%s has \"%s\": %s, and must be a number from %s to %s"
                            .formatted(item.at(), key, node, shown(least), shown(most)));
            return null;
        }
        return node.asDouble();
    }

    private static String shown(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
