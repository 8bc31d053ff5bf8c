package dev.muster.core.stability;

import java.util.ArrayList;
import java.util.Locale;

/// Histories in short: a letter for each commit, `.` one without a verdict.
final class Runs {

    private Runs() {}

    /// `p` passed, `f` failed, `y` failed and passed; `p*50` for fifty alike.
    static History of(String text) {
        var commits = new ArrayList<CommitRuns>();
        var position = 1L;
        for (var word : text.strip().split("\\s+")) {
            var parts = word.split("\\*");
            var times = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
            for (var letter : parts[0].repeat(times).toLowerCase(Locale.ROOT).toCharArray()) {
                var passed = letter == 'p' || letter == 'y' ? 1 : 0;
                var failed = letter == 'f' || letter == 'y' ? 1 : 0;
                if (passed + failed > 0) {
                    commits.add(new CommitRuns(position, passed, failed));
                }
                position++;
            }
        }
        return new History(commits);
    }

    static Evidence evidence(String text) {
        return Evidence.of(of(text));
    }
}
