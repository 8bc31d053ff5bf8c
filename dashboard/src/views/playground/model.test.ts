import { expect, test } from 'vitest';
import type { PlanDocument, PlannedTarget } from '../../api/types';
import { changes, difference, filesOf } from './model';

const target = (name: string, more: Partial<PlannedTarget> = {}): PlannedTarget => ({
  name,
  platform: 'linux',
  decision: 'run',
  gating: 'required',
  reason: 'always',
  detail: '',
  config: '.ci.yaml',
  line: 1,
  runsOn: ['ubuntu-latest'],
  timeoutMinutes: 30,
  maxAttempts: 1,
  properties: {},
  dimensions: {},
  ...more,
});
const plan = (...targets: PlannedTarget[]): PlanDocument => ({ event: 'presubmit', branch: 'main', changedFiles: 1, counts: {}, targets });

test('an edit adds, drops and changes targets', () => {
  const found = changes(plan(target('a'), target('b'), target('c')), plan(target('a'), target('b', { decision: 'skip', timeoutMinutes: 5 }), target('d')));
  expect(found.map((it) => `${it.kind} ${it.target}: ${difference(it)}`)).toEqual(['changed b: run → skip; timeout 30 → 5', 'added d: comes: run', 'dropped c: goes: was run']);
});

test('a line that only moved is no change', () => {
  expect(changes(plan(target('a', { line: 1 })), plan(target('a', { line: 9, detail: 'else' })))).toEqual([]);
});

test('a pasted list of files is read as git prints it', () => {
  expect(filesOf('M\tweb/a.ts\n A docs/x.md\n"with space.txt"\nplain/b.ts\nplain/b.ts\nR100\told.ts\tnew.ts\n\n# note')).toEqual(['web/a.ts', 'docs/x.md', 'with space.txt', 'plain/b.ts', 'old.ts', 'new.ts']);
});
