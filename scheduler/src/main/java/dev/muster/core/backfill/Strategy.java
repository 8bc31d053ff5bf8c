package dev.muster.core.backfill;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How backfill judges what is worth running.
public enum Strategy {
    /// what buys most for its machine time: narrowing suspect ranges, the newest commits,
    /// promotions that are about to be decided, then gaps
    VALUE(Integer.MAX_VALUE, true) {
        @Override
        List<Offer> offers(Grid grid, Column column) {
            return ValueOffers.of(grid, column);
        }
    },
    /// as Flutter's Cocoon does it, without its mistakes: the newest waiting task of each target,
    /// those before a failure first, then release branches and the tip, then the rest, in no order
    COCOON(75, false) {
        @Override
        List<Offer> offers(Grid grid, Column column) {
            return CocoonOffers.of(grid, column);
        }
    };

    private final int mostOfBranch;
    private final boolean fair;

    Strategy(int mostOfBranch, boolean fair) {
        this.mostOfBranch = mostOfBranch;
        this.fair = fair;
    }

    /// The offers of a column, best first.
    abstract List<Offer> offers(Grid grid, Column column);

    /// The most tasks of a branch that one round picks.
    int mostOfBranch() {
        return mostOfBranch;
    }

    /// Whether repositories get equal shares, and what waits longest a share of its own.
    boolean fair() {
        return fair;
    }

    /// The strategy as it is written in settings.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The strategy of a word.
    public static Optional<Strategy> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
