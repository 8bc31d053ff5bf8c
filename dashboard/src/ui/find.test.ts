import { expect, test } from 'vitest';
import type { Commit, PullSummary, Target } from '../api/types';
import { found, type Ground } from './find';

const target = (name: string, tags: string[] = []): Target => ({ name, platform: 'linux', bringup: false, blocking: true, external: false, scheduler: 'cocoon', owner: null, tags, quarantined: false });
const commit = (sha: string, subject: string, author: string): Commit => ({ sha: sha.padEnd(40, '0'), subject, author, committedAt: '2026-01-01T00:00:00Z', config: 'valid' });
const ground: Ground = {
  repo: 'a/b',
  branch: null,
  targets: [target('Linux web_tests'), target('Mac build'), target('Linux analyze', ['web'])],
  commits: [commit('abcd1', 'Mend the web view', 'Ada Lindqvist'), commit('ffff2', 'Build faster', 'Grace')],
  pulls: [{ number: 42, title: 'Faster builds', author: 'grace', state: 'open' } as PullSummary],
};
const told = (text: string) => found(text, ground).map((it) => `${it.kind}: ${it.text}`);

test('nothing is found for nothing', () => {
  expect(told('  ')).toEqual([]);
});

test('all words must fit, in any order, and tags count', () => {
  expect(told('web linux')).toEqual(['target: Linux web_tests', 'target: Linux analyze']);
});

test('a commit is found by its name and leads to its row', () => {
  expect(found('abcd', ground)[0]).toMatchObject({ kind: 'commit', href: `/r/a/b?message=${'abcd1'.padEnd(40, '0')}` });
});

test('the whole name of an older commit leads to it', () => {
  const old = '0123456789'.repeat(4);
  expect(found(old, ground)[0]).toEqual({ kind: 'commit', text: old, more: 'not among the newest', href: `/r/a/b?commit=${old}` });
});

test('a number finds the pull request first', () => {
  expect(told('#42')[0]).toBe('pull request: #42 Faster builds');
});

test('an author leads to their commits', () => {
  expect(found('ada', ground).find((it) => it.kind === 'author')).toEqual({ kind: 'author', text: 'Ada Lindqvist', more: '1 commit', href: '/r/a/b?author=Ada+Lindqvist' });
});

test('views are found too', () => {
  expect(told('garden')).toEqual(['view: Gardener']);
  expect(found('who did', ground)).toEqual([{ kind: 'view', text: 'Audit: who did what', more: '', href: '/r/a/b/audit' }]);
});
