import { expect, test } from 'vitest';
import type { Proposal, ProposedTask } from '../../api/types';
import { brief, rowsOf, verdictOf } from './model';

const decided = { decision: 'run', reason: 'always', detail: '', explanation: '', config: '.ci.yaml', line: 1 };
const task = (target: string, status: string, more: Partial<ProposedTask> = {}): ProposedTask => ({
  ...decided,
  target,
  status,
  id: target,
  platform: 'linux',
  flaky: false,
  blocking: true,
  bringup: false,
  external: false,
  attempts: 1,
  finishedAt: null,
  durationMillis: null,
  note: null,
  blame: null,
  blameDetail: null,
  quarantine: null,
  signature: null,
  ...more,
});
const proposal = (tasks: ProposedTask[], more: Partial<Proposal> = {}): Proposal => ({
  sha: 'c',
  line: 'pull:7:main',
  stage: 'planned',
  stageDetail: null,
  at: null,
  changedFiles: 3,
  diagnostics: [],
  tasks,
  skipped: [{ ...decided, target: 'docs' }],
  ...more,
});

test('failures come first, new ones before those that are not this change', () => {
  const shown = proposal([
    task('green', 'succeeded'),
    task('old', 'failed', { blame: 'base' }),
    task('trial', 'failed', { blame: 'new', blocking: false }),
    task('fresh', 'timed_out', { blame: 'new' }),
    task('soon', 'queued'),
  ]);
  expect(rowsOf(shown).map((it) => it.target)).toEqual(['fresh', 'old', 'trial', 'soon', 'green', 'docs']);
});

test('a red result is decisive at once', () => {
  expect(verdictOf(proposal([task('a', 'failed'), task('b', 'running')]))).toMatchObject({ tone: 'bad', title: '1 of 2 failed' });
});

test('what does not block is told and decides nothing', () => {
  expect(verdictOf(proposal([task('a', 'succeeded'), task('b', 'failed', { blocking: false })]))).toEqual({
    tone: 'good',
    title: 'All 1 passed',
    text: '1 passed, 0 failed, 0 to come, 1 skipped; 1 more does not block.',
  });
});

test('every stage has words', () => {
  for (const stage of ['unplanned', 'waits_for_approval', 'draft', 'invalid', 'missing', 'given_up'] as const) {
    expect(verdictOf(proposal([], { stage })).title).not.toBe('');
  }
});

test('a tally is told in the fewest words', () => {
  const none = { passed: 0, failed: 0, open: 0, cancelled: 0, advisory: 0 };
  expect([none, { ...none, passed: 3 }, { ...none, passed: 3, open: 2 }, { ...none, failed: 1, open: 2 }].map((it) => brief(it).text)).toEqual([
    'nothing planned',
    'all 3 passed',
    '3 of 5',
    '1 failed, 2 to come',
  ]);
});
