package dev.muster.config.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Corpus;
import dev.muster.config.Reading;
import dev.muster.config.edit.EditOutcome.Edited;
import dev.muster.config.model.TargetName;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Targets of every file in use: edit, look what changed, edit back.
abstract class CorpusEditContract {

    private static final String ISSUE = "https://github.com/acme/widget/issues/7";

    /// How many targets of one file are edited, spread evenly over the file.
    abstract int most();

    static List<Path> files() {
        return Corpus.configFiles();
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_target_alone_goes_there_and_back(Path file) throws IOException {
        var text = Files.readString(file);

        spread(names(text), most()).parallelStream().forEach(name -> thereAndBack(text, name));
    }

    private static void thereAndBack(String text, TargetName name) {
        if (TargetEdit.demote(".ci.yaml", text, name, ISSUE) instanceof Edited demoted) {
            assertThat(demoted.added()).hasSize(1);
            assertThat(demoted.removed()).hasSizeLessThanOrEqualTo(1);
            if (demoted.removed().isEmpty()) {
                assertThat(promoted(demoted.text(), name)).as("%s", name).isEqualTo(text);
            }
        } else {
            var promoted = promoted(text, name);
            assertThat(lines(promoted)).isSubsetOf(lines(text)).hasSize(lines(text).size() - 1);
            assertThat(promoted(demoted(promoted, name), name)).isEqualTo(promoted);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_whose_targets_were_demoted_one_after_the_other_says_the_same_but_for_bringup(
            Path file) throws IOException {
        var text = Files.readString(file);
        var edited = text;

        for (var name : chain(text)) {
            edited =
                    TargetEdit.demote(".ci.yaml", edited, name, ISSUE) instanceof Edited e
                            ? e.text()
                            : edited;
        }

        var before = targets(text);
        var after = targets(edited);
        var edits = chain(text).stream().map(TargetName::value).toList();
        before.stream()
                .filter(target -> edits.contains(target.get("name").toString()))
                .forEach(target -> target.put("bringup", true));
        assertThat(after).isEqualTo(before);
        assertThat(commentLines(edited)).isEqualTo(commentLines(text));
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_reader_reads_the_same_but_for_bringup_and_places(Path file) throws IOException {
        var text = Files.readString(file);

        for (var name : spread(names(text), Math.min(most(), 10))) {
            var edited =
                    TargetEdit.demote(".ci.yaml", text, name, ISSUE) instanceof Edited demoted
                            ? demoted.text()
                            : promoted(text, name);

            assertThat(read(edited)).as("%s", name).isEqualTo(read(text));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_whose_targets_were_promoted_one_after_the_other_says_the_same_but_for_bringup(
            Path file) throws IOException {
        var text = Files.readString(file);
        var edited = text;

        for (var target : targets(text)) {
            if (Boolean.TRUE.equals(target.get("bringup"))) {
                edited = promoted(edited, new TargetName(target.get("name").toString()));
            }
        }

        var before = targets(text);
        before.forEach(target -> target.remove("bringup", true));
        assertThat(targets(edited)).isEqualTo(before);
        assertThat(commentLines(edited)).isEqualTo(commentLines(text));
    }

    /// Edits one after the other cost the square of their number.
    private List<TargetName> chain(String text) {
        return spread(names(text), Math.min(most(), 30));
    }

    private static <T> List<T> spread(List<T> all, int most) {
        var step = Math.max(1, Math.ceilDiv(all.size(), most));
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    private static String promoted(String text, TargetName name) {
        return ((Edited) TargetEdit.promote(".ci.yaml", text, name)).text();
    }

    private static String demoted(String text, TargetName name) {
        return ((Edited) TargetEdit.demote(".ci.yaml", text, name, ISSUE)).text();
    }

    /// What the reader says of the text, without places and flags.
    private static String read(String text) {
        var read = CiConfigReader.read(".ci.yaml", text.getBytes(StandardCharsets.UTF_8));
        assertThat(read).isInstanceOf(Reading.Valid.class);
        var config = ((Reading.Valid) read).config().toString();
        return config.replaceAll("(?i)at=[0-9:]+", "at")
                .replaceAll("bringup=(true|false)", "bringup");
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private static List<String> commentLines(String text) {
        return text.lines().filter(line -> line.strip().startsWith("#")).toList();
    }

    private static List<TargetName> names(String text) {
        var targets = targets(text);
        return IntStream.range(0, targets.size())
                .mapToObj(i -> new TargetName(targets.get(i).get("name").toString()))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> targets(String text) {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Map<String, Object> root = yaml.load(text);
        return (List<Map<String, Object>>) root.get("targets");
    }
}
