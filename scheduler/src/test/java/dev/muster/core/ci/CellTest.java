package dev.muster.core.ci;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class CellTest {

    @Test
    void each_status_has_its_own_letter() {
        assertThat(Arrays.stream(TaskStatus.values()).map(status -> Cell.of(status, false, 1)))
                .doesNotHaveDuplicates()
                .doesNotContain(Cell.NONE);
    }

    @Test
    void more_than_one_attempt_is_an_upper_case_letter() {
        assertThat(Cell.of(TaskStatus.RUNNING, false, 1)).isEqualTo('r');
        assertThat(Cell.of(TaskStatus.RUNNING, false, 2)).isEqualTo('R');
    }

    @Test
    void a_flaky_success_is_told_from_a_clean_one() {
        assertThat(Cell.of(TaskStatus.SUCCEEDED, true, 2)).isEqualTo('Y');
        assertThat(Cell.of(TaskStatus.RUNNING, true, 3)).isEqualTo('R');
    }
}
