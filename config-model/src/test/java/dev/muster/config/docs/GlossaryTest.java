package dev.muster.config.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Whoever reads a plan's types finds their words in the glossary.
class GlossaryTest {

    @Test
    void each_public_type_of_the_plan_is_a_word_of_the_glossary() throws IOException {
        var glossary =
                Files.readString(Path.of("../docs/reference/glossary.md")).toLowerCase(Locale.ROOT);
        var types =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.muster.plan");

        assertThat(types)
                .filteredOn(it -> it.isTopLevelClass() && !it.isArray())
                .filteredOn(it -> it.getModifiers().contains(JavaModifier.PUBLIC))
                .extracting(it -> it.getSimpleName().toLowerCase(Locale.ROOT))
                .allMatch(
                        name ->
                                glossary.contains("| " + name)
                                        || glossary.contains("`" + name + "`"));
    }
}
