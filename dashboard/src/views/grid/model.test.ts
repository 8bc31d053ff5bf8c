import { describe, expect, test } from 'vitest';
import type { Grid, Target } from '../../api/types';
import { NONE } from './filters';
import { after, breakOf, joined, label, nextRed, urgency, viewOf } from './model';

const target = (name: string, more: Partial<Target> = {}): Target => ({
  name,
  platform: name.split(' ')[0]!.toLowerCase(),
  bringup: false,
  blocking: true,
  external: false,
  scheduler: 'cocoon',
  owner: null,
  tags: [],
  quarantined: false,
  ...more,
});

function grid(drawing: string, more: Partial<Target>[] = []): Grid {
  const [head, ...lines] = drawing.trim().split('\n').map((it) => it.trim().split(/\s+/));
  const targets = head!.slice(1).map((name, index) => target(`Linux ${name}`, more[index]));
  return {
    repo: 'local/sample',
    branch: 'main',
    asOf: '2026-01-01T00:00:00Z',
    lastEvent: 1,
    tree: { repo: 'local/sample', branch: 'main', status: 'open', since: '2026-01-01T00:00:00Z', reasons: [], unknown: [], freezes: [] },
    targets,
    commits: lines.map((line) => ({ sha: line[0]!.padEnd(40, '0'), subject: `change ${line[0]}`, author: 'Ada', committedAt: '2026-01-01T00:00:00Z', config: 'valid' as const })),
    cells: lines.map((line) => line.slice(1).join('')),
    next: null,
  };
}

const names = (it: Grid, filters = NONE) => viewOf(it, filters).columns.map((column) => column.target.name.slice(6));

describe('the order of columns', () => {
  test('puts what is red now first, then what was flaky lately, then the rest by name', () => {
    const it = grid(`
      commit  docs  analyze  web  unit
      c2      s     .        s    f
      c1      s     s        y    s
    `);
    expect(names(it)).toEqual(['unit', 'web', 'analyze', 'docs']);
  });

  test('sets bringup apart at the end, red or not', () => {
    const it = grid(
      `
      commit  docs  fresh
      c1      s     f
    `,
      [{}, { bringup: true }],
    );
    expect(names(it)).toEqual(['docs', 'fresh']);
    expect(viewOf(it, NONE).columns[1]!.firstApart).toBe(true);
  });

  test('can be that of the file', () => {
    const it = grid(`
      commit  docs  analyze
      c1      s     f
    `);
    expect(names(it, { ...NONE, order: 'file' })).toEqual(['docs', 'analyze']);
  });
});

test('a column that was repaired is not red', () => {
  expect(urgency(['s', 'f'], 0)).toBe(2);
});

test('a status filter keeps the columns that have such a cell', () => {
  const it = grid(`
    commit  docs  analyze
    c2      s     s
    c1      s     f
  `);
  expect(names(it, { ...NONE, status: 'failed' })).toEqual(['analyze']);
});

test('a message filter also takes the beginning of a sha', () => {
  const it = grid(`
    commit  docs
    ab2     s
    cd1     s
  `);
  expect(viewOf(it, { ...NONE, message: 'cd1' }).rows.map((row) => row.index)).toEqual([1]);
});

describe('an event', () => {
  test('changes its cell and no other', () => {
    const it = grid(`
      commit  docs  analyze
      c2      s     r
      c1      s     s
    `);
    const event = { repo: '', branch: 'main', sha: it.commits[0]!.sha, target: 'Linux analyze', id: 'x', status: 'failed', cell: 'f' };
    expect(after(it, event).cells).toEqual(['sf', 'ss']);
  });

  test('of a commit that is not shown changes nothing', () => {
    const it = grid(`
      commit  docs
      c1      s
    `);
    const event = { repo: '', branch: 'main', sha: 'f'.repeat(40), target: 'Linux docs', id: 'x', status: 'failed', cell: 'f' };
    expect(after(it, event)).toBe(it);
  });
});

test('an older page is joined by the names of its targets', () => {
  const newer = grid(`
    commit  docs  analyze
    c2      s     f
  `);
  const older = grid(`
    commit  analyze  docs
    c1      r        s
  `);
  expect(joined(newer, older).cells).toEqual(['sf', 'sr']);
});

test('a cell says its state and its marks in words', () => {
  const it = grid(
    `
    commit  fresh
    c1      F
  `,
    [{ bringup: true }],
  );
  expect(label(it.commits[0]!, it.targets[0]!, it.cells[0]![0])).toBe(
    'Linux fresh on c10000000, change c1: failed, several attempts, in bringup',
  );
});

test('the next red cell is found in reading order, around the end', () => {
  const it = grid(`
    commit  a  b
    c2      f  s
    c1      s  s
  `);
  const view = viewOf(it, { ...NONE, order: 'file' });
  expect(nextRed(it, view, 1, 1, 1)).toEqual({ row: 0, column: 0 });
});

describe('where a target broke', () => {
  const history = grid(`
    -  web
    e  F
    d  .
    c  f
    b  w
    a  s
  `);
  const sha = (name: string) => name.padEnd(40, '0');

  test('lies between its last pass and its first failure', () => {
    const found = breakOf(history, sha('e'), 'Linux web');

    expect(found?.firstBad.sha).toBe(sha('c'));
    expect(found?.lastGood?.sha).toBe(sha('a'));
    expect(found?.suspects.map((it) => it.sha)).toEqual([sha('c'), sha('b')]);
  });

  test('is not told where no pass is known, nor of what did not fail', () => {
    expect(breakOf({ ...history, commits: history.commits.slice(0, 4), cells: history.cells.slice(0, 4) }, sha('e'), 'Linux web')).toMatchObject({ lastGood: undefined, suspects: [] });
    expect(breakOf(history, sha('a'), 'Linux web')).toBeUndefined();
  });
});
