import { expect, test } from 'vitest';
import type { Commit, Target } from '../../api/types';
import { active, type Filters, fromUrl, intoUrl, NAMES, NONE, wantsCell, wantsCommit, wantsTarget } from './filters';

const all: Filters = { target: 'web & <b>', platform: 'linux', status: 'timed out', author: 'Ada Lindqvist', message: 'a+b=c', tag: 'team: é', owner: '@ada', order: 'file' };
const target: Target = { name: 'Linux Web_tests', platform: 'linux', bringup: false, blocking: true, external: false, scheduler: 'cocoon', owner: '@Ada', tags: ['framework', 'hostonly'], quarantined: false };
const commit: Commit = { sha: 'ab12'.padEnd(40, '0'), subject: 'Dim the Lamp', author: 'Ada Lindqvist', committedAt: '2026-01-01T00:00:00Z', config: 'valid' };

test('every filter stands in the address and is read from there again', () => {
  const search = new URLSearchParams('branch=main');
  intoUrl(all, search);

  expect(fromUrl(new URLSearchParams(search.toString()))).toEqual(all);
  expect(search.get('branch')).toBe('main');
  expect(active(all)).toEqual([...NAMES]);
});

test('filters that are taken back leave the address', () => {
  const search = new URLSearchParams();
  intoUrl(all, search);
  intoUrl(NONE, search);

  expect(search.toString()).toBe('');
});

test.each(['order=sideways', 'status=%F0%9F', 'target=%5B(', 'platform='])('an address that says nonsense, %s, is no fault', (text) => {
  const filters = fromUrl(new URLSearchParams(text));

  expect(() => [wantsTarget(filters, target), wantsCommit(filters, commit), wantsCell(filters, 's')]).not.toThrow();
  expect(filters.order).toBe('urgent');
});

test.each([
  ['target', 'web_', 'docs'],
  ['platform', 'linux', 'lin'],
  ['owner', '@ad', '@grace'],
  ['tag', 'host', 'ios'],
] as const)('targets are filtered by %s', (name, fits, not) => {
  expect(wantsTarget({ ...NONE, [name]: fits }, target)).toBe(true);
  expect(wantsTarget({ ...NONE, [name]: not }, target)).toBe(false);
});

test('an owner that is not declared fits no filter by owner', () => {
  expect(wantsTarget({ ...NONE, owner: 'a' }, { ...target, owner: null })).toBe(false);
});

test.each([
  ['author', 'lindq', 'grace'],
  ['message', 'the lamp', 'sun'],
  ['message', 'AB12', 'b12'],
] as const)('commits are filtered by %s: %s', (name, fits, not) => {
  expect(wantsCommit({ ...NONE, [name]: fits }, commit)).toBe(true);
  expect(wantsCommit({ ...NONE, [name]: not }, commit)).toBe(false);
});

test('cells are filtered by status, whatever the number of attempts', () => {
  expect([wantsCell({ ...NONE, status: 'failed' }, 'f'), wantsCell({ ...NONE, status: 'failed' }, 'F'), wantsCell({ ...NONE, status: 'failed' }, 's')]).toEqual([true, true, false]);
});
