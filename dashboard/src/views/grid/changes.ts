import type { Grid } from '../../api/types';

export type Change = { id: number; sha: string; target: string };

const MOST = 60;
let count = 0;

/// The cells that differ from the grid before; none where it is another branch's, or too many to look at.
export function changes(before: Grid | undefined, grid: Grid): Change[] {
  if (!before || before.branch !== grid.branch || before.cells === grid.cells) return [];
  const old = new Map(before.commits.map((it, index) => [it.sha, before.cells[index] ?? '']));
  const found: Change[] = [];
  grid.commits.forEach((commit, index) => {
    const was = old.get(commit.sha);
    const is = grid.cells[index] ?? '';
    if (was === undefined || was === is || was.length !== is.length) return;
    for (let at = 0; at < is.length; at++) {
      const target = grid.targets[at];
      if (was[at] !== is[at] && target) found.push({ id: ++count, sha: commit.sha, target: target.name });
    }
  });
  return found.length > MOST ? [] : found;
}
