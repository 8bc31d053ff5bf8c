package dev.muster.core.stability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.CiConfigReader;
import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the reader of configurations warns of is what no target can earn.
class PromotionReachTest {

    @ParameterizedTest
    @CsvSource({
        "0.0023, 0.80, false",
        "0.0024, 0.80, true",
        "0.0055, 0.95, false",
        "0.0056, 0.95, true",
        "0.0001, 0.05, true",
        "0.0001, 0.3, false",
        "0.02, 0.9998, true",
        "0.02, 0.999999, false",
        "0.9, 0.999999999, true"
    })
    void the_reader_and_the_policy_agree(String rate, String confidence, boolean reachable) {
        var policy =
                Thresholds.NONE
                        .with("flakiness_threshold", rate)
                        .with("promotion_confidence", confidence)
                        .over(StabilityPolicy.DEFAULT);
        var config =
                """
                enabled_branches: [main]
                platform_properties: {linux: {}}
                targets:
                  - name: Linux test
                    run: make
                    properties:
                      flakiness_threshold: %s
                      promotion_confidence: %s
                """
                        .formatted(rate, confidence);

        var told = CiConfigReader.read(".ci.yaml", config.getBytes(StandardCharsets.UTF_8));

        assertThat(policy.reachable()).isEqualTo(reachable);
        assertThat(told.diagnostics())
                .extracting(Diagnostic::code)
                .isEqualTo(reachable ? List.of() : List.of(Code.UNREACHABLE_PROMOTION));
    }
}
