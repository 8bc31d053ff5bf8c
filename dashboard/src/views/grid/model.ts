import type { Commit, Grid, Target, TaskEvent } from '../../api/types';
import { isFlaky, isRed, isVerdict, stateOf } from '../../ui/status';
import { type Filters, wantsCell, wantsCommit, wantsTarget } from './filters';

/// What is drawn: rows and columns after filters and order, each with its place in the document.
export type View = {
  rows: { index: number; commit: Commit }[];
  columns: { index: number; target: Target; apart: boolean; firstApart: boolean }[];
};

/// How urgent a column is: 0 red now, 1 flaky lately, 2 the rest.
export function urgency(cells: string[], column: number): number {
  let newest: string | undefined;
  let flaky = false;
  for (let row = 0; row < 25 && row < cells.length; row++) {
    const char = cells[row]?.[column];
    if (newest === undefined && isVerdict(char)) newest = char;
    flaky ||= isFlaky(char);
  }
  return isRed(newest) ? 0 : flaky ? 1 : 2;
}

export function viewOf(grid: Grid, filters: Filters): View {
  const rows = grid.commits
    .map((commit, index) => ({ index, commit }))
    .filter((it) => wantsCommit(filters, it.commit));
  const columns = grid.targets
    .map((target, index) => ({ index, target, apart: target.bringup || target.quarantined, firstApart: false }))
    .filter((it) => wantsTarget(filters, it.target))
    .filter((it) => !filters.status || rows.some((row) => wantsCell(filters, grid.cells[row.index]?.[it.index])));
  if (filters.order === 'urgent') {
    const rank = new Map(columns.map((it) => [it.index, urgency(grid.cells, it.index)]));
    columns.sort(
      (a, b) =>
        Number(a.apart) - Number(b.apart) ||
        (rank.get(a.index) ?? 2) - (rank.get(b.index) ?? 2) ||
        (a.target.name < b.target.name ? -1 : 1),
    );
  } else {
    columns.sort((a, b) => Number(a.apart) - Number(b.apart));
  }
  const first = columns.find((it) => it.apart);
  if (first && columns.some((it) => !it.apart)) first.firstApart = true;
  return { rows, columns };
}

/// Where a cell is in the view now; where it is hidden, the nearest to where it was.
export function placeOf(view: View | undefined, cell: { sha: string; target: string; row: number; column: number } | undefined) {
  if (!view || !cell) return { row: 0, column: 0 };
  const row = view.rows.findIndex((it) => it.commit.sha === cell.sha);
  const column = view.columns.findIndex((it) => it.target.name === cell.target);
  return {
    row: row >= 0 ? row : Math.max(0, Math.min(cell.row, view.rows.length - 1)),
    column: column >= 0 ? column : Math.max(0, Math.min(cell.column, view.columns.length - 1)),
  };
}

/// The grid after an event; the same object where it says nothing about these rows.
export function after(grid: Grid, event: TaskEvent): Grid {
  const row = grid.commits.findIndex((it) => it.sha === event.sha);
  const column = grid.targets.findIndex((it) => it.name === event.target);
  const line = grid.cells[row];
  if (row < 0 || column < 0 || line === undefined || line[column] === event.cell) return grid;
  const cells = [...grid.cells];
  cells[row] = line.slice(0, column) + event.cell + line.slice(column + 1);
  return { ...grid, cells };
}

/// The page of older commits behind the ones at hand.
export function joined(grid: Grid, older: Grid): Grid {
  const known = new Set(grid.commits.map((it) => it.sha));
  const keep = older.commits.map((it, index) => ({ it, index })).filter(({ it }) => !known.has(it.sha));
  const place = grid.targets.map((it) => older.targets.findIndex((other) => other.name === it.name));
  return {
    ...grid,
    commits: [...grid.commits, ...keep.map(({ it }) => it)],
    cells: [...grid.cells, ...keep.map(({ index }) => place.map((at) => older.cells[index]?.[at] ?? '.').join(''))],
    next: older.next,
  };
}

/// What a cell says to somebody who cannot see it.
export function label(commit: Commit, target: Target, char: string | undefined): string {
  const state = stateOf(char);
  const marks = [
    state.several && 'several attempts',
    target.bringup && 'in bringup',
    target.quarantined && 'quarantined',
    target.external && `run by ${target.scheduler}`,
    target.current === false && 'no longer in the configuration',
  ].filter(Boolean);
  return `${target.name} on ${commit.sha.slice(0, 9)}, ${commit.subject}: ${state.word}${marks.length ? `, ${marks.join(', ')}` : ''}`;
}

/// The next red cell in reading order, or nothing.
export function nextRed(grid: Grid, view: View, row: number, column: number, step: 1 | -1) {
  const total = view.rows.length * view.columns.length;
  let at = row * view.columns.length + column;
  for (let seen = 0; seen < total; seen++) {
    at = (at + step + total) % total;
    const r = Math.floor(at / view.columns.length);
    const c = at % view.columns.length;
    const cells = grid.cells[view.rows[r]?.index ?? -1];
    if (isRed(cells?.[view.columns[c]?.index ?? -1])) return { row: r, column: c };
  }
  return undefined;
}

/// Where a target broke, as far as the grid tells: whoever landed between its last pass and its first failure.
export type Break = { firstBad: Commit; lastGood: Commit | undefined; suspects: Commit[] };

export function breakOf(grid: Grid, sha: string, target: string): Break | undefined {
  const column = grid.targets.findIndex((it) => it.name === target);
  const picked = grid.commits.findIndex((it) => it.sha === sha);
  if (column < 0 || picked < 0 || !isRed(grid.cells[picked]?.[column])) return undefined;
  let firstBad = picked;
  let row = picked;
  for (; row < grid.commits.length; row++) {
    const char = grid.cells[row]?.[column];
    if (isRed(char)) firstBad = row;
    else if (isVerdict(char)) break;
  }
  const bad = grid.commits[firstBad];
  return bad && { firstBad: bad, lastGood: grid.commits[row], suspects: grid.commits[row] ? grid.commits.slice(firstBad, row) : [] };
}
