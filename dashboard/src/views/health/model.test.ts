import { expect, test } from 'vitest';
import type { Health } from '../../api/types';
import { atRunners, beside, brief, sums, worries } from './model';

const well: Health = {
  asOf: '2026-01-02T12:00:00Z',
  version: '1',
  database: { product: 'H2', version: '2' },
  platforms: [{ repo: 'a/b', platform: 'linux', capacity: 2, waiting: 3, later: 1, held: 2, running: 1, oldestSince: '2026-01-02T11:59:00Z' }],
  runners: [{ name: 'local', held: 2, running: 2, oldestSince: '2026-01-02T11:58:00Z', agreedAt: '2026-01-02T11:59:58Z' }],
  inbox: [],
  checks: [],
  installations: [{ id: 7, account: 'a', state: 'active', missing: [], seenAt: '2026-01-02T11:00:00Z' }],
  activity: { from: '2026-01-01T12:00:00Z', stepSeconds: 900, busy: [], passed: [], failed: [], infra: [], waiting: [], capacity: [] },
  rounds: [{ name: 'dispatch', everySeconds: 1, byClock: false, rounds: 9, faults: 0, endedAt: '2026-01-02T11:59:59Z', tookMillis: 4, nextAt: null }],
  deliveries: { missed: 0, givenUp: 0, since: null },
  budgets: [{ installation: 7, hour: { limit: 5000, left: 4000, renewedAt: '2026-01-02T12:30:00Z' }, minute: { limit: 720, left: 720, renewedAt: null }, pausedUntil: null }],
};

test('a service that is well gives nothing to worry about', () => {
  expect(worries(well)).toEqual([]);
});

test('the queue is summed over platforms', () => {
  expect(sums(well)).toEqual({ waiting: 3, later: 1, held: 2, running: 1, oldestMillis: 60_000 });
});

test('what a runner has and has not begun is no more told to run', () => {
  expect(atRunners({ held: 5, running: 2 })).toBe('2 + 3 dispatched');
  expect(atRunners({ held: 2, running: 2 })).toBe('2');
  expect(beside({ held: 5, running: 2 }, 8)).toBe('and 3 dispatched, not begun; room for 8');
  expect(beside({ held: 2, running: 2 }, null)).toBe('at runners');
});

test('a queue that waits because capacity is short says so', () => {
  const platform = { ...well.platforms[0]!, oldestSince: '2026-01-02T11:40:00Z' };
  expect(worries({ ...well, platforms: [platform] })).toEqual([
    { grave: false, text: '3 tasks on linux of a/b have waited up to 20 min, for all of its capacity is in use.' },
  ]);
});

test('check runs that GitHub was not told of for long are told', () => {
  const due = (oldestSince: string) => worries({ ...well, checks: [{ state: 'due', count: 570, oldestSince, fault: null }] });
  expect(due('2026-01-02T11:53:00Z')).toEqual([{ grave: false, text: '570 check runs on GitHub are behind, by up to 7 min.' }]);
  expect(due('2026-01-02T11:59:00Z')).toEqual([]);
});

test('deliveries that do not arrive are told, the graver the longer', () => {
  const missing = (missed: number, givenUp: number, since: string) => worries({ ...well, deliveries: { missed, givenUp, since } }).map((it) => `${it.grave} ${it.text.replace(/^GitHub could not hand over |; what was told.*$/g, '')}`);
  expect(missing(1, 0, '2026-01-02T11:55:00Z')).toEqual([]);
  expect(missing(1, 0, '2026-01-02T11:40:00Z')).toEqual(['false 1 delivery, the oldest 20 min ago, and forgets each after three days. It is asked for again']);
  expect(missing(7, 3, '2025-12-31T11:00:00Z')).toEqual(['true 7 deliveries, the oldest 2 d ago, and forgets each after three days. 3 of them are asked for no more']);
  expect(worries({ ...well, deliveries: null })).toEqual([]);
});

test('what is grave comes first', () => {
  const sick: Health = {
    ...well,
    runners: [{ ...well.runners[0]!, agreedAt: '2026-01-02T11:00:00Z' }],
    inbox: [{ source: 'github', kind: 'push', waiting: 2, failing: 1, oldestSince: '2026-01-02T11:00:00Z', fault: 'it answered 502' }],
    rounds: [{ name: 'watch', everySeconds: 1, byClock: false, rounds: 9, faults: 2, endedAt: '2026-01-02T11:50:00Z', tookMillis: 4, nextAt: null }],
  };
  expect(worries(sick).map((it) => [it.grave, it.text])).toEqual([
    [true, "The round “watch” stopped at a fault 2 times; the service's log tells of each."],
    [true, 'The round “watch” has not ended for 10 min.'],
    [true, '1 message of github (push) could not be worked off yet: it answered 502'],
    [false, 'What the runner “local” does was last confirmed 60 min ago.'],
  ]);
});

test('a budget that is nearly used up says for whom and until when', () => {
  const budget = { ...well.budgets[0]!, hour: { limit: 5000, left: 500, renewedAt: '2026-01-02T12:30:00Z' } };
  expect(worries({ ...well, budgets: [budget] })[0]!.text).toBe('500 of 5000 calls of the hour are left (a); the rest is kept for what a merge waits for, until they are renewed in 30 min.');
});

test('a pause that GitHub asks for is grave', () => {
  const budget = { ...well.budgets[0]!, installation: null, pausedUntil: '2026-01-02T12:01:00Z' };
  expect(worries({ ...well, budgets: [budget] })).toEqual([{ grave: true, text: 'GitHub asked to slow down (the App itself): nothing is asked of it for another 60 s.' }]);
});

test('a time is told in few characters', () => {
  expect([0, 99_000, 100_000, 5_940_000, 7_200_000, 200_000_000].map(brief)).toEqual(['0 s', '99 s', '2 min', '99 min', '2 h', '2 d']);
});
