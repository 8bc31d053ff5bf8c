package dev.muster.wiring;

import dev.muster.backfill.BackfillSettings;
import dev.muster.backfill.Backfilling;
import dev.muster.backfill.Waiting;
import dev.muster.backfill.WhyWaiting;
import dev.muster.planning.RepositoryKind;

import java.util.List;

/// Backfill for what runs on this machine and for what runs elsewhere, each with room of its own.
///
/// @param rounds what queues
/// @param waiting what tells why the rest waits
record Backfills(List<Backfilling> rounds, Waiting waiting) {

    private static final Waiting.Answer OFF =
            new Waiting.Answer(
                    "this service is no App on GitHub, so nothing runs there", null, null);

    static Backfills of(ServeSettings settings, GitHubSide.Stores stores) {
        var how = settings.backfill();
        var here =
                BackfillSettings.of(
                                stores.owner(), settings.capacity(), how.strategy(), how.every())
                        .with(stores.shares());
        var there =
                BackfillSettings.of(
                                GitHubRunner.owner(stores), how.room(), how.strategy(), how.every())
                        .with(stores.shares());
        var local = stores.jdbc().backfill(RepositoryKind.LOCAL, settings.planning());
        var github = stores.jdbc().backfill(RepositoryKind.GITHUB, settings.planning());
        return new Backfills(
                List.of(
                        new Backfilling(local, here, stores.clock()),
                        new Backfilling(github, there, stores.clock())),
                new WhyWaiting(local, here, stores.clock())
                        .or(
                                settings.github() == null
                                        ? task -> github.place(task).map(_ -> OFF)
                                        : new WhyWaiting(github, there, stores.clock())));
    }

    /// One round of each.
    ///
    /// @return how many tasks were queued
    int round() {
        return rounds.stream().mapToInt(Backfilling::round).sum();
    }
}
