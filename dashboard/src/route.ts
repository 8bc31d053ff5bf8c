/// Which view an address shows.
export type Route =
  | { view: 'repositories' }
  | { view: 'playground' }
  | { view: 'service' }
  | { view: 'acts' }
  | { view: 'task'; id: string }
  | { view: 'builds'; repo: string }
  | { view: 'target'; repo: string; target: string }
  | { view: 'pull'; repo: string; number: number }
  | { view: 'group'; repo: string; sha: string }
  | { view: 'pulls' | 'queue' | 'flakes' | 'gardener' | 'audit'; repo: string }
  | { view: 'nothing' };

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const NUMBER = /^[1-9][0-9]{0,8}$/;
const SHA = /^[0-9a-f]{40}$/;

export function routeOf(path: string): Route {
  const parts = path.split('/').slice(1).map(decoded);
  if (parts.at(-1) === '') parts.pop();
  if (parts.length === 0) return { view: 'repositories' };
  const [first, owner, name, view, ...rest] = parts;
  if (first === 'playground' && parts.length === 1) return { view: 'playground' };
  if (first === 'service' && parts.length === 1) return { view: 'service' };
  if (first === 'audit' && parts.length === 1) return { view: 'acts' };
  if (first === 'tasks' && owner && parts.length === 2) return { view: 'task', id: owner };
  // Check runs lead to addresses under /repos.
  if ((first !== 'r' && first !== 'repos') || !owner || !name) return { view: 'nothing' };
  const repo = `${owner}/${name}`;
  if (view === undefined) return { view: 'builds', repo };
  if (view === 'target' && rest.length) return { view, repo, target: rest.join('/') };
  const [one = '', ...more] = rest;
  if ((view === 'pull' || view === 'pulls') && NUMBER.test(one) && more.length === 0) return { view: 'pull', repo, number: Number(one) };
  if (view === 'merge-groups' && SHA.test(one) && more.length === 0) return { view: 'group', repo, sha: one };
  if (rest.length) return { view: 'nothing' };
  if (view === 'merge-groups') return { view: 'queue', repo };
  if (view === 'pulls' || view === 'queue' || view === 'flakes' || view === 'gardener' || view === 'audit') return { view, repo };
  return { view: 'nothing' };
}

const of = (repo: string) => `/r/${repo.split('/').map(encodeURIComponent).join('/')}`;
const search = (values: Record<string, string | null | undefined>) => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
  const text = query.toString();
  return text ? `?${text}` : '';
};

/// Addresses of views.
export const to = {
  builds: (repo: string, branch?: string | null, more: Record<string, string> = {}) => of(repo) + search({ branch, ...more }),
  commit: (repo: string, branch: string | null | undefined, sha: string) => of(repo) + search({ branch, commit: sha }),
  cell: (repo: string, branch: string | null | undefined, sha: string, target: string) => of(repo) + search({ branch, cell: `${sha}/${target}` }),
  target: (repo: string, target: string, branch?: string | null) => `${of(repo)}/target/${encodeURIComponent(target)}${search({ branch })}`,
  pulls: (repo: string) => `${of(repo)}/pulls`,
  pull: (repo: string, number: number, more: { sha?: string | null; target?: string } = {}) => `${of(repo)}/pull/${number}${search(more)}`,
  queue: (repo: string) => `${of(repo)}/queue`,
  group: (repo: string, sha: string, more: { target?: string } = {}) => `${of(repo)}/merge-groups/${sha}${search(more)}`,
  flakes: (repo: string, branch?: string | null) => `${of(repo)}/flakes${search({ branch })}`,
  gardener: (repo: string, branch?: string | null) => `${of(repo)}/gardener${search({ branch })}`,
  /** who did what to a repository, or in the whole service */
  audit: (repo?: string, more: Record<string, string | null> = {}) => `${repo ? of(repo) : ''}/audit${search(more)}`,
  /** with what a repository's branch says at a line, or with what was typed there last */
  playground: (more: { repo?: string; branch?: string | null; config?: string; line?: string } = {}) => `/playground${search(more)}`,
  service: () => '/service',
};

/// The address of a task: a cell of a grid, or a target of what is proposed.
export function toTask(task: { repo: string; branch: string; sha: string; target: string }): string {
  const pull = /^pull:([0-9]+):/.exec(task.branch);
  if (pull) return to.pull(task.repo, Number(pull[1]), { sha: task.sha, target: task.target });
  if (task.branch.startsWith('queue:')) return to.group(task.repo, task.sha, { target: task.target });
  return to.cell(task.repo, task.branch, task.sha, task.target);
}

/// Whether a click on a link is the application's to follow, and not the browser's.
export function followed(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || link.target || link.origin !== location.origin || link.hasAttribute('download')) return undefined;
  return routeOf(link.pathname).view === 'nothing' ? undefined : link.pathname + link.search + link.hash;
}
