package dev.muster.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import dev.muster.testkit.Exemptions;
import dev.muster.testkit.HouseRules;
import dev.muster.testkit.Packages;

import org.junit.jupiter.api.Test;

/// The rules see what they are meant to see: classes planted to break them.
class HouseRulesTest {

    private static final String ROOT = "dev.muster.house.planted";

    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

    @Test
    void each_planted_fault_breaks_its_rule() {
        assertThat(HouseRules.below(ROOT).broken(PLANTED).keySet())
                .containsExactly(
                        "A1", "A2", "A2y", "A3", "A4", "A5", "A7", "A8", "A9", "A9r", "A11", "A12s",
                        "A13");
    }

    @Test
    void a_report_names_the_class_and_the_reason_for_the_rule() {
        assertThat(HouseRules.below(ROOT).broken(PLANTED).get("A9"))
                .contains("planted.feature.Feature.now()")
                .contains("because tests move time by hand");
    }

    @Test
    void a_class_that_says_why_is_left_alone() {
        assertThat(HouseRules.below(ROOT).broken(PLANTED).get("A9")).doesNotContain("Excused");
    }

    @Test
    void an_exception_from_an_unknown_rule_is_found() {
        assertThat(Exemptions.unfounded(PLANTED)).containsExactly(ROOT + ".feature.Unfounded");
    }

    @Test
    void a_package_without_null_marks_is_found() {
        assertThat(Packages.withoutNullMarked(PLANTED)).contains(ROOT + ".feature");
    }
}
