package dev.muster.testkit;

import dev.muster.core.ci.Commit;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.plan.ChangedFiles;
import dev.muster.planning.CommitSource;
import dev.muster.planning.Proposed;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Repositories that exist only in memory. Commits are named `c1`, `c2`, …; their full names begin
/// with their number.
public final class SimulatedCommits implements CommitSource {

    private final Clock clock;
    private final Map<RepoSlug, Map<String, List<Commit>>> branches = new HashMap<>();
    private final Map<CommitSha, Map<String, String>> files = new HashMap<>();
    private Map<String, String> besides = Map.of();
    private boolean reachable = true;
    private String hidden = "";
    private String words = "Change number ";
    private String author = "Ada";

    public SimulatedCommits(Clock clock) {
        this.clock = clock;
    }

    /// The full name of a commit.
    public static CommitSha sha(int number) {
        return new CommitSha("%040x".formatted(number));
    }

    public synchronized void reachable(boolean next) {
        reachable = next;
    }

    /// A file that cannot be read from now on; empty: all can.
    public synchronized void hide(String path) {
        hidden = path;
    }

    /// What the commits say that land from now on: their subject, before their number, and who
    /// wrote them.
    public synchronized void say(String subject, String by) {
        words = subject;
        author = by;
    }

    /// What commits hold from now on besides their configuration: texts by path.
    public synchronized void besides(Map<String, String> next) {
        besides = Map.copyOf(next);
    }

    private Map<String, String> holding(@Nullable String config) {
        var holding = new HashMap<>(besides);
        if (config != null) {
            holding.put(".ci.yaml", config);
        }
        return holding;
    }

    /// Lands a commit on a branch.
    ///
    /// @param config its `.ci.yaml`; null: it has none
    public synchronized CommitSha land(
            RepoSlug repo, String branch, int number, @Nullable String config) {
        var sha = sha(number);
        branches.computeIfAbsent(repo, _ -> new LinkedHashMap<>())
                .computeIfAbsent(branch, _ -> new ArrayList<>())
                .add(new Commit(sha, words + number, author, "ada@example.com", clock.instant()));
        files.put(sha, holding(config));
        return sha;
    }

    /// Makes a commit that is on no branch, such as the head of a pull request.
    public synchronized CommitSha offer(int number, String config) {
        files.put(sha(number), holding(config));
        return sha(number);
    }

    /// Takes the newest commits of a branch away, as a forced push does.
    public synchronized void drop(RepoSlug repo, String branch, int count) {
        var commits = branches.get(repo).get(branch);
        commits.subList(commits.size() - count, commits.size()).clear();
    }

    /// Deletes a branch.
    public synchronized void delete(RepoSlug repo, String branch) {
        branches.get(repo).remove(branch);
    }

    @Override
    public synchronized Heads heads(RepoSlug repo) {
        if (!reachable) {
            return new Heads.Unreachable("the disk is away");
        }
        var heads = new LinkedHashMap<String, CommitSha>();
        branches.getOrDefault(repo, Map.of())
                .forEach((branch, commits) -> heads.put(branch, commits.getLast().sha()));
        return new Heads.Found(heads, "main");
    }

    @Override
    public synchronized History history(
            RepoSlug repo, CommitSha head, @Nullable CommitSha known, int limit) {
        if (!reachable) {
            return new History.Unreachable("the disk is away");
        }
        for (var commits : branches.get(repo).values()) {
            var shas = commits.stream().map(Commit::sha).toList();
            var end = shas.indexOf(head);
            if (end >= 0) {
                var knownAt = known == null ? -1 : shas.indexOf(known);
                var from = Math.max(knownAt + 1, end + 1 - limit);
                var rewritten = known != null && knownAt < 0;
                return new History.Found(commits.subList(from, end + 1).reversed(), rewritten);
            }
        }
        return new History.Unreachable("no such commit");
    }

    @Override
    public synchronized ConfigFiles configs(RepoSlug repo, CommitSha commit, List<String> paths) {
        if (!reachable || paths.contains(hidden)) {
            return new ConfigFiles.Unreachable("the disk is away");
        }
        var found = new LinkedHashMap<String, byte[]>();
        for (var path : paths) {
            var text = files.getOrDefault(commit, Map.of()).get(path);
            if (text != null) {
                found.put(path, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return new ConfigFiles.Found(found);
    }

    @Override
    public Touched proposedFiles(RepoSlug repo, Proposed proposed, CommitSha head) {
        return Touched.unknown("these repositories know no diffs");
    }

    @Override
    public Touched changedFiles(RepoSlug repo, CommitSha commit) {
        return new Touched.Found(new ChangedFiles.Known(List.of("README.md")));
    }
}
