package dev.muster.checks;

import dev.muster.digest.Digest;

import java.util.Locale;
import java.util.Set;

/// The names of check runs: two targets never share one, and none has that of a check of the whole,
/// which decides about merges.
public final class CheckNames {

    /// The one check that branch protection needs.
    static final String REQUIRED = "muster / required";

    /// The check of the configuration.
    static final String CONFIG = "muster / config";

    private static final String PREFIX = "muster / ";
    private static final Set<String> OF_THE_WHOLE = Set.of(REQUIRED, CONFIG);
    private static final int LONGEST = 200;
    private static final int MARK = 8;

    private CheckNames() {}

    /// The check run of a target.
    static String of(String target) {
        if (target.length() > LONGEST) {
            return "%s%s… #%s".formatted(PREFIX, target.substring(0, LONGEST), mark(target));
        }
        var name = PREFIX + target;
        return ofTheWhole(name.strip().toLowerCase(Locale.ROOT))
                ? "%s #%s".formatted(name, mark(target))
                : name;
    }

    static boolean ofTheWhole(String name) {
        return OF_THE_WHOLE.contains(name);
    }

    /// What a check run is called behind what all begin with; empty for the checks of the whole.
    public static String behindPrefix(String name) {
        return !name.startsWith(PREFIX) || ofTheWhole(name) ? "" : name.substring(PREFIX.length());
    }

    /// Whether somebody who names a target, or its check run without what all begin with, means
    /// this one.
    public static boolean means(String said, String target) {
        return said.equals(target) || (PREFIX + said).equals(of(target));
    }

    private static String mark(String target) {
        return Digest.of(target).hex(MARK);
    }
}
