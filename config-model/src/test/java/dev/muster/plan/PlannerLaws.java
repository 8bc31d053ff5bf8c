package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.TargetName;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

class PlannerLaws {

    @Property(tries = 300)
    void every_target_has_exactly_one_decision_in_the_order_of_the_file(
            @ForAll("configs") CiConfig config,
            @ForAll("events") RepoEvent event,
            @ForAll("paths") List<String> paths) {
        var plan = Plans.plan(config, event, new ChangedFiles.Known(paths));

        assertThat(plan.decisions().stream().map(Decision::target)).isEqualTo(config.targets());
    }

    @Property(tries = 300)
    void equal_arguments_give_an_equal_plan(
            @ForAll("configs") CiConfig config,
            @ForAll("events") RepoEvent event,
            @ForAll("paths") List<String> paths) {
        var changed = new ChangedFiles.Known(paths);
        var planner = Planner.of(Plans.SETTINGS, List.of(config), List.of());

        var first = planner.plan(event, changed, TaskHistory.NONE);
        planner.plan(event, new ChangedFiles.Known(List.of("x", "lib/y")), TaskHistory.NONE);

        assertThat(planner.plan(event, changed, TaskHistory.NONE)).isEqualTo(first);
        assertThat(Plans.plan(config, event, changed)).isEqualTo(first);
    }

    /// `run_if_not` is the exception by its meaning: it skips because a file is there.
    @Property(tries = 300)
    void one_more_changed_file_never_turns_a_run_into_a_skip(
            @ForAll("configs") CiConfig config,
            @ForAll("events") RepoEvent event,
            @ForAll("paths") List<String> paths,
            @ForAll("path") String more) {
        var grown = new ArrayList<>(paths);
        grown.add(more);

        var before = words(Plans.plan(config, event, new ChangedFiles.Known(paths)));
        var after = words(Plans.plan(config, event, new ChangedFiles.Known(grown)));

        for (var target : config.targets()) {
            if (target.enablement().runIfNot().isEmpty()
                    && "run".equals(before.get(target.name()))) {
                assertThat(after.get(target.name())).isEqualTo("run");
            }
        }
    }

    @Property(tries = 300)
    void the_order_of_targets_and_files_decides_nothing(
            @ForAll("configs") CiConfig config,
            @ForAll("events") RepoEvent event,
            @ForAll("paths") List<String> paths) {
        var turned =
                new CiConfig(
                        config.path(),
                        config.schemaVersion(),
                        config.branches(),
                        config.platforms(),
                        config.targets().reversed());

        assertThat(words(Plans.plan(turned, event, new ChangedFiles.Known(paths.reversed()))))
                .isEqualTo(words(Plans.plan(config, event, new ChangedFiles.Known(paths))));
    }

    @Property(tries = 300)
    void what_is_recalled_of_a_decision_names_the_rule_that_decided(
            @ForAll("configs") CiConfig config,
            @ForAll("events") RepoEvent event,
            @ForAll("paths") List<String> paths) {
        var planner = Planner.of(Plans.SETTINGS, List.of(config), List.of());
        var changed = new ChangedFiles.Known(paths);

        for (var decision : planner.plan(event, changed, TaskHistory.NONE).decisions()) {
            var explained =
                    planner.explain(decision.target().name(), event, changed, TaskHistory.NONE);
            var recalled = Explanation.recalled(event.word(), decision.reason(), decision.detail());

            assertThat(withoutDetails(recalled))
                    .isEqualTo(withoutDetails(explained.orElseThrow().steps()));
        }
    }

    private static List<String> withoutDetails(List<Explanation.Step> steps) {
        return steps.stream()
                .map(
                        it ->
                                it.outcome() == Explanation.Outcome.DECIDED
                                        ? it.toString()
                                        : it.rule() + it.outcome())
                .toList();
    }

    private static Map<TargetName, String> words(Plan plan) {
        return plan.decisions().stream()
                .collect(Collectors.toMap(it -> it.target().name(), Decision::word));
    }

    @Provide
    Arbitrary<CiConfig> configs() {
        var flag =
                Arbitraries.of(
                        "",
                        ", bringup: true",
                        ", presubmit: false",
                        ", postsubmit: false",
                        ", scheduler: lab");
        var filter =
                Arbitraries.of(
                        "",
                        ", run_if: ['lib/**']",
                        ", run_if: ['**', '!docs/**']",
                        ", run_if: ['!docs/**']",
                        ", run_if_not: ['docs/**']",
                        ", run_if: ['regex:lib/.+']",
                        ", enabled_branches: ['release/.*']");
        Function<List<String>, CiConfig> config =
                entries -> {
                    var text = new StringBuilder();
                    for (var i = 0; i < entries.size(); i++) {
                        text.append("- {name: Linux t%d%s}\n".formatted(i, entries.get(i)));
                    }
                    return Plans.config(text.toString());
                };
        return Combinators.combine(flag, filter)
                .as(String::concat)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(config);
    }

    @Provide
    Arbitrary<RepoEvent> events() {
        return Arbitraries.of(
                Plans.pullRequest("main"),
                Plans.pullRequest("beta"),
                Plans.landed("main"),
                Plans.landed("release/1"),
                new RepoEvent.MergeGroupFormed("main", java.time.Instant.EPOCH));
    }

    @Provide
    Arbitrary<String> path() {
        return Arbitraries.of("lib/a", "lib/b/c", "docs/x.md", "README.md", ".ci.yaml", "a-b/c d");
    }

    @Provide
    Arbitrary<List<String>> paths() {
        return path().list().uniqueElements().ofMaxSize(5);
    }
}
