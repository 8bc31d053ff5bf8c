package dev.muster.core.tree;

import org.jspecify.annotations.Nullable;

/// One thing that decides a tree's state.
public sealed interface TreeCause {

    /// A blocking target is red.
    ///
    /// @param target its name
    /// @param owner who answers for it; null when nobody is named
    /// @param red since which commit
    record RedTarget(String target, @Nullable String owner, BlockingTarget.Newest.Red red)
            implements TreeCause {}

    /// A person decided.
    ///
    /// @param said what
    record Gardener(GardenerWord said) implements TreeCause {}
}
