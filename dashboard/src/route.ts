/// Which view an address shows.
export type Route =
  | { view: 'repositories' }
  | { view: 'playground' }
  | { view: 'service' }
  | { view: 'builds'; repo: string }
  | { view: 'target'; repo: string; target: string }
  | { view: 'pull'; repo: string; number: number }
  | { view: 'queue' | 'flakes' | 'gardener'; repo: string }
  | { view: 'nothing' };

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function routeOf(path: string): Route {
  const parts = path.split('/').slice(1).map(decoded);
  if (parts.at(-1) === '') parts.pop();
  if (parts.length === 0) return { view: 'repositories' };
  const [first, owner, name, view, ...rest] = parts;
  if (first === 'playground' && parts.length === 1) return { view: 'playground' };
  if (first === 'service' && parts.length === 1) return { view: 'service' };
  if (first !== 'r' || !owner || !name) return { view: 'nothing' };
  const repo = `${owner}/${name}`;
  if (view === undefined) return { view: 'builds', repo };
  if (view === 'target' && rest.length) return { view, repo, target: rest.join('/') };
  if (view === 'pull' && /^[1-9][0-9]{0,9}$/.test(rest[0] ?? '')) return { view, repo, number: Number(rest[0]) };
  if ((view === 'queue' || view === 'flakes' || view === 'gardener') && rest.length === 0) return { view, repo };
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
  cell: (repo: string, branch: string | null | undefined, sha: string, target: string) => of(repo) + search({ branch, cell: `${sha}/${target}` }),
  target: (repo: string, target: string, branch?: string | null) => `${of(repo)}/target/${encodeURIComponent(target)}${search({ branch })}`,
  pull: (repo: string, number: number) => `${of(repo)}/pull/${number}`,
  queue: (repo: string) => `${of(repo)}/queue`,
  flakes: (repo: string, branch?: string | null) => `${of(repo)}/flakes${search({ branch })}`,
  gardener: (repo: string, branch?: string | null) => `${of(repo)}/gardener${search({ branch })}`,
  playground: () => '/playground',
  service: () => '/service',
};

/// Whether a click on a link is the application's to follow, and not the browser's.
export function followed(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || link.target || link.origin !== location.origin || link.hasAttribute('download')) return undefined;
  return routeOf(link.pathname).view === 'nothing' ? undefined : link.pathname + link.search + link.hash;
}
