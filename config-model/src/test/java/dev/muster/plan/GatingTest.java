package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

class GatingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name: Linux a                                            | required
                    name: Linux a, bringup: false                            | required
                    name: Linux a, bringup: true                             | advisory
                    name: Linux a, scheduler: partner_lab                    | advisory
                    name: Linux a, scheduler: partner_lab, bringup: true     | advisory
                    name: Linux a, scheduler: partner_lab, bringup: false    | required
                    """)
    void a_target_stands_in_the_way_unless_on_trial(String target, String gating) {
        var text =
                """
                enabled_branches: [main]
                platform_properties: {linux: {}}
                targets:
                  - {%s, run: make}
                """
                        .formatted(target);
        var reading = CiConfigReader.read(".ci.yaml", text.getBytes(StandardCharsets.UTF_8));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Valid.class,
                        it ->
                                assertThat(Gating.of(it.config().targets().getFirst()).word())
                                        .isEqualTo(gating));
    }
}
