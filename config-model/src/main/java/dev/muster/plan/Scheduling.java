package dev.muster.plan;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.PropertyValue.Text;
import dev.muster.config.model.Target;

import java.util.Locale;

/// How postsubmit spends capacity on one target, and who said so.
///
/// @param policy every commit, or in batches
/// @param origin where the policy comes from
/// @param batchSize commits after which a batched target is due
/// @param backfill whether gaps between its runs are filled as capacity allows
public record Scheduling(SchedulingPolicy policy, Origin origin, int batchSize, boolean backfill) {

    private static final String PROPERTY = "scheduling_policy";

    /// Where a policy comes from.
    public enum Origin {
        /// the target's own `scheduling_policy`
        TARGET,
        /// the `scheduling_policy` of its platform
        PLATFORM,
        /// the repository's settings
        REPOSITORY;

        /// The origin as it is written in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What holds for a target. A target that says nothing of `backfill` is backfilled if it is
    /// batched.
    public static Scheduling of(RepoSettings settings, CiConfig config, Target target) {
        var entry = Effective.properties(config, target, false).get(PROPERTY);
        var policy =
                entry != null && entry.property().value() instanceof Text(var word)
                        ? SchedulingPolicy.of(word).orElse(null)
                        : null;
        var own = target.enablement().backfill();
        var used = policy == null ? settings.policy() : policy;
        return new Scheduling(
                used,
                policy == null || entry == null ? Origin.REPOSITORY : origin(entry.origin()),
                settings.batchSize(),
                own == null ? used == SchedulingPolicy.BATCH : own);
    }

    private static Origin origin(Effective.Origin origin) {
        return origin == Effective.Origin.PLATFORM ? Origin.PLATFORM : Origin.TARGET;
    }

    /// For people, in a line.
    public String words() {
        return switch (policy) {
            case GUARANTEED -> "guaranteed: every commit (%s)".formatted(origin.word());
            case BATCH ->
                    "batch: at least every %d commits, %s (%s)"
                            .formatted(
                                    batchSize,
                                    backfill ? "gaps are backfilled" : "gaps stay",
                                    origin.word());
        };
    }
}
