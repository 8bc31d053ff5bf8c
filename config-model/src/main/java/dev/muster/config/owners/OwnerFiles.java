package dev.muster.config.owners;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.PathPattern;
import dev.muster.config.model.Target;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What a repository says about owners beside its configuration.
public final class OwnerFiles {

    /// Where `TESTOWNERS` is looked for.
    public static final String TEST_OWNERS = "TESTOWNERS";

    /// Where `CODEOWNERS` is looked for; the first that is there counts, as on GitHub.
    public static final List<String> CODE_OWNERS =
            List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

    /// No such files.
    public static final OwnerFiles NONE = texts(null, null);

    private final TestOwners tests;
    private final CodeOwners code;

    /// Path of the configuration; null: the one it is named by.
    private final @Nullable String path;

    private OwnerFiles(TestOwners tests, CodeOwners code, @Nullable String path) {
        this.tests = tests;
        this.code = code;
        this.path = path;
    }

    /// @param testOwners text of `TESTOWNERS`; null where there is none
    /// @param codeOwners text of `CODEOWNERS`; null where there is none
    public static OwnerFiles texts(@Nullable String testOwners, @Nullable String codeOwners) {
        return new OwnerFiles(
                TestOwners.parse(testOwners == null ? "" : testOwners),
                CodeOwners.parse(codeOwners == null ? "" : codeOwners),
                null);
    }

    /// @param files bytes by path; those of other paths are left alone
    public static OwnerFiles among(Map<String, byte[]> files) {
        var code = CODE_OWNERS.stream().filter(files::containsKey).findFirst();
        return texts(
                text(files.get(TEST_OWNERS)), code.map(it -> text(files.get(it))).orElse(null));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /// The same for a configuration that is named otherwise than by its path in the repository.
    public OwnerFiles from(String configPath) {
        return new OwnerFiles(tests, code, configPath);
    }

    /// Those who answer for a target, such as `@ada` and `@acme/storage`; empty where nobody does.
    /// By `CODEOWNERS` it is those who own all folders that its `run_if` watches, else those who
    /// own its configuration.
    public List<String> of(CiConfig config, Target target) {
        var own = target.owner();
        if (own != null) {
            return List.of(own);
        }
        var named = tests.of(config, target);
        if (!named.isEmpty()) {
            return named;
        }
        var watching = code.ofAll(folders(target));
        return watching.isEmpty() ? code.of(path == null ? config.path() : path) : watching;
    }

    /// What a target's `run_if` watches beside single files.
    private static List<String> folders(Target target) {
        return target.enablement().runIf().stream()
                .filter(it -> !it.excludes() && it.syntax() == PathPattern.Syntax.GLOB)
                .map(PathPattern::body)
                .filter(it -> it.contains("/") && it.contains("*"))
                .toList();
    }

    /// The configuration with the owners that these files name, where a target itself names none.
    public CiConfig fill(CiConfig config) {
        return new CiConfig(
                config.path(),
                config.schemaVersion(),
                config.branches(),
                config.platforms(),
                config.targets().stream().map(it -> filled(config, it)).toList());
    }

    private Target filled(CiConfig config, Target target) {
        var owners = of(config, target);
        return target.owner() != null || owners.isEmpty()
                ? target
                : new Target(
                        target.name(),
                        target.enablement(),
                        target.work(),
                        target.scheduler(),
                        String.join(", ", owners),
                        target.labels(),
                        target.at());
    }
}
