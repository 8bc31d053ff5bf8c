package dev.muster.config.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.edit.EditOutcome.AlreadySo;
import dev.muster.config.edit.EditOutcome.Edited;
import dev.muster.config.model.TargetName;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;

/// What holds for every layout that an author may choose.
class EditLaws {

    private static final String ISSUE = "https://github.com/acme/widget/issues/7";
    private static final TargetName NAME =
            new TargetName("Linux it's \"#1\" \u00fc\uD83D\uDE80: x");

    /// One way to write a file: the target under test stands between two others.
    record Layout(String text, String withoutBringup) {}

    @Property(tries = 500)
    void promotion_gives_the_text_without_the_line(@ForAll("layouts") Layout layout) {
        var edited = (Edited) TargetEdit.promote(".ci.yaml", layout.text(), NAME);

        assertThat(edited.text()).isEqualTo(layout.withoutBringup());
    }

    @Property(tries = 500)
    void demotion_is_undone_by_promotion(@ForAll("layouts") Layout layout) {
        var text = layout.withoutBringup();

        var demoted = (Edited) TargetEdit.demote(".ci.yaml", text, NAME, ISSUE);

        var promoted = (Edited) TargetEdit.promote(".ci.yaml", demoted.text(), NAME);
        assertThat(promoted.text()).isEqualTo(text);
    }

    @Property(tries = 200)
    void a_second_edit_finds_nothing_to_do(@ForAll("layouts") Layout layout) {
        var edited = (Edited) TargetEdit.promote(".ci.yaml", layout.text(), NAME);

        assertThat(TargetEdit.promote(".ci.yaml", edited.text(), NAME))
                .isInstanceOf(AlreadySo.class);
        assertThat(TargetEdit.demote(".ci.yaml", layout.text(), NAME, ISSUE))
                .isInstanceOf(AlreadySo.class);
    }

    @Property(tries = 2000)
    void no_text_makes_an_edit_throw_or_slip(@ForAll("jumbles") String text) {
        var name = new TargetName("a");

        var demoted = TargetEdit.demote(".ci.yaml", text, name, ISSUE);

        if (demoted instanceof Edited edited) {
            assertThat(edited.text()).contains(ISSUE);
            assertThat(TargetEdit.demote(".ci.yaml", edited.text(), name, ISSUE))
                    .isInstanceOf(AlreadySo.class);
        }
        if (TargetEdit.promote(".ci.yaml", text, name) instanceof Edited edited) {
            assertThat(edited.text().length()).isLessThan(text.length());
        }
    }

    /// Texts made of what the notation is made of, in any order below a list of targets.
    @Provide
    Arbitrary<String> jumbles() {
        var parts =
                Arbitraries.of(
                        "name: a",
                        "bringup: true",
                        "bringup: false",
                        "bringup:",
                        " ",
                        "  ",
                        "\n",
                        "\n  ",
                        "\r\n  ",
                        "\n- ",
                        "- ",
                        "{",
                        "}",
                        "[",
                        "]",
                        ", ",
                        ": ",
                        "? ",
                        " # c",
                        "'",
                        "\"",
                        "&x ",
                        "*x",
                        "|\n",
                        "!!str ",
                        "---\n",
                        "\t",
                        "\u0085",
                        "\uD83D\uDE80");
        return parts.list()
                .ofMaxSize(14)
                .map(list -> "targets:\n- name: a" + String.join("", list));
    }

    @Provide
    Arbitrary<Layout> layouts() {
        var name = Arbitraries.of(quoted('\'', "''"), quoted('"', "\\\""));
        var bringup =
                Arbitraries.of(
                        "bringup: true",
                        "\"bringup\":  'true'",
                        "'bringup': TRUE",
                        "bringup : true");
        var comment = Arbitraries.of("", " # Flaky #7", "   # \u00fc\uD83D\uDE80", "   ");
        var lines =
                Arbitraries.of(
                                "timeout: 5 # bringup: true",
                                "# bringup: true",
                                "",
                                "properties: {bringup: \"true\", name: x}",
                                "run: 'echo \"- name: x\"'")
                        .list()
                        .uniqueElements()
                        .ofMaxSize(5);
        var place = Arbitraries.integers().between(1, 6);
        return Combinators.combine(name, bringup, comment, lines, place, shells())
                .as(
                        (n, b, c, l, p, shell) -> {
                            var rest = new ArrayList<>(l);
                            var at = Math.min(p, rest.size() + 1);
                            rest.addFirst("name: " + n);
                            var without = shell.write(rest);
                            rest.add(at, b + c);
                            return new Layout(shell.write(rest), without);
                        });
    }

    private static String quoted(char quote, String escaped) {
        return quote + NAME.value().replace(String.valueOf(quote), escaped) + quote;
    }

    private static Arbitrary<Shell> shells() {
        return Combinators.combine(
                        Arbitraries.of("", " ", "  ", "      "),
                        Arbitraries.of("- ", "-    ", "-\n"),
                        Arbitraries.of("\n", "\r\n"),
                        Arbitraries.of("", "\uFEFF"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Shell::new);
    }

    /// Everything around the target's own lines.
    record Shell(
            String indent, String dash, String lineBreak, String mark, boolean last, boolean end) {

        String write(List<String> lines) {
            var text = new StringBuilder("# head\ntargets:\n");
            text.append(indent).append("- {name: Linux a, bringup: true}\n");
            var inner = indent + " ".repeat(dash.equals("-\n") ? 3 : dash.length());
            for (var i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                var alone = dash.equals("-\n") ? indent + "-\n" + inner : indent + dash;
                text.append(i == 0 ? alone : line.isEmpty() ? "" : inner).append(line).append('\n');
            }
            if (!last) {
                text.append(indent).append("# tail\n").append(indent).append("- name: Mac b\n");
            }
            var whole = end ? text.toString() : text.substring(0, text.length() - 1);
            return mark + whole.replace("\n", lineBreak);
        }
    }
}
