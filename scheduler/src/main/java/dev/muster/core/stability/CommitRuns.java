package dev.muster.core.stability;

/// The finished runs of a target on one commit. Runs that ended for causes outside the code, were
/// cancelled or fell into an incident are not among them.
///
/// A runner that reports a passed run as flaky saw a failure and a pass: it counts as one of each.
///
/// @param position of the commit on its branch
/// @param passed how many passed
/// @param failed how many failed or timed out
public record CommitRuns(long position, int passed, int failed) {

    /// What another run on the same commit counts: it shares machine, hour and code with the first.
    private static final double REPEAT = 0.5;

    public CommitRuns {
        if (position < 0 || passed < 0 || failed < 0 || passed + failed == 0) {
            throw new IllegalArgumentException(
                    "no runs: %d passed, %d failed at %d".formatted(passed, failed, position));
        }
    }

    /// Whether all passed.
    public boolean clean() {
        return failed == 0;
    }

    /// Whether some passed and some failed.
    public boolean flaky() {
        return passed > 0 && failed > 0;
    }

    /// Whether none passed.
    public boolean failing() {
        return passed == 0;
    }

    /// The failed runs by weight.
    double failures() {
        return weight(failed);
    }

    /// All runs by weight.
    double runs() {
        return weight(failed) + weight(passed);
    }

    private static double weight(int runs) {
        return runs == 0 ? 0 : 1 + REPEAT * (runs - 1);
    }
}
