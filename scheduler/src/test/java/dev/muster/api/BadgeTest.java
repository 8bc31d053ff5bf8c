package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import java.io.StringReader;

import javax.xml.parsers.DocumentBuilderFactory;

/// The tree's state as a picture.
final class BadgeTest extends ApiTestCase {

    private static Element picture(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    @ParameterizedTest
    @CsvSource({"closed, #cf222e", "throttled, #9a6700", "open, #1a7f37"})
    void a_badge_shows_how_the_tree_stands_now(String status, String colour) throws Exception {
        api.send(
                "PUT",
                REPO + "/tree",
                "{\"status\": \"%s\", \"reason\": \"a look\"}".formatted(status));

        var answer = api.get("/badge/local/sample/main.svg");

        assertThat(header(answer, "Content-Type")).startsWith("image/svg+xml");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        var picture = picture(answer.body());
        assertThat(picture.getAttribute("aria-label")).isEqualTo("tree: " + status);
        assertThat(picture.getTextContent()).isEqualTo("tree" + status);
        assertThat(answer.body()).contains(colour);
    }

    @ParameterizedTest
    @CsvSource({"local/sample/nope", "local/nope/main", "local/sample/releases%2F8"})
    void of_what_is_not_known_the_badge_says_so_and_never_that_all_is_well(String what)
            throws Exception {
        var answer = api.get("/badge/" + what + ".svg");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(picture(answer.body()).getAttribute("aria-label")).isEqualTo("tree: unknown");
    }

    @Test
    void a_branch_with_a_slash_has_a_badge() throws Exception {
        world.commits.land(World.REPO, "releases/9", 90, CONFIG.replace("main", "releases/9"));
        world.watch.round();
        world.planning.round();

        var answer = api.get("/badge/local/sample/releases%2F9.svg");

        assertThat(picture(answer.body()).getAttribute("aria-label")).isEqualTo("tree: open");
    }
}
