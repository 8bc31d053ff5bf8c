package dev.muster.config.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.model.TargetName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowStyleEditTest {

    private static final TargetName UNIT = new TargetName("Linux unit");
    private static final String ISSUE = "https://github.com/acme/widget/issues/7";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: Linux unit, bringup: true}             | {name: Linux unit}",
                "{bringup: true, name: Linux unit}             | {name: Linux unit}",
                "{ name: Linux unit , bringup: true , x-a: 1 } | { name: Linux unit , x-a: 1 }",
                "{name: Linux unit, bringup: true,}            | {name: Linux unit,}",
                "{\"name\":\"Linux unit\",\"bringup\":true}    | {\"name\":\"Linux unit\"}"
            })
    void promotion_takes_one_comma_along(String before, String after) {
        assertThat(TargetEditTest.promoted("targets:\n- " + before + "\n"))
                .isEqualTo("targets:\n- " + after + "\n");
    }

    @Test
    void promotion_edits_json() {
        var text =
                """
                {
                  "targets": [
                    {
                      "name": "Linux unit",
                      "bringup": true,
                      "timeout": 5
                    }
                  ]
                }
                """;

        assertThat(TargetEditTest.promoted(text))
                .isEqualTo(text.replace("      \"bringup\": true,\n", ""));
    }

    @Test
    void demotion_puts_the_issue_behind_the_braces_and_promotion_takes_it_away() {
        var text = "targets:\n- {name: Linux unit, timeout: 5}\n- {name: Mac unit}\n";

        assertThat(TargetEditTest.demoted(text))
                .isEqualTo(
                        "targets:\n- {name: Linux unit, bringup: true, timeout: 5}  # "
                                + ISSUE
                                + "\n- {name: Mac unit}\n");
        assertThat(TargetEditTest.promoted(TargetEditTest.demoted(text))).isEqualTo(text);
    }

    @Test
    void a_comment_behind_the_braces_that_is_more_than_an_address_stays() {
        assertThat(
                        TargetEditTest.promoted(
                                "targets:\n- {name: Linux unit, bringup: true} # see " + ISSUE))
                .isEqualTo("targets:\n- {name: Linux unit} # see " + ISSUE);
    }

    @Test
    void demotion_without_room_for_the_issue_is_refused() {
        var text = "{targets: [{name: Linux unit}, {name: Mac unit}]}\n";

        assertThat(TargetEdit.demote(".ci.yaml", text, UNIT, ISSUE))
                .isInstanceOf(EditOutcome.Unsupported.class);
    }
}
