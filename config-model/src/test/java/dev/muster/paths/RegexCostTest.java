package dev.muster.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexCostTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "release-\\d+\\.\\d+",
                "a{100}",
                "(a{0,30}){0,30}",
                "((ab){3,9}c){10,}",
                "([)]a{100}b){100}",
                "[^]a{9}]{200}",
                "(\\Q)\\Ea{100}b){100}",
                "(\\)a{100}b){100}",
                "(?:x|y{50}){50}",
                "[[:alpha:])]{300}"
            })
    void the_cost_is_never_far_below_what_compiling_makes_of_it(String regex) {
        var compiled = Pattern.compile(regex).programSize();

        assertThat(2 * RegexCost.of(regex) + 8).isGreaterThanOrEqualTo(compiled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"((a{1000}){1000}){1000}", "(((((((.{9}){9}){9}){9}){9}){9}){9}){9}"})
    void what_would_fill_the_memory_is_refused_uncompiled(String regex) {
        assertThat(RegexCost.fault(regex)).get().asString().contains("repetitions");
    }

    @Test
    void what_people_write_is_taken() {
        assertThat(RegexCost.fault("flutter-\\d+\\.\\d+-candidate\\.\\d+")).isEmpty();
        assertThat(RegexCost.fault("[0-9a-f]{40}-[0-9a-f]{40}")).isEmpty();
    }
}
