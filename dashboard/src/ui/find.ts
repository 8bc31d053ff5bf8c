import type { Commit, PullSummary, Target } from '../api/types';
import { to } from '../route';

/// Something that a search leads to.
export type Hit = { kind: 'target' | 'commit' | 'author' | 'pull request' | 'view'; text: string; more: string; href: string };

export type Ground = { repo: string; branch: string | null; targets: Target[]; commits: Commit[]; pulls: PullSummary[] };

/// How well words fit a text: the lower the better; nothing where one is missing.
function fit(words: string[], text: string): number | undefined {
  const low = text.toLowerCase();
  let worst = 0;
  for (const word of words) {
    const at = low.indexOf(word);
    if (at < 0) return undefined;
    worst = Math.max(worst, at === 0 ? 0 : /[\s/_.-]/.test(low[at - 1] ?? '') ? 1 : 2);
  }
  return worst;
}

const MOST = 8;

/// Targets, commits, authors and pull requests of a repository that fit a text, and its views.
export function found(text: string, ground: Ground): Hit[] {
  const query = text.trim().toLowerCase();
  const words = query.split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const { repo, branch } = ground;
  const best = (hits: (Hit & { rank: number | undefined })[]) =>
    hits
      .filter((it): it is Hit & { rank: number } => it.rank !== undefined)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, MOST)
      .map(({ rank: _, ...hit }) => hit);

  const number = /^#?([1-9][0-9]{0,8})$/.exec(query)?.[1];
  const pulls = best(
    ground.pulls.map((it) => ({
      kind: 'pull request' as const,
      text: `#${it.number} ${it.title}`,
      more: `${it.author} · ${it.state}`,
      href: to.pull(repo, it.number),
      rank: number && String(it.number) === number ? -1 : fit(words, `${it.title} ${it.author}`),
    })),
  );
  const targets = best(
    ground.targets.map((it) => ({ kind: 'target' as const, text: it.name, more: it.owner ?? '', href: to.target(repo, it.name, branch), rank: fit(words, `${it.name} ${it.tags.join(' ')}`) })),
  );
  const sha = /^[0-9a-f]{4,40}$/.test(query);
  const commits = best(
    ground.commits.map((it) => ({
      kind: 'commit' as const,
      text: it.subject,
      more: `${it.sha.slice(0, 9)} · ${it.author}`,
      href: to.builds(repo, branch, { message: it.sha }),
      rank: sha && it.sha.startsWith(query) ? -1 : fit(words, it.subject),
    })),
  );
  // Whoever pastes a whole name means that commit, however old.
  if (commits.length === 0 && /^[0-9a-f]{40}$/.test(query)) commits.push({ kind: 'commit', text: query, more: 'not among the newest', href: to.commit(repo, branch, query) });
  const names = [...new Set(ground.commits.map((it) => it.author))];
  const commitsOf = (author: string) => {
    const count = ground.commits.filter((it) => it.author === author).length;
    return `${count} ${count === 1 ? 'commit' : 'commits'}`;
  };
  const authors = best(
    names.map((it) => ({ kind: 'author' as const, text: it, more: commitsOf(it), href: to.builds(repo, branch, { author: it }), rank: fit(words, it) })),
  );
  const views = best(
    [
      { text: 'Builds', href: to.builds(repo, branch) },
      { text: 'Pull requests', href: to.pulls(repo) },
      { text: 'Merge queue', href: to.queue(repo) },
      { text: 'Flakes and promotions', href: to.flakes(repo, branch) },
      { text: 'Gardener', href: to.gardener(repo, branch) },
      { text: 'Audit: who did what', href: to.audit(repo) },
      { text: 'Playground', href: to.playground() },
      { text: 'Health', href: to.service() },
    ].map((it) => ({ kind: 'view' as const, more: '', ...it, rank: fit(words, it.text) })),
  );
  return sha || number ? [...pulls, ...commits, ...targets, ...authors, ...views] : [...targets, ...pulls, ...commits, ...authors, ...views];
}
