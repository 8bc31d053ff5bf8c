package dev.muster.config.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.edit.EditOutcome.AlreadySo;
import dev.muster.config.edit.EditOutcome.Edited;
import dev.muster.config.edit.EditOutcome.NoSuchTarget;
import dev.muster.config.edit.EditOutcome.Unreadable;
import dev.muster.config.edit.EditOutcome.Unsupported;
import dev.muster.config.model.TargetName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

class TargetEditTest {

    private static final String ISSUE = "https://github.com/acme/widget/issues/7";
    private static final TargetName UNIT = new TargetName("Linux unit");

    @Test
    void promotion_removes_the_line_with_the_comment_that_explains_it() {
        var text =
                """
                # Widget's targets
                enabled_branches: [main]
                targets:
                  - name: Linux unit  # fast
                    # needs the network
                    bringup: true # Flaky https://github.com/acme/widget/issues/7
                    # an hour
                    timeout: 60
                  - name: Linux docs
                    bringup: true
                """;

        var edited = (Edited) TargetEdit.promote(".ci.yaml", text, UNIT);

        assertThat(edited.text())
                .isEqualTo(
                        """
                        # Widget's targets
                        enabled_branches: [main]
                        targets:
                          - name: Linux unit  # fast
                            # needs the network
                            # an hour
                            timeout: 60
                          - name: Linux docs
                            bringup: true
                        """);
        assertThat(edited.line()).isEqualTo(6);
        assertThat(edited.removed())
                .containsExactly(
                        "    bringup: true # Flaky https://github.com/acme/widget/issues/7");
        assertThat(edited.added()).isEmpty();
    }

    @Test
    void demotion_writes_the_line_below_the_name() {
        var text =
                """
                targets:
                - name: "Linux unit"   # fast
                  # an hour
                  timeout: 60
                - name: Linux docs
                """;

        var edited = (Edited) TargetEdit.demote(".ci.yaml", text, UNIT, ISSUE);

        assertThat(edited.text())
                .isEqualTo(
                        """
                        targets:
                        - name: "Linux unit"   # fast
                          bringup: true  # https://github.com/acme/widget/issues/7
                          # an hour
                          timeout: 60
                        - name: Linux docs
                        """);
        assertThat(edited.line()).isEqualTo(3);
        assertThat(edited.removed()).isEmpty();
        assertThat(edited.added()).containsExactly("  bringup: true  # " + ISSUE);
    }

    @Test
    void demotion_turns_an_explicit_false_and_keeps_its_comment() {
        assertThat(demoted("targets:\n  - name: Linux unit\n    bringup:   'false' # settled\n"))
                .isEqualTo(
                        "targets:\n  - name: Linux unit\n    bringup:   true  # "
                                + ISSUE
                                + " # settled\n");
    }

    @Test
    void promotion_moves_the_next_key_up_when_bringup_stands_at_the_dash() {
        assertThat(promoted("targets:\n  -   bringup: true # new\n      name: Linux unit\n"))
                .isEqualTo("targets:\n  -   name: Linux unit\n");
    }

    @Test
    void promotion_leaves_the_dash_alone_rather_than_lose_a_comment() {
        assertThat(promoted("targets:\n- bringup: true\n  # the quick ones\n  name: Linux unit\n"))
                .isEqualTo("targets:\n-\n  # the quick ones\n  name: Linux unit\n");
    }

    @Test
    void a_dash_on_a_line_of_its_own_is_no_obstacle() {
        assertThat(promoted("targets:\n -\n   bringup: true\n   name: Linux unit\n"))
                .isEqualTo("targets:\n -\n   name: Linux unit\n");
    }

    @Test
    void a_last_line_without_a_break_stays_without() {
        var text = "targets:\n  - name: Linux unit";

        assertThat(demoted(text)).isEqualTo(text + "\n    bringup: true  # " + ISSUE);
        assertThat(promoted(demoted(text))).isEqualTo(text);
    }

    @Test
    void windows_line_breaks_and_a_byte_order_mark_stay() {
        var text = "\uFEFFtargets:\r\n  - name: Linux unit\r\n    timeout: 5\r\n";

        assertThat(demoted(text))
                .isEqualTo(
                        "\uFEFFtargets:\r\n  - name: Linux unit\r\n    bringup: true  # "
                                + ISSUE
                                + "\r\n    timeout: 5\r\n");
        assertThat(promoted(demoted(text))).isEqualTo(text);
    }

    @Test
    void a_byte_order_mark_before_the_only_line_stays() {
        var text = "\uFEFF{targets: [{bringup: true, name: Linux unit}]}";

        assertThat(promoted(text)).isEqualTo("\uFEFF{targets: [{name: Linux unit}]}");
    }

    @Test
    void characters_outside_the_basic_plane_do_not_shift_places() {
        var text = "# \uD83D\uDE80\uD83D\uDE80\ntargets:\n- name: 'Linux \uD83D\uDE80 it''s #1'\n";
        var name = new TargetName("Linux \uD83D\uDE80 it's #1");

        var edited = (Edited) TargetEdit.demote(".ci.yaml", text, name, ISSUE);

        assertThat(edited.text()).isEqualTo(text + "  bringup: true  # " + ISSUE + "\n");
    }

