import type { Commit, Grid } from '../../api/types';
import { to } from '../../route';
import { hue, initials } from '../../ui/avatar';
import { ago } from '../../ui/time';
import { markOf } from './commit';
import type { View } from './model';

/// What stands above a column. Told whole once: a page of them is made anew with every picture, and
/// each value that is worked out in the page itself costs one more thing to follow.
export type Head = {
  name: string;
  /// Where its target is told of.
  href: string;
  told: string;
  style: string;
  icon: string;
  sign: { text: string; title: string } | undefined;
  apart: boolean;
  dim: boolean;
};

/// What stands beside a row.
export type Side = {
  sha: string;
  index: number;
  short: string;
  subject: string;
  told: string;
  style: string;
  hue: string;
  initials: string;
  age: string;
  mark: ReturnType<typeof markOf>;
};

/// Each part worked out when it comes into sight, and then kept, so that scrolling changes nothing of what stays.
export function asOnce<T, R>(all: T[], made: (it: T, index: number) => R): (index: number) => R {
  const known: R[] = [];
  return (index) => (known[index] ??= made(all[index] as T, index));
}

// A browser is not Windows, though both begin with the same letter.
const icon = (platform: string) => (platform.startsWith('web') ? 'Wb' : (platform[0] ?? '?').toUpperCase());

export function headOf({ target, apart }: View['columns'][number], left: number, { repo, branch }: Pick<Grid, 'repo' | 'branch'>): Head {
  const { name, platform, owner, bringup, quarantined, external, scheduler, current } = target;
  const signs = [quarantined ? ['⊘', 'in quarantine'] : bringup ? ['β', 'in bringup'] : [], external ? ['↗', 'another scheduler'] : []].filter((it) => it.length);
  return {
    name,
    href: to.target(repo, name, branch),
    told: [name, platform, owner, bringup && 'in bringup', quarantined && 'in quarantine', external && `run by ${scheduler}`, current === false && 'no longer in the configuration'].filter(Boolean).join(' · '),
    style: `left: ${left}px`,
    icon: icon(platform),
    sign: signs.length ? { text: signs.map((it) => it[0]).join(''), title: signs.map((it) => it[1]).join(', ') } : undefined,
    apart,
    dim: current === false,
  };
}

/// @param wide whether there is room for the author
export function sideOf(commit: Commit, row: number, top: number, now: number, wide: boolean): Side {
  const { sha, subject, author, committedAt } = commit;
  return {
    sha,
    index: row + 2,
    short: sha.slice(0, 7),
    subject,
    told: `${sha} · ${subject} · ${author}`,
    style: `top: ${top}px`,
    hue: `--hue: ${hue(author)}`,
    initials: initials(author),
    // A name that is written from the right ends here: the age is not part of it.
    age: wide ? `${author}\u200e · ${ago(committedAt, now)}` : ago(committedAt, now),
    mark: markOf(commit, now),
  };
}
