import type { Grid } from '../../api/types';

const LASTS = 900;

/// Cells that have just changed, for a moment.
export class Flashes {
  private readonly since = new Map<string, number>();
  private before: Grid | undefined;

  /// Takes note of what differs from the grid before.
  note(grid: Grid, still: boolean) {
    const before = this.before;
    this.before = grid;
    if (!before || still || before.branch !== grid.branch || before.cells === grid.cells) return;
    const old = new Map(before.commits.map((it, index) => [it.sha, before.cells[index] ?? '']));
    const time = performance.now();
    grid.commits.forEach((commit, index) => {
      const was = old.get(commit.sha);
      const is = grid.cells[index] ?? '';
      if (was === undefined || was === is || was.length !== is.length) return;
      for (let at = 0; at < is.length; at++) {
        if (was[at] !== is[at]) this.since.set(`${commit.sha} ${grid.targets[at]?.name}`, time);
      }
    });
  }

  some = () => this.since.size > 0;

  /// How much of a cell's moment is left, from 1 to 0.
  left(sha: string | undefined, target: string | undefined, time: number): number {
    const since = this.since.get(`${sha} ${target}`);
    return since === undefined ? 0 : Math.max(0, 1 - (time - since) / LASTS);
  }

  /// Forgets those whose moment is over; tells whether any is left.
  drop(time: number): boolean {
    for (const [cell, since] of this.since) if (time - since >= LASTS) this.since.delete(cell);
    return this.some();
  }
}
