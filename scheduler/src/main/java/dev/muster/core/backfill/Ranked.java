package dev.muster.core.backfill;

import dev.muster.core.backfill.Capacity.Pool;

import java.time.Instant;
import java.util.Comparator;

/// An offer with its place.
///
/// @param grid the branch
/// @param column the target
/// @param offer what is offered
/// @param pool what its capacity is counted by
/// @param tie settles between equals, the same way every time
record Ranked(Grid grid, Column column, Offer offer, Pool pool, double tie) {

    static final Comparator<Ranked> BEST_FIRST =
            Comparator.comparingDouble((Ranked it) -> it.offer.worth())
                    .reversed()
                    .thenComparingDouble(Ranked::tie)
                    .thenComparing(it -> it.column.target())
                    .thenComparing(it -> it.grid.branch())
                    .thenComparing(it -> it.grid.repo().toString())
                    .thenComparingInt(it -> it.offer.row());

    static final Comparator<Ranked> LONGEST_FIRST =
            Comparator.comparing(Ranked::since).thenComparing(BEST_FIRST);

    static Ranked of(Grid grid, Column column, Offer offer) {
        return new Ranked(
                grid,
                column,
                offer,
                new Pool(grid.repo(), column.platform()),
                CocoonOffers.chance(grid, column, offer.row()));
    }

    /// Since when it waits.
    Instant since() {
        return grid.rows().get(offer.row()).landedAt();
    }

    double minutes() {
        return column.traits().typical().toMillis() / 60_000.0;
    }

    Pick pick() {
        return new Pick(
                grid.repo(),
                grid.branch(),
                grid.rows().get(offer.row()).sha(),
                column.target(),
                offer.cause(),
                offer.size());
    }
}
