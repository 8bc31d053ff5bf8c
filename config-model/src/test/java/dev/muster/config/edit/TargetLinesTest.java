package dev.muster.config.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.model.TargetName;

import org.junit.jupiter.api.Test;

class TargetLinesTest {

    private static final String TEXT =
            """
            # Widget's targets
            targets:
              - name: Linux unit
                run: |
                  ./first

                  ./second

              # A note that belongs to the next.
              - timeout: 60
                name: Linux docs
                properties:
                  tags: >-
                    ["prose"]
              - {name: Linux flow,
                 run: ./flow}
              - name: Linux last # to the end


            # That is all.
            """;

    private static TargetLines of(String name) {
        return TargetLines.of(TEXT, new TargetName(name)).orElseThrow();
    }

    @Test
    void a_target_ends_with_its_last_value() {
        assertThat(of("Linux unit")).isEqualTo(new TargetLines(3, 7));
    }

    @Test
    void a_target_begins_with_its_first_key_whichever_that_is() {
        assertThat(of("Linux docs")).isEqualTo(new TargetLines(10, 14));
    }

    @Test
    void a_target_in_braces_ends_with_them() {
        assertThat(of("Linux flow")).isEqualTo(new TargetLines(15, 16));
    }

    @Test
    void what_follows_the_last_target_is_not_of_it() {
        assertThat(of("Linux last")).isEqualTo(new TargetLines(17, 17));
    }

    @Test
    void what_is_not_there_or_cannot_be_read_has_no_lines() {
        assertThat(TargetLines.of(TEXT, new TargetName("Linux gone"))).isEmpty();
        assertThat(TargetLines.of("targets: [", new TargetName("Linux gone"))).isEmpty();
    }
}