    @Test
    void the_key_may_be_quoted_and_the_value_stand_on_the_next_line() {
        assertThat(promoted("targets:\n- name: Linux unit\n  'bringup':\n    True\n  timeout: 1\n"))
                .isEqualTo("targets:\n- name: Linux unit\n  timeout: 1\n");
    }

    @Test
    void a_name_folded_over_lines_is_followed_by_the_new_line() {
        var text = "targets:\n- name: >-\n    Linux\n    unit\n\n  timeout: 1\n";

        assertThat(demoted(text))
                .isEqualTo(
                        "targets:\n- name: >-\n    Linux\n    unit\n  bringup: true  # "
                                + ISSUE
                                + "\n\n  timeout: 1\n");
    }

    @Test
    void text_that_only_looks_like_the_target_is_not_touched() {
        var text =
                """
                x-notes: |
                  targets:
                    - name: Linux unit
                      bringup: true
                targets:
                  - name: Linux docs
                    properties:
                      name: Linux unit
                      bringup: "true"
                  - name: Linux unit
                    bringup: true
                """;

        assertThat(promoted(text)).isEqualTo(text.substring(0, text.lastIndexOf("    bringup")));
    }

    @Test
    void editing_twice_is_editing_once() {
        var text = "targets:\n  - name: Linux unit\n";

        assertThat(TargetEdit.promote(".ci.yaml", text, UNIT)).isEqualTo(new AlreadySo(2));
        assertThat(TargetEdit.demote(".ci.yaml", demoted(text), UNIT, ISSUE + "8"))
                .isEqualTo(new AlreadySo(2));
    }

    @Test
    void an_unknown_name_is_answered_with_the_nearest() {
        var text = "targets:\n- name: Linux units\n- name: linux unit\n- name: Mac analyze\n";

        assertThat(TargetEdit.promote(".ci.yaml", text, UNIT))
                .isEqualTo(new NoSuchTarget(List.of("linux unit", "Linux units")));
    }

    @Test
    void names_longer_than_anyone_types_are_not_offered() {
        var text = "targets:\n- name: " + "q".repeat(5_000) + "\n";

        assertThat(TargetEdit.promote(".ci.yaml", text, new TargetName("q".repeat(5_001))))
                .isEqualTo(new NoSuchTarget(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "targets: []\n",
                "enabled_branches: [main]\n",
                "targets:\n- recipe: x\n- 7\n- [Linux unit]\n"
            })
    void a_text_without_the_target_has_no_such_target(String text) {
        assertThat(TargetEdit.promote(".ci.yaml", text, UNIT)).isInstanceOf(NoSuchTarget.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "targets: [",
                "targets: 7\n",
                "- targets\n",
                "targets:\n- name: Linux unit\n- name: Linux unit\n",
                "targets:\n- name: Linux unit\n  bringup: true\n  bringup: false\n",
                "targets:\n- name: Linux unit\n---\ntargets: []\n",
                "targets:\n- name: Linux unit\ntargets: []\n",
                "targets:\n- name: \"Linux unit\n",
                "a: \u0007\n"
            })
    void a_text_that_may_be_misread_is_left_alone(String text) {
        var outcome = (Unreadable) TargetEdit.promote(".ci.yaml", text, UNIT);

        assertThat(outcome.diagnostics()).hasSize(1);
    }

    @Test
    void bytes_that_are_not_utf_8_are_left_alone() {
        var bytes = "targets:\n- name: Linux \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(TargetEdit.promote(".ci.yaml", bytes, UNIT)).isInstanceOf(Unreadable.class);
    }

    @Test
    void nesting_without_end_is_left_alone() {
        var text = "targets: " + "[".repeat(50_000);

        assertThat(TargetEdit.promote(".ci.yaml", text, UNIT)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: &t {name: Linux unit, bringup: true}\ntargets:\n- *t\n",
                "targets:\n- &t\n  name: Linux unit\n  bringup: true\nx-copy: *t\n",
                "targets:\n- name: Linux unit\n  bringup: &b true\n- name: Mac\n  bringup: *b\n",
                "targets:\n- name: Linux unit\n  bringup: yes\n",
                "targets:\n- name: Linux unit\n  bringup:\n",
                "targets:\n- name: Linux unit\n  bringup: # why\n    true\n",
                "targets:\n- name: Linux unit\n  ? bringup\n  : true\n",
                "targets:\n- {name: Linux unit, # why\n   bringup: true}\n"
            })
    void what_cannot_be_edited_alone_is_refused_with_a_sentence(String text) {
        var outcome = (Unsupported) TargetEdit.promote(".ci.yaml", text, UNIT);

        assertThat(outcome.why()).isNotBlank();
        assertThat(outcome.line()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/1\n    recipe: evil",
                "https://example.com/a b",
                "https://example.com/\u2028x",
                "https://example.com/\u00e9",
                "javascript:alert(1)",
                "issues/7",
                "https:///7",
                ""
            })
    void an_address_that_could_end_the_comment_is_refused(String address) {
        var text = "targets:\n  - name: Linux unit\n";

        assertThat(TargetEdit.demote(".ci.yaml", text, UNIT, address))
                .isInstanceOf(Unsupported.class);
    }

    static String promoted(String text) {
        return ((Edited) TargetEdit.promote(".ci.yaml", text, UNIT)).text();
    }

    static String demoted(String text) {
        return ((Edited) TargetEdit.demote(".ci.yaml", text, UNIT, ISSUE)).text();
    }
}
