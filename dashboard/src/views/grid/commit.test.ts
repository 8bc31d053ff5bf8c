import { expect, test } from 'vitest';
import type { Commit, CommitDocument, Diagnostic } from '../../api/types';
import { countsOf, markOf, nextStep, stateOfConfig } from './commit';

const AT = '2026-03-02T09:00:00Z';
const commit = (config: Commit['config']): Commit => ({ sha: 'a', subject: 's', author: 'Ada', committedAt: AT, config });
const document = (config: Commit['config'], ...severities: Diagnostic['severity'][]): CommitDocument => ({
  ...commit(config),
  branch: 'main',
  url: null,
  diagnostics: severities.map((severity) => ({ severity, code: 'x', path: '.ci.yaml', line: 1, message: 'm' })),
  tasks: [],
  decisions: [],
});

test('only commits of which nothing runs are marked', () => {
  const now = Date.parse(AT) + 5000;
  expect((['valid', 'warnings', 'unread', 'invalid', 'missing'] as const).map((it) => markOf(commit(it), now)?.sign)).toEqual([undefined, undefined, undefined, '⚠', '⚠']);
});

test('a plan that does not come is told', () => {
  expect(markOf(commit('unread'), Date.parse(AT) + 120_000)?.text).toBe('it is not planned yet');
});

test('errors are counted without what is only to note', () => {
  expect(stateOfConfig(document('invalid', 'error', 'warning', 'error'))).toBe('Its configuration has 2 errors, so nothing of it runs.');
  expect(stateOfConfig(document('warnings', 'warning'))).toBe('Its configuration has 1 warning; it was planned all the same.');
});

test('whoever reads of a commit that does not run is told what to do', () => {
  expect((['invalid', 'missing', 'unread'] as const).map((it) => nextStep(document(it)).length > 20)).toEqual([true, true, true]);
});

test('the tasks of a commit are counted by how they stand, and what did not run at all', () => {
  const tasks = ['succeeded', 'failed', 'succeeded', 'infra_failure'].map((status) => ({ status }));

  expect(countsOf({ ...document('valid'), tasks, decisions: Array(7).fill({}) }, (it) => it.replace('_', ' '))).toBe('2 succeeded, 1 failed, 1 infra failure, 3 not run');
});
