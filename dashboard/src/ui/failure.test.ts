import { expect, test } from 'vitest';
import type { Failures } from '../api/types';
import { elsewhere, groupOf } from './failure';

const group: Failures['groups'][number] = {
  signature: 'AssertionError: the lamp is off',
  count: 1,
  onBranch: 1,
  firstAt: '2026-01-01T00:00:00Z',
  newestAt: '2026-01-02T00:00:00Z',
  newestTask: 't1',
  newestSha: '1'.repeat(40),
  newestTarget: 'Linux analyze',
  targets: ['Linux analyze'],
  pulls: [],
};

test('a failure that was seen once is news', () => {
  expect(elsewhere(group, 'Linux analyze', 'main')).toBe('Nothing else failed in this way within a week.');
});

test('a failure that came up before tells where, and what else it stops', () => {
  const known = { ...group, count: 7, onBranch: 3, pulls: [9, 7], targets: ['Linux analyze', 'Linux web'] };

  expect(elsewhere(known, 'Linux analyze', 'main')).toBe('Seen 7 times within a week: 3 on main, in pull requests #9, #7. It also stopped Linux web.');
});

test('a failure of pull requests alone says so', () => {
  expect(elsewhere({ ...group, count: 2, onBranch: 0, pulls: [9] }, 'Linux analyze', 'main')).toBe('Seen 2 times within a week: none on main, in pull request #9.');
});

test('a failure without words has no group', () => {
  const failures = { repo: 'local/sample', branch: 'main', since: '', groups: [group] };

  expect(groupOf(failures, null)).toBeUndefined();
  expect(groupOf(failures, group.signature)).toBe(group);
});
