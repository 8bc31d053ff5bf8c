import type { Failures } from '../api/types';

export type Group = Failures['groups'][number];

/// The group of a failure: what failed in the same way of late.
export const groupOf = (failures: Failures | undefined, signature: string | null | undefined): Group | undefined =>
  signature ? failures?.groups.find((it) => it.signature === signature) : undefined;

/// Where else a failure was seen, in sentences: whether it is news, and of whom else to ask.
export function elsewhere(group: Group, target: string, branch: string): string {
  if (group.count === 1) return 'Nothing else failed in this way within a week.';
  const parts = [
    group.onBranch > 0 ? `${group.onBranch} on ${branch}` : `none on ${branch}`,
    ...(group.pulls.length ? [`in ${group.pulls.length === 1 ? 'pull request' : 'pull requests'} ${group.pulls.slice(0, 6).map((it) => `#${it}`).join(', ')}${group.pulls.length > 6 ? ' and others' : ''}`] : []),
  ];
  const others = group.targets.filter((it) => it !== target);
  const also = others.length ? ` It also stopped ${others.slice(0, 3).join(', ')}${others.length > 3 ? ` and ${others.length - 3} more` : ''}.` : '';
  return `Seen ${group.count} times within a week: ${parts.join(', ')}.${also}`;
}

/// What a target said when it failed last, within a week.
export const newestOf = (failures: Failures | undefined, target: string): Group | undefined =>
  failures?.groups.filter((it) => it.targets.includes(target)).sort((a, b) => b.newestAt.localeCompare(a.newestAt))[0];
