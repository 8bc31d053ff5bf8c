package dev.muster.core.incident;

import java.time.Instant;
import java.util.List;

/// Failures that have a common cause.
///
/// @param scope what they have in common
/// @param name of the platform or the commit
/// @param since the first of them
/// @param failed the targets that failed
/// @param chance how probable so many failures were by chance
public record Incident(
        Scope scope, String name, Instant since, List<String> failed, double chance) {

    public Incident {
        failed = List.copyOf(failed);
    }

    /// What failures have in common.
    public enum Scope {
        /// they ran on one platform
        PLATFORM,
        /// they ran for one commit
        COMMIT;

        /// The word used in JSON and in the store.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /// The scope of a word.
        public static Scope of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
