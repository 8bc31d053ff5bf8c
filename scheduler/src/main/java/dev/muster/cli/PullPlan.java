package dev.muster.cli;

import dev.muster.adapter.git.LocalRepository;
import dev.muster.cli.actions.PullEvent;
import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.check.CheckContext;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.Target;
import dev.muster.generate.MatrixRow;
import dev.muster.generate.MatrixRows;
import dev.muster.generate.Recipes;
import dev.muster.generate.Workflows;
import dev.muster.plan.Decision;
import dev.muster.plan.Plan;
import dev.muster.plan.Planner;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.TaskHistory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a pull request or merge group needs, decided from the repository's history alone.
///
/// Its head's configuration is always read, so that nobody merges a broken one; what runs is
/// decided by it only where its author is trusted, else by the base's.
final class PullPlan {

    private final LocalRepository repository;
    private final PullEvent event;
    private final List<CiConfig> configs = new ArrayList<>();
    private final List<Diagnostic> faults = new ArrayList<>();

    PullPlan(LocalRepository repository, PullEvent event, Set<String> paths)
            throws LocalRepository.Unreadable {
        this.repository = repository;
        this.event = event;
        for (var path : paths) {
            var head = read(event.head(), path);
            head.ifPresent(it -> faults.addAll(it.diagnostics()));
            var deciding = event.trusted() ? head : read(event.base(), path);
            config(deciding).ifPresent(configs::add);
        }
    }

    /// A target that is to run and cannot here.
    ///
    /// @param target its name
    /// @param why for people
    record Waiting(String target, String why) {}

    /// What is wrong with the head's configuration.
    List<Diagnostic> faults() {
        return faults;
    }

    Plan plan() throws LocalRepository.Unreadable {
        var base = repository.mergeBase(event.base(), event.head());
        var changed = repository.changed(base, event.head());
        return Planner.of(RepoSettings.defaults(event.defaultBranch()), configs, ofDefaultBranch())
                .plan(event.event(), changed, TaskHistory.NONE);
    }

    List<MatrixRow> rows(Plan plan) throws LocalRepository.Unreadable {
        var recipes = new Recipes(workflows());
        var rows = new ArrayList<MatrixRow>();
        for (var decision : plan.decisions()) {
            if (decision instanceof Decision.Run run && obstacle(run).isEmpty()) {
                rows.add(
                        MatrixRows.of(
                                config(run),
                                run.target(),
                                recipes,
                                Map.of(),
                                event.event().word()));
            }
        }
        return rows;
    }

    List<Waiting> waiting(Plan plan) {
        var waiting = new ArrayList<Waiting>();
        for (var decision : plan.decisions()) {
            if (decision instanceof Decision.Run run) {
                obstacle(run)
                        .ifPresent(it -> waiting.add(new Waiting(run.target().name().value(), it)));
            }
        }
        return waiting;
    }

    private Optional<String> obstacle(Decision.Run run) {
        var labels = Effective.runsOn(config(run), run.target(), Map.of());
        if (labels.isEmpty()) {
            return Optional.of(
                    "not run: no runner is known for its platform '%s'"
                            .formatted(run.target().platform()));
        }
        return event.trusted() || MatrixRows.hosted(labels)
                ? Optional.empty()
                : Optional.of(
                        "not run: it needs machines of your own, and code of a fork does not run"
                                + " there; push the commit to a branch of this repository");
    }

    private CiConfig config(Decision.Run run) {
        Target target = run.target();
        return configs.stream()
                .filter(it -> it.path().equals(run.config()) && it.targets().contains(target))
                .findFirst()
                .orElseThrow();
    }

    /// The recipes' workflows that the generated file knows; a row for another lane would be lost.
    private Set<String> workflows() throws LocalRepository.Unreadable {
        var names = new HashSet<String>();
        var generated = repository.file(event.head(), Workflows.PULL);
        var text = generated.map(it -> new String(it, StandardCharsets.UTF_8)).orElse("");
        for (var path : repository.paths(event.head())) {
            if (path.startsWith(Recipes.FOLDER)
                    && text.contains("    uses: ./%s\n".formatted(path))) {
                names.add(path.substring(Recipes.FOLDER.length()));
            }
        }
        return names;
    }

    /// The default branch's copies, where the base is another branch.
    private List<CiConfig> ofDefaultBranch() throws LocalRepository.Unreadable {
        if (event.event().branch().equals(event.defaultBranch())) {
            return List.of();
        }
        String commit;
        try {
            commit = repository.resolve("refs/remotes/origin/" + event.defaultBranch());
        } catch (LocalRepository.Unreadable e) {
            return List.of();
        }
        var found = new ArrayList<CiConfig>();
        for (var config : configs) {
            config(read(commit, config.path())).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Reading> read(String commit, String path) throws LocalRepository.Unreadable {
        return repository
                .file(commit, path)
                .map(it -> CiConfigReader.read(path, it, CheckContext.NONE));
    }

    private static Optional<CiConfig> config(Optional<Reading> reading) {
        return reading.flatMap(
                it ->
                        it instanceof Reading.Valid(var config, _)
                                ? Optional.of(config)
                                : Optional.empty());
    }
}
