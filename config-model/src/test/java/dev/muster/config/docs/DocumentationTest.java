package dev.muster.config.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the documents promise about themselves: links lead somewhere, JSON is JSON.
class DocumentationTest {

    private static final Path ROOT = root();
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern JSON = Pattern.compile("(?ms)^```json\\n(.*?)^```");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");

    @Test
    void no_link_inside_the_repository_is_dead() throws IOException {
        var dead = new ArrayList<String>();
        for (var page : pages()) {
            var links = LINK.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
            while (links.find()) {
                if (!leadsSomewhere(page, links.group(1))) {
                    dead.add(ROOT.relativize(page) + " → " + links.group(1));
                }
            }
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void every_json_block_is_json() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : pages()) {
            var blocks = JSON.matcher(Files.readString(page));
            while (blocks.find()) {
                try {
                    new ObjectMapper().readTree(blocks.group(1));
                } catch (JsonProcessingException e) {
                    broken.add(ROOT.relativize(page) + ": " + e.getOriginalMessage());
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void every_page_begins_with_its_title() throws IOException {
        for (var page : pages()) {
            assertThat(Files.readString(page)).as(page.toString()).startsWith("# ");
        }
    }

    /// A heading of the page itself or of another; anything with a scheme is somebody else's.
    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        if (link.matches("[a-z]+:.*")) {
            return true;
        }
        var hash = link.indexOf('#');
        var path = hash < 0 ? link : link.substring(0, hash);
        var goal = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        if (!Files.exists(goal)) {
            return false;
        }
        return hash < 0
                || !goal.toString().endsWith(".md")
                || anchors(goal).contains(link.substring(hash + 1));
    }

    private static List<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(java.util.Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    private static List<Path> pages() {
        try (Stream<Path> all = Files.walk(ROOT.resolve("docs"));
                Stream<Path> examples = Files.walk(ROOT.resolve("examples"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.of(all, examples, top)
                    .flatMap(it -> it)
                    .filter(it -> it.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        var here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("mvnw")) ? here : here.getParent();
    }
}
