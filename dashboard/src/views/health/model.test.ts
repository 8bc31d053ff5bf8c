import { expect, test } from 'vitest';
import type { Health } from '../../api/types';
import { sums, worries } from './model';

const well: Health = {
  asOf: '2026-01-02T12:00:00Z',
  version: '1',
  database: { product: 'H2', version: '2' },
  platforms: [{ repo: 'a/b', platform: 'linux', capacity: 2, waiting: 3, later: 1, running: 2, oldestSince: '2026-01-02T11:59:00Z' }],
  runners: [{ name: 'local', held: 2, running: 2, oldestSince: '2026-01-02T11:58:00Z', agreedAt: '2026-01-02T11:59:58Z' }],
  inbox: [],
  checks: [],
  installations: [{ account: 'a', state: 'active', missing: [], seenAt: '2026-01-02T11:00:00Z' }],
  activity: { from: '2026-01-01T12:00:00Z', stepSeconds: 900, busy: [], passed: [], failed: [], infra: [] },
  rounds: [{ name: 'dispatch', everySeconds: 1, rounds: 9, faults: 0, endedAt: '2026-01-02T11:59:59Z' }],
};

test('a service that is well gives nothing to worry about', () => {
  expect(worries(well)).toEqual([]);
});

test('the queue is summed over platforms', () => {
  expect(sums(well)).toEqual({ waiting: 3, later: 1, running: 2, oldestMillis: 60_000 });
});

test('a queue that waits because capacity is short says so', () => {
  const platform = { ...well.platforms[0]!, oldestSince: '2026-01-02T11:40:00Z' };
  expect(worries({ ...well, platforms: [platform] })).toEqual([
    { grave: false, text: '3 tasks on linux of a/b have waited up to 20 min, for all of its capacity is in use.' },
  ]);
});

test('what is grave comes first', () => {
  const sick: Health = {
    ...well,
    runners: [{ ...well.runners[0]!, agreedAt: '2026-01-02T11:00:00Z' }],
    inbox: [{ source: 'github', kind: 'push', waiting: 2, failing: 1, oldestSince: '2026-01-02T11:00:00Z', fault: 'it answered 502' }],
    rounds: [{ name: 'watch', everySeconds: 1, rounds: 9, faults: 2, endedAt: '2026-01-02T11:50:00Z' }],
  };
  expect(worries(sick).map((it) => [it.grave, it.text])).toEqual([
    [true, "The round “watch” stopped at a fault 2 times; the service's log tells of each."],
    [true, 'The round “watch” has not ended for 10 min.'],
    [true, '1 message of github (push) could not be worked off yet: it answered 502'],
    [false, 'What the runner “local” does was last confirmed 60 min ago.'],
  ]);
});
