package dev.muster.simulate;

import dev.muster.core.backfill.Slot;
import dev.muster.simulate.History.Break;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps the books on what is found out about each break.
final class Ledger {

    private final History history;
    private final Board board;
    private final Map<Integer, List<Account>> accounts = new HashMap<>();
    private final List<Account> all = new ArrayList<>();

    Ledger(History history, Board board) {
        this.history = history;
        this.board = board;
        for (var it : history.breaks()) {
            var account = new Account(it);
            all.add(account);
            accounts.computeIfAbsent(it.target(), _ -> new ArrayList<>()).add(account);
        }
    }

    /// What is known of one break.
    private static final class Account {
        private final Break truth;
        private Instant seen = Instant.MAX;
        private Instant named = Instant.MAX;
        private int range;
        private int extraRuns;

        Account(Break truth) {
            this.truth = truth;
        }

        boolean isSeen() {
            return seen != Instant.MAX;
        }

        boolean isNamed() {
            return named != Instant.MAX;
        }
    }

    /// A run is over, and the board knows it.
    void ran(int target, int commit, boolean failed, Instant now) {
        for (var account : accounts.getOrDefault(target, List.of())) {
            if (account.isNamed() || commit >= account.truth.mended()) {
                continue;
            }
            if (account.isSeen()) {
                account.extraRuns++;
            } else if (failed && account.truth.culprit() <= commit) {
                account.seen = now;
                account.range = commit - Math.max(-1, lastGood(target, commit));
            }
            if (account.isSeen() && isIsolated(account.truth)) {
                account.named = now;
            }
        }
    }

    private int lastGood(int target, int commit) {
        return board.newest(target, Slot.PASSED, commit - 1);
    }

    /// Whether the culprit is seen to fail and the commit before it to pass.
    private boolean isIsolated(Break truth) {
        return board.at(truth.target(), truth.culprit()) == Slot.FAILED
                && (truth.culprit() == 0
                        || board.at(truth.target(), truth.culprit() - 1) == Slot.PASSED);
    }

    /// What was found out about each break.
    List<Outcome.Found> found() {
        return all.stream().map(this::found).toList();
    }

    private Outcome.Found found(Account account) {
        var landed = history.commits().get(account.truth.culprit()).at();
        return new Outcome.Found(
                account.isSeen(),
                account.isSeen() ? Duration.between(landed, account.seen) : Duration.ZERO,
                account.range,
                account.isNamed(),
                account.isNamed() ? Duration.between(account.seen, account.named) : Duration.ZERO,
                account.extraRuns);
    }
}
