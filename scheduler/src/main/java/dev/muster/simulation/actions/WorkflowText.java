package dev.muster.simulation.actions;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a dispatch needs to know of a workflow file, read line by line: enough for files written in
/// block style with two spaces a level, as `muster generate` and most people write them.
///
/// @param name its name, absent where it has none
/// @param runName the template of a run's title, absent for none
/// @param triggers what starts it, by events
/// @param inputs the inputs of a dispatch: whether each must be given
/// @param jobs its jobs
/// @param supersedes whether a run cancels those before it for the same ref
record WorkflowText(
        @Nullable String name,
        @Nullable String runName,
        Map<String, Trigger> triggers,
        Map<String, Boolean> inputs,
        List<JobText> jobs,
        boolean supersedes) {

    /// The condition of a job that does nothing for branches of the repository itself.
    private static final String FORK =
            "github.event.pull_request.head.repo.id != github.event.pull_request.base.repo.id";

    private static final Pattern KEY =
            Pattern.compile("^( *)(?:\"([^\"]+)\"|'([^']+)'|([\\w.-]+)):(?: +(.*))?$");
    private static final Pattern IF = Pattern.compile("(?m)^    if: +(.*)$");
    private static final Pattern SUPERSEDES =
            Pattern.compile("(?m)^concurrency:\\n(?:  .*\\n)*?  cancel-in-progress: true$");
    private static final Pattern ROWS =
            Pattern.compile("fromJSON\\(inputs\\.([\\w-]+)\\)(?:\\['([^']+)'\\])?");

    /// A job of the file.
    ///
    /// @param key its key
    /// @param name the template of its name, absent for none
    /// @param rowsInput the input that its matrix comes from, absent where it has no such matrix
    /// @param rowsKey the key within that input, absent where the input is the list itself
    /// @param callsAnother whether it calls another workflow
    /// @param waits whether it waits for other jobs
    /// @param forksOnly whether it is skipped where the commit is in the repository itself
    record JobText(
            String key,
            @Nullable String name,
            @Nullable String rowsInput,
            @Nullable String rowsKey,
            boolean callsAnother,
            boolean waits,
            boolean forksOnly) {}

    static WorkflowText read(String text) {
        String name = null;
        String runName = null;
        var inputs = new LinkedHashMap<String, Boolean>();
        var jobs = new LinkedHashMap<String, StringBuilder>();
        var path = new ArrayList<String>();
        for (var line : text.lines().toList()) {
            var matcher = KEY.matcher(line);
            if (!matcher.matches() || line.isBlank()) {
                append(jobs, path, line);
                continue;
            }
            var depth = matcher.group(1).length() / 2;
            while (path.size() > depth) {
                path.removeLast();
            }
            path.add(key(matcher));
            var value = unquote(matcher.group(5));
            var place = String.join("/", path);
            if (place.equals("name")) {
                name = value;
            } else if (place.equals("run-name")) {
                runName = value;
            } else if (place.startsWith("on/workflow_dispatch/inputs/")) {
                input(inputs, path, value);
            } else if (path.size() == 2 && path.getFirst().equals("jobs")) {
                jobs.put(path.getLast(), new StringBuilder());
            } else {
                append(jobs, path, line);
            }
        }
        return new WorkflowText(
                name,
                runName,
                TriggerText.read(text),
                inputs,
                jobs(jobs),
                SUPERSEDES.matcher(text).find());
    }

    /// Whether something that happens starts it.
    boolean startsAt(Trigger.Occasion occasion) {
        var trigger = triggers.get(occasion.event());
        return trigger != null && trigger.starts(occasion);
    }

    private static void append(Map<String, StringBuilder> jobs, List<String> path, String line) {
        if (path.size() >= 2 && path.getFirst().equals("jobs")) {
            var job = jobs.get(path.get(1));
            if (job != null) {
                job.append(line).append('\n');
            }
        }
    }

    private static String key(java.util.regex.Matcher matcher) {
        for (var group = 2; group < 4; group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return matcher.group(4);
    }

    private static void input(
            Map<String, Boolean> inputs, List<String> path, @Nullable String value) {
        var input = path.get(3);
        inputs.putIfAbsent(input, false);
        if (path.size() == 5 && path.getLast().equals("required")) {
            inputs.put(input, "true".equals(value));
        }
    }

    static @Nullable String unquote(@Nullable String value) {
        return value == null ? null : value.strip().replaceAll("^([\"'])(.*)\\1$", "$2");
    }

    private static List<JobText> jobs(Map<String, StringBuilder> blocks) {
        var jobs = new ArrayList<JobText>();
        blocks.forEach(
                (key, block) -> {
                    var rows = ROWS.matcher(block);
                    var found = rows.find();
                    var name = Pattern.compile("(?m)^    name: +(.*)$").matcher(block);
                    jobs.add(
                            new JobText(
                                    key,
                                    name.find() ? unquote(name.group(1)) : null,
                                    found ? rows.group(1) : null,
                                    found ? rows.group(2) : null,
                                    Pattern.compile("(?m)^    uses:").matcher(block).find(),
                                    Pattern.compile("(?m)^    needs:").matcher(block).find(),
                                    IF.matcher(block)
                                            .results()
                                            .anyMatch(it -> it.group(1).contains(FORK))));
                });
        return jobs;
    }
}
