package dev.muster.generate;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Target;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which targets run by a workflow of their recipe: the recipe `build/app` is the reusable workflow
/// `.github/workflows/recipe.build.app.yml`, where the repository has that file.
public final class Recipes {

    /// Where GitHub looks for workflows.
    public static final String FOLDER = ".github/workflows/";

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9._-]+)*");

    private final Set<String> workflows;
    private final Set<String> withProperties;

    /// @param workflows names of the files in [#FOLDER]
    public Recipes(Set<String> workflows) {
        this(workflows, Set.of());
    }

    /// @param workflows names of the files in [#FOLDER]
    /// @param withProperties those of them that take an input `properties`
    public Recipes(Set<String> workflows, Set<String> withProperties) {
        this.workflows = Set.copyOf(workflows);
        this.withProperties = Set.copyOf(withProperties);
    }

    /// Whether a recipe's workflow is told the properties of its target: GitHub refuses an input
    /// that a workflow does not declare.
    boolean takesProperties(String file) {
        return withProperties.contains(file);
    }

    /// The lane of a target's rows: `run` for `muster run`, else that of its recipe. A target that
    /// says what to run needs no recipe; one that names neither is left to `muster run`, which says
    /// so.
    public String lane(Target target) {
        return target.work().command() != null
                ? Lane.RUN
                : file(target).map(Lane::of).orElse(Lane.RUN);
    }

    /// The recipes' workflow files by lane, for the targets that are ours to run.
    TreeMap<String, String> lanes(List<CiConfig> configs) {
        var lanes = new TreeMap<String, String>();
        for (var config : configs) {
            for (var target : config.targets()) {
                if (!target.external() && target.work().command() == null) {
                    file(target).ifPresent(it -> lanes.put(Lane.of(it), it));
                }
            }
        }
        return lanes;
    }

    /// Recipes that no workflow runs, of targets that do not say what to run.
    public Set<String> missing(List<CiConfig> configs) {
        var missing = new TreeSet<String>();
        for (var config : configs) {
            for (var target : config.targets()) {
                var recipe = target.work().recipe();
                if (!target.external()
                        && target.work().command() == null
                        && recipe != null
                        && file(target).isEmpty()) {
                    missing.add(recipe);
                }
            }
        }
        return missing;
    }

    /// The workflow file of a recipe, whether or not there is one; nothing for a recipe whose name
    /// no file can have.
    public static Optional<String> fileName(String recipe) {
        return NAME.matcher(recipe).matches() && recipe.length() <= 100
                ? Optional.of("recipe." + recipe.replace('/', '.') + ".yml")
                : Optional.empty();
    }

    private Optional<String> file(Target target) {
        return Optional.ofNullable(target.work().recipe())
                .flatMap(Recipes::fileName)
                .filter(workflows::contains);
    }

    /// Names of lanes.
    static final class Lane {
        static final String RUN = "run";

        private Lane() {}

        /// A job's name has letters, digits, `_` and `-` only.
        static String of(String file) {
            return file.substring(0, file.length() - ".yml".length()).replace('.', '-');
        }
    }
}
