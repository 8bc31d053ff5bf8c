package dev.muster.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.wiring.Environment;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// What can be told of the image without building it: that what it names is there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DockerfileTest {

    private static final Path ROOT = Path.of("..");

    private List<Step> steps;

    /// @param instruction such as `COPY`
    /// @param words the rest, without flags
    /// @param from the stage that it copies from; empty: none
    /// @param line the whole line
    private record Step(String instruction, List<String> words, String from, String line) {

        static Step of(String line) {
            var words = new ArrayList<>(Arrays.asList(line.split("\\s+")));
            var instruction = words.removeFirst();
            var from =
                    words.stream()
                            .filter(it -> it.startsWith("--from="))
                            .map(it -> it.substring(7))
                            .findFirst()
                            .orElse("");
            words.removeIf(it -> it.startsWith("--"));
            return new Step(instruction, words, from, line);
        }
    }

    @BeforeAll
    void read() throws IOException {
        var text = Files.readString(ROOT.resolve("Dockerfile"));
        steps =
                text.replaceAll("(?m)^\\s*#.*\\n", "")
                        .replaceAll("\\\\\\n\\s*", "")
                        .lines()
                        .filter(it -> !it.isBlank())
                        .map(Step::of)
                        .toList();
    }

    private List<Step> all(String instruction) {
        return steps.stream().filter(it -> it.instruction.equals(instruction)).toList();
    }

    @Test
    void what_it_copies_is_in_the_repository_and_not_left_out() throws IOException {
        var left = Files.readAllLines(ROOT.resolve(".dockerignore"));

        var copied =
                all("COPY").stream()
                        .filter(it -> it.from.isEmpty())
                        .flatMap(it -> it.words.subList(0, it.words.size() - 1).stream())
                        .toList();

        assertThat(copied).hasSizeGreaterThan(8);
        assertThat(copied).allSatisfy(it -> assertThat(ROOT.resolve(it)).exists());
        assertThat(copied).noneMatch(it -> left.stream().anyMatch(rule -> leaves(rule, it)));
    }

    private static boolean leaves(String rule, String path) {
        var plain = path.replaceAll("/$", "");
        return FileSystems.getDefault().getPathMatcher("glob:" + rule).matches(Path.of(plain));
    }

    @Test
    void nothing_that_a_build_writes_or_that_is_secret_goes_along() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve(".dockerignore")))
                .contains(".git", "*/target", "**/node_modules", "data");
    }

    /// A folder of the sources may have the name of one that a build writes.
    @Test
    void no_source_is_left_out() throws IOException {
        var left = Files.readAllLines(ROOT.resolve(".dockerignore"));
        for (var module : List.of("config-model", "dashboard", "scheduler")) {
            try (var all = Files.walk(ROOT.resolve(module).resolve("src"))) {
                assertThat(all.map(it -> ROOT.relativize(it).toString()))
                        .isNotEmpty()
                        .noneMatch(it -> left.stream().anyMatch(rule -> leaves(rule, it)));
            }
        }
    }

    @Test
    void it_copies_only_from_stages_that_came_before() {
        var known = new ArrayList<String>();
        for (var step : steps) {
            if (step.instruction.equals("FROM") && step.words.size() == 3) {
                known.add(step.words.getLast());
            }
            if (!step.from.isEmpty()) {
                assertThat(known).as(step.line).contains(step.from);
            }
        }
        assertThat(known).containsExactly("pages", "program");
    }

    @Test
    void it_runs_as_nobody_special() {
        var user = all("USER").getLast();

        assertThat(user.words).containsExactly("muster");
        assertThat(steps.indexOf(user)).isLessThan(steps.indexOf(all("ENTRYPOINT").getLast()));
        assertThat(steps.indexOf(user)).isGreaterThan(steps.indexOf(all("RUN").getLast()));
    }

    @Test
    void its_settings_are_settings_of_the_service() {
        var known = Environment.VARIABLES.stream().map(Environment.Variable::name).toList();
        var named = all("ENV").stream().flatMap(it -> it.words.stream()).toList();

        assertThat(named).contains("MUSTER_HOST=0.0.0.0");
        assertThat(named).allSatisfy(it -> assertThat(known).contains(it.split("=")[0]));
    }

    @Test
    void its_health_is_asked_at_an_address_of_the_service() throws IOException {
        var path =
                Pattern.compile("\\$MUSTER_PORT(/[a-z/]+)")
                        .matcher(all("HEALTHCHECK").getFirst().line);
        assertThat(path.find()).isTrue();

        var document =
                new ObjectMapper().readTree(getClass().getResource("/dev/muster/api/openapi.json"));

        assertThat(document.path("paths").has(path.group(1).replace("/liveness", "/{selector}")))
                .isTrue();
    }

    @Test
    void the_jars_are_chosen_as_the_launcher_chooses_them() throws IOException {
        var launcher = Files.readString(ROOT.resolve("muster"));
        var program =
                all("RUN").stream().map(Step::line).filter(it -> it.contains("mvnw")).toList();

        assertThat(program).singleElement().asString().contains("muster-scheduler-*[0-9T].jar");
        assertThat(launcher).contains("muster-scheduler-*[0-9T].jar");
    }
}
