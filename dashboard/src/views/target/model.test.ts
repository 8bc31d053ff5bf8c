import { expect, test } from 'vitest';
import type { HistoryTask } from '../../api/types';
import { figures, marksOf, passRates } from './model';

/// Runs newest first: s passed, y flaky, f failed, i infra failure.
const runs = (text: string): HistoryTask[] =>
  [...text].map((char, index) => ({
    id: `t${index}`,
    sha: `${index}`,
    subject: 'x',
    status: { s: 'succeeded', y: 'succeeded', f: 'failed', i: 'infra_failure' }[char] ?? 'running',
    flaky: char === 'y',
    attempts: 1,
    finishedAt: null,
    durationMillis: char === 'i' ? 1 : 1000 * (index + 1),
  }));

test('infra failures count neither for nor against a target', () => {
  expect(figures(runs('siif'))).toMatchObject({ runs: 2, passed: 1, failed: 1, median: 2500 });
});

test('a flaky run passed, and counts as a flake', () => {
  expect(figures(runs('ysss'))).toMatchObject({ passed: 4, flaky: 1, flakeRate: { share: 0.25 } });
});

test('the streak is that of the newest runs', () => {
  expect(figures(runs('fffs')).streak).toEqual({ outcome: 'failed', length: 3 });
  expect(figures(runs('ss')).streak).toEqual({ outcome: 'passed', length: 2 });
  expect(figures([]).streak).toEqual({ outcome: 'none', length: 0 });
});

test('the pass rate goes from old to new in windows that overlap by half', () => {
  expect(passRates(runs('ssssffff'), 4).map((it) => it.share)).toEqual([0, 0.5, 1, 1]);
});

test('a change is marked before the runs of its commit, and not where they are not shown', () => {
  const change = (sha: string) => ({ sha, subject: 'x', author: 'Ada', committedAt: '', before: { commits: 5, clean: 5 }, after: { commits: 5, clean: 0 } });

  expect(marksOf([change('gone'), change('1')], runs('ffss')).map((it) => [it.change.sha, it.at])).toEqual([['1', 2]]);
});
