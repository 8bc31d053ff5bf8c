import type { Commit, Target } from '../../api/types';
import { stateOf } from '../../ui/status';

export type Filters = {
  target: string;
  platform: string;
  status: string;
  author: string;
  message: string;
  tag: string;
  owner: string;
  order: 'urgent' | 'file';
};

export const NONE: Filters = { target: '', platform: '', status: '', author: '', message: '', tag: '', owner: '', order: 'urgent' };
export const NAMES = ['target', 'platform', 'status', 'author', 'message', 'tag', 'owner'] as const;

export function fromUrl(search: URLSearchParams): Filters {
  const filters = { ...NONE };
  for (const name of NAMES) filters[name] = search.get(name) ?? '';
  filters.order = search.get('order') === 'file' ? 'file' : 'urgent';
  return filters;
}

export function intoUrl(filters: Filters, search: URLSearchParams) {
  for (const name of NAMES) {
    if (filters[name]) search.set(name, filters[name]);
    else search.delete(name);
  }
  if (filters.order === 'file') search.set('order', 'file');
  else search.delete('order');
}

export const active = (filters: Filters) => NAMES.filter((it) => filters[it]);

const has = (text: string | null, part: string) => (text ?? '').toLowerCase().includes(part.toLowerCase());

export function wantsTarget(filters: Filters, target: Target): boolean {
  return (
    (!filters.target || has(target.name, filters.target)) &&
    (!filters.platform || target.platform === filters.platform) &&
    (!filters.owner || has(target.owner, filters.owner)) &&
    (!filters.tag || target.tags.some((it) => has(it, filters.tag)))
  );
}

export function wantsCommit(filters: Filters, commit: Commit): boolean {
  return (
    (!filters.author || has(commit.author, filters.author)) &&
    (!filters.message || has(commit.subject, filters.message) || commit.sha.startsWith(filters.message.toLowerCase()))
  );
}

/// Whether a cell has the wanted status; a column is kept when one of its cells has.
export const wantsCell = (filters: Filters, char: string | undefined) => !filters.status || stateOf(char).word === filters.status;
