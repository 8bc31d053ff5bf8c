package dev.muster.core.external;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class ExecutionsLaws {

    private static final Executions NONE = new Executions(List.of());

    /// What a scheduler says of attempts 1 to n: of each its start and its end.
    @Provide
    Arbitrary<List<String>> story() {
        return Arbitraries.of("succeeded", "failed", "infra_failure", "timed_out", "cancelled")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(
                        endings -> {
                            var posts = new ArrayList<String>();
                            for (var i = 0; i < endings.size(); i++) {
                                var attempt = " attempt=%d start=%d".formatted(i + 1, 10 * i);
                                posts.add("running" + attempt);
                                posts.add(
                                        endings.get(i) + attempt + " end=%d".formatted(10 * i + 5));
                            }
                            return posts;
                        });
    }

    @Property
    void order_and_repetition_change_nothing(
            @ForAll("story") List<String> posts, @ForAll long seed) {
        var disorder = new ArrayList<>(posts);
        disorder.addAll(posts.subList(0, posts.size() / 2));
        Collections.shuffle(disorder, new Random(seed));

        assertThat(standing(disorder)).isEqualTo(standing(posts));
    }

    private static Standing standing(List<String> posts) {
        return Standing.of(ExecutionsTest.after(NONE, posts.toArray(String[]::new)));
    }
}
