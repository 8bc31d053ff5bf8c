package dev.muster.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The steps that a page shows, in its order.
///
/// | fence | step |
/// | --- | --- |
/// | `yaml` | the text becomes `.ci.yaml` |
/// | `yaml after` | the command before has made `.ci.yaml` say this |
/// | any language with `file=NAME` | the text becomes that file |
/// | `console` | each line that begins with `$ ` is run, and must print the lines below it |
/// | `sh` | each line is run and must succeed |
/// | `sh elsewhere` | cannot be run here, such as what needs an account of the reader |
///
/// @param path from the root of the repository
record DocumentedPage(Path path, List<Step> steps) {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```([^\\n]*)\\n(.*?)^```$");
    private static final Pattern FILE = Pattern.compile("\\bfile=(\\S+)");

    /// One thing that a reader does.
    sealed interface Step {

        /// @param line where the block begins, from 1
        int line();

        /// A file is written.
        record Write(int line, String file, String text) implements Step {}

        /// The configuration says this now.
        record After(int line, String text) implements Step {}

        /// A command is run.
        ///
        /// @param output what it prints, with `…` for what differs from run to run; where not
        ///   checked, it must succeed
        /// @param checked whether the page shows the output
        record Run(int line, String command, String output, boolean checked) implements Step {}
    }

    static List<DocumentedPage> all(Path root) throws IOException {
        try (Stream<Path> docs = Files.walk(root.resolve("docs"));
                Stream<Path> top = Files.list(root)) {
            var pages = new ArrayList<DocumentedPage>();
            for (var page :
                    Stream.concat(docs, top)
                            .filter(it -> it.toString().endsWith(".md"))
                            .sorted()
                            .toList()) {
                pages.add(of(root.relativize(page), Files.readString(page)));
            }
            return pages;
        }
    }

    static DocumentedPage of(Path path, String text) {
        var steps = new ArrayList<Step>();
        var blocks = FENCE.matcher(text);
        while (blocks.find()) {
            var line = (int) text.substring(0, blocks.start()).lines().count() + 1;
            steps.addAll(steps(line, blocks.group(1).strip(), blocks.group(2)));
        }
        return new DocumentedPage(path, steps);
    }

    boolean hasCommands() {
        return steps.stream().anyMatch(it -> it instanceof Step.Run);
    }

    /// The interpreters of the programs that it shows.
    Set<String> tools() {
        var tools = new TreeSet<String>();
        for (var step : steps) {
            if (step instanceof Step.Write(_, var file, _)) {
                if (file.endsWith(".py")) {
                    tools.add("python3");
                }
                if (file.endsWith(".mjs")) {
                    tools.add("node");
                }
            }
        }
        return tools;
    }

    private static List<? extends Step> steps(int line, String fence, String text) {
        var file = FILE.matcher(fence);
        if (file.find()) {
            return List.of(new Step.Write(line, file.group(1), text));
        }
        return switch (fence) {
            case "yaml" -> List.of(new Step.Write(line, ".ci.yaml", text));
            case "yaml after" -> List.of(new Step.After(line, text));
            case "console" -> commands(line, text);
            case "sh" ->
                    text.lines()
                            .filter(it -> !it.isBlank())
                            .map(it -> new Step.Run(line, it, "", false))
                            .toList();
            default -> List.of();
        };
    }

    /// A line that ends in a backslash goes on in the next.
    private static List<Step> commands(int line, String text) {
        var steps = new ArrayList<Step>();
        var lines = text.lines().toList();
        var at = 0;
        while (at < lines.size()) {
            var begin = at;
            var command = new StringBuilder(lines.get(at++));
            while (command.toString().endsWith("\\") && at < lines.size()) {
                command.append('\n').append(lines.get(at++));
            }
            var output = new StringBuilder();
            while (at < lines.size() && !lines.get(at).startsWith("$ ")) {
                output.append(lines.get(at++)).append('\n');
            }
            if (!command.toString().startsWith("$ ")) {
                throw new IllegalArgumentException(
                        "the block of line %d begins with output".formatted(line));
            }
            steps.add(
                    new Step.Run(line + 1 + begin, command.substring(2), output.toString(), true));
        }
        return steps;
    }
}
