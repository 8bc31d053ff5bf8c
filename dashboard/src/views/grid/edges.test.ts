import { expect, test } from 'vitest';
import type { Target } from '../../api/types';
import { headOf, sideOf } from './edges';

const target = (more: Partial<Target> = {}): Target => ({ name: 'Linux web', platform: 'linux', bringup: false, blocking: true, external: false, scheduler: 'cocoon', owner: '@ada', tags: [], quarantined: false, ...more });
const head = (more: Partial<Target> = {}) => headOf({ index: 0, target: target(more), apart: false, firstApart: false }, 0, { repo: 'acme/harbour', branch: 'main' });

test('a column tells its name, platform and owner, and has the icon of its platform', () => {
  expect(head()).toMatchObject({ name: 'Linux web', href: '/r/acme/harbour/target/Linux%20web?branch=main', icon: 'L', told: 'Linux web · linux · @ada', sign: undefined });
  expect([head({ platform: 'web_engine' }).icon, head({ platform: 'windows' }).icon, head({ platform: '' }).icon]).toEqual(['Wb', 'W', '?']);
});

test('a column is marked where it is quarantined, in bringup, or run by another scheduler, in signs and in words', () => {
  expect(head({ quarantined: true })).toMatchObject({ sign: { text: '⊘', title: 'in quarantine' }, told: 'Linux web · linux · @ada · in quarantine' });
  expect(head({ bringup: true })).toMatchObject({ sign: { text: 'β', title: 'in bringup' }, told: 'Linux web · linux · @ada · in bringup' });
  expect(head({ external: true, bringup: true, scheduler: 'luci' })).toMatchObject({ sign: { text: 'β↗', title: 'in bringup, another scheduler' }, told: 'Linux web · linux · @ada · in bringup · run by luci' });
});

test('a column that the configuration no longer has is set off, and says so', () => {
  expect(head({ current: false })).toMatchObject({ dim: true, told: 'Linux web · linux · @ada · no longer in the configuration' });
  expect(head({ current: true }).dim).toBe(false);
});

test('a row tells the initials, subject, author, sha and age of its commit', () => {
  const commit = { sha: '0123456789'.repeat(4), subject: 'Dim the lamp', author: 'Ada Lindqvist', committedAt: '2026-01-01T00:00:00Z', config: 'valid' as const };

  expect(sideOf(commit, 3, 90, Date.parse('2026-01-01T05:00:00Z'), false)).toMatchObject({
    index: 5,
    initials: 'AL',
    subject: 'Dim the lamp',
    short: '0123456',
    age: '5 h',
    told: `${commit.sha} · Dim the lamp · Ada Lindqvist`,
    mark: undefined,
  });
});

test('a wide row names the author, whose name does not draw the age into its direction', () => {
  const commit = { sha: 'a'.repeat(40), subject: 's', author: '\u05d0\u05d1', committedAt: '2026-01-01T00:00:00Z', config: 'valid' as const };

  expect(sideOf(commit, 0, 0, Date.parse('2026-01-01T05:00:00Z'), true).age).toBe('\u05d0\u05d1\u200e · 5 h');
});
