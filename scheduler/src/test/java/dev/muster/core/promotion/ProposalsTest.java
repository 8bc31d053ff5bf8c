package dev.muster.core.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.promotion.Subject.Call;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

class ProposalsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Subject.Open OPEN = new Subject.Open("P1", "50 runs");

    @Test
    void what_the_evidence_asks_for_is_proposed_once() {
        assertThat(decide(subject(Call.WANTED, "50 runs", null)))
                .containsExactly(new Step.Make(subject(Call.WANTED, "50 runs", null)));
        assertThat(decide(subject(Call.WANTED, "50 runs", OPEN))).isEmpty();
    }

    @Test
    void an_open_proposal_is_kept_current() {
        var newer = subject(Call.WANTED, "51 runs", OPEN);

        assertThat(decide(newer)).containsExactly(new Step.Renew("P1", newer));
    }

    @Test
    void an_open_proposal_is_closed_when_it_is_moot() {
        assertThat(decide(subject(Call.UNFOUNDED, "1 run", OPEN)))
                .containsExactly(new Step.Withdraw("P1"));
        assertThat(decide(subject(Call.DONE, "", OPEN))).containsExactly(new Step.Conclude("P1"));
        assertThat(decide(subject(Call.UNFOUNDED, "", null))).isEmpty();
    }

    @Test
    void what_a_person_declined_is_not_proposed_again_for_fifteen_days() {
        assertThat(decide(declined(Duration.ofDays(14)))).isEmpty();
        assertThat(decide(declined(Duration.ofDays(15)))).hasSize(1);
    }

    @Test
    void no_more_than_five_are_made_in_a_day() {
        var seven =
                IntStream.range(0, 7)
                        .mapToObj(
                                it ->
                                        new Subject(
                                                "t" + it,
                                                Kind.PROMOTE,
                                                Call.WANTED,
                                                "",
                                                null,
                                                null))
                        .toList();

        assertThat(Proposals.decide(seven, 0, ProposalLimits.DEFAULT, NOW)).hasSize(5);
        assertThat(Proposals.decide(seven, 4, ProposalLimits.DEFAULT, NOW)).hasSize(1);
        assertThat(Proposals.decide(seven, 9, ProposalLimits.DEFAULT, NOW)).isEmpty();
    }

    private static List<Step> decide(Subject subject) {
        return Proposals.decide(List.of(subject), 0, ProposalLimits.DEFAULT, NOW);
    }

    private static Subject declined(Duration ago) {
        return new Subject(
                "Linux test", Kind.PROMOTE, Call.WANTED, "50 runs", null, NOW.minus(ago));
    }

    private static Subject subject(Call call, String evidence, Subject.@Nullable Open open) {
        return new Subject("Linux test", Kind.PROMOTE, call, evidence, open, null);
    }
}
