package dev.muster.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.muster.testkit.Exemptions;
import dev.muster.testkit.HouseRules;
import dev.muster.testkit.Packages;

import org.junit.jupiter.api.Test;

/// The rules of ARCHITECTURE.md, held by this module.
class ArchitectureTest {

    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(place -> !place.contains("-tests.jar"))
                    .importPackages("dev.muster");

    @Test
    void every_rule_holds() {
        assertThat(HouseRules.below("dev.muster").broken(OURS)).isEmpty();
    }

    @Test
    void every_exception_names_known_rules_and_a_reason() {
        System.out.println("Exceptions from the rules of the house: " + Exemptions.of(OURS));

        assertThat(Exemptions.unfounded(OURS)).isEmpty();
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(Packages.withoutNullMarked(OURS)).isEmpty();
    }

    @Test
    void no_package_is_wider_than_its_budget() {
        assertThat(Packages.tooWide(OURS)).isEmpty();
    }
}
