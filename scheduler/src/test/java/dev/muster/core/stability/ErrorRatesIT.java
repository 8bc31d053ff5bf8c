package dev.muster.core.stability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The error rates of the rules, and the table of them in the documents.
class ErrorRatesIT {

    private static final Path PAGE = Path.of("../docs/explanation/stability.md");
    private static final String BEGIN = "<!-- error rates: begin -->\n";
    private static final String END = "\n<!-- error rates: end -->";

    @Test
    void a_target_that_flakes_in_one_run_of_twenty_is_hardly_promoted_by_the_strict_preset() {
        assertThat(rate(0.05, ErrorRates.Event.PROMOTED_STRICTLY)).isLessThan(0.02);
    }

    @Test
    void a_target_that_flakes_in_one_run_of_twenty_hardly_escapes_quarantine() {
        assertThat(rate(0.05, ErrorRates.Event.QUARANTINED)).isGreaterThan(0.97);
    }

    @Test
    void a_target_that_flakes_in_one_run_of_two_hundred_is_hardly_accused() {
        assertThat(rate(0.005, ErrorRates.Event.QUARANTINED)).isLessThan(0.01);
        assertThat(rate(0.005, ErrorRates.Event.WATCHED)).isLessThan(0.05);
    }

    @Test
    void the_page_shows_the_rates_that_these_rules_have() throws IOException {
        var page = Files.readString(PAGE);
        var from = page.indexOf(BEGIN) + BEGIN.length();
        var to = page.indexOf(END);

        var table = ErrorRates.table();

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(table);
    }

    private static double rate(double flakes, ErrorRates.Event event) {
        return ErrorRates.known(flakes)[event.ordinal()];
    }
}
