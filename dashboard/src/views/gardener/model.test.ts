import { expect, test } from 'vitest';
import type { Flakes, FlakyTarget, Promotions, Quarantine, Quarantines, Tree } from '../../api/types';
import { handover, progress, span, standing, until, workOf } from './model';

const NOW = Date.parse('2026-01-10T00:00:00Z');
const flaky = (target: string, more: Partial<FlakyTarget> = {}): FlakyTarget => ({
  target,
  platform: 'linux',
  owner: null,
  bringup: false,
  blocking: true,
  ignored: false,
  state: 'stable',
  since: '2026-01-01T00:00:00Z',
  advice: 'nothing',
  quarantine: null,
  falseRed: 0,
  verdicts: 50,
  passed: 50,
  failed: 0,
  flaky: 0,
  cleanRuns: 43,
  cleanCommits: 20,
  wantedRuns: 50,
  failedInRow: 0,
  flakeRate: 0,
  tolerated: 0.02,
  confidence: 0.8123,
  interval: { low: 0, high: 0.07 },
  why: 'it flakes',
  ...more,
});
const flakes = (...targets: FlakyTarget[]): Flakes => ({ repo: 'a/b', branch: 'main', targets, gate: { blocking: 3, retries: 1, notRetried: 0, falseRed: 0.013, spentBy: [] } });
const quarantine = (target: string, expiresAt: string): Quarantine => ({ id: target, target, owner: 'ada', issue: null, reason: 'it flakes', by: 'grace', since: '2026-01-01T00:00:00Z', expiresAt, mended: false, endedAt: null, endedBy: null, endReason: null });
const quarantines = (...active: Quarantine[]): Quarantines => ({ repo: 'a/b', branch: 'main', active, ended: [] });
const tree = (...red: [string, string][]): Tree => ({
  repo: 'a/b',
  branch: 'main',
  status: red.length ? 'closed' : 'open',
  since: '2026-01-09T12:30:00Z',
  reasons: red.map(([target, since]) => ({ kind: 'target', target, firstBad: 'badbadbadbad', lastGood: 'goodgoodgood', since, owner: 'ada', text: '', by: null, expiresAt: null, culprit: null, issue: null })),
  unknown: [],
  freezes: [],
});
const promotions: Promotions = { repo: 'a/b', branch: 'main', open: [], closed: [], gate: flakes().gate };

test('what keeps the tree closed comes first, the oldest on top, then flakes, then quarantines that end', () => {
  const work = workOf(
    tree(['young', '2026-01-09T00:00:00Z'], ['old', '2026-01-08T00:00:00Z']),
    flakes(flaky('old', { state: 'broken' }), flaky('shaky', { advice: 'quarantine' }), flaky('fine'), flaky('held', { state: 'quarantined' })),
    quarantines(quarantine('held', '2026-01-11T00:00:00Z'), quarantine('long', '2026-02-01T00:00:00Z')),
    NOW,
  );
  expect(work.map((it) => `${it.kind} ${it.target}`)).toEqual(['red old', 'red young', 'flaky shaky', 'expiring held']);
});

test('what is broken and in quarantine says both', () => {
  expect(standing(flaky('x', { state: 'broken', quarantine: 'Q' }))).toBe('broken, in quarantine');
  expect(standing(flaky('x', { state: 'quarantined', quarantine: 'Q' }))).toBe('quarantined');
  expect(standing(flaky('x', { state: 'broken', ignored: true }))).toBe('broken (its flakes are ignored)');
});

test('a target whose flakes are ignored makes no work', () => {
  expect(workOf(tree(), flakes(flaky('x', { advice: 'quarantine', ignored: true })), quarantines(), NOW)).toEqual([]);
});

test('the way to promotion is told in runs and probability', () => {
  expect(progress(flaky('x', { bringup: true }))).toBe('43 of 50 clean runs, P = 0.81');
});

test('the hand-over says what is red, what flakes and what was noted', () => {
  const work = workOf(tree(['old', '2026-01-08T00:00:00Z']), flakes(flaky('shaky', { advice: 'tell_owner' })), quarantines(), NOW);
  expect(handover(tree(['old', '2026-01-08T00:00:00Z']), work, quarantines(), promotions, flakes(), 'Ada looks at it.')).toBe(
    [
      '## Hand-over of a/b main',
      '',
      'The tree is **closed** since 2026-01-09 12:30 UTC. A good commit goes red with a chance of 1.3 %.',
      '',
      '- **old** is red since badbadbad, last good goodgoodg, owner ada',
      '- **shaky** flakes: it flakes',
      '',
      '0 quarantined, 0 proposals open.',
      '',
      'Ada looks at it.',
    ].join('\n'),
  );
});

test('an end is told in hours, then in days', () => {
  expect([until('2026-01-10T05:00:00Z', NOW), until('2026-01-15T00:00:00Z', NOW), until('2026-01-09T00:00:00Z', NOW)]).toEqual(['ends in 5 h', 'ends in 5 d', 'is over']);
});

test('a span names the second day only where it is another', () => {
  expect(span('2026-03-02T08:00:00Z', '2026-03-02T17:30:00Z', 'UTC')).toMatch(/^Mon,? (2 Mar|Mar 2) 08:00 to 17:30$/);
  expect(span('2026-03-02T08:00:00Z', '2026-03-03T08:00:00Z', 'UTC')).toMatch(/08:00 to Tue,? (3 Mar|Mar 3) 08:00$/);
});
