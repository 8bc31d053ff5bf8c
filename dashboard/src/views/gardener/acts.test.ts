import { expect, test } from 'vitest';
import type { Act, Tree } from '../../api/types';
import { around, did, doneAbout, KINDS, QUIET, repoOf, subjectOf, telling, together, tokenOf, whereOf } from './acts';
import type { Work } from './model';

const act = (more: Partial<Act>): Act => ({ at: '2026-01-01T00:00:00Z', who: 'ada', action: 'rerun', subject: '', reason: null, ...more });

test('what was done is told without what only a program can read', () => {
  const subject = `a/b ${'0123456789'.repeat(4)} 'Linux test' 01M7Z334BZ5MSCQTD31SSZW00Z`;
  expect(subjectOf(act({ subject }), 'a/b')).toBe('Linux test on 012345678');
  expect(subjectOf(act({ subject: "a/b main 'Linux test'" }), 'a/b')).toBe('Linux test on main');
  expect(subjectOf(act({ subject: 'a/b main' }), 'a/b')).toBe('main');
  expect(subjectOf(act({ subject: `a/b pull request 5 ${'0123456789'.repeat(4)}` }), 'a/b')).toBe('pull request 5');
});

test('what was done reads as a sentence behind a name', () => {
  expect(did(act({ action: 'tree closed', reason: 'moving house' }), 'main')).toBe('closed main: moving house');
  expect(did(act({ action: 'quarantine ended', reason: 'all 50 runs passed' }), 'Linux test on main')).toBe('ended the quarantine of Linux test on main: all 50 runs passed');
  expect(did(act({ action: 'rerun', reason: '' }), '$& it')).toBe('ran $& it again');
});

const SHA = '0123456789'.repeat(4);
const TASK = '01M7Z334BZ5MSCQTD31SSZW00Z';

test.each([
  [`a/b ${SHA} 'Linux test' ${TASK}`, `/tasks/${TASK}`],
  [`a/b ${SHA} 'Linux test' ${TASK} with {"runs":"3"}`, `/tasks/${TASK}`],
  ["a/b main 'Linux a/b'", '/r/a/b/target/Linux%20a%2Fb?branch=main'],
  ['a/b main', '/r/a/b?branch=main'],
  [`a/b pull request 5 ${SHA}`, '/r/a/b/pull/5'],
  ['a/b', undefined],
  ["a/b main 'Linux cut …", undefined],
])('an act on %s leads to %s', (subject, address) => {
  expect(whereOf(act({ subject }), 'a/b')).toBe(address);
});

test('what was started with parameters is told with them', () => {
  expect(subjectOf(act({ subject: `a/b ${SHA} 'Linux test' ${TASK} with {"runs":"3"}` }), 'a/b')).toBe('Linux test on 012345678 with {"runs":"3"}');
});

test('the repository is found in what an act was done to, and tokens belong to none', () => {
  const repos = ['a/b', 'a/b c'];
  expect(repoOf(act({ subject: "a/b c main 'Linux test'" }), repos)).toBe('a/b c');
  expect(repoOf(act({ subject: 'a/b' }), repos)).toBe('a/b');
  expect(repoOf(act({ subject: `${TASK} gardener 'a/b'` }), repos)).toBeUndefined();
});

test('a token is told by its name and its role', () => {
  expect(tokenOf(act({ subject: `${TASK} gardener 'release bot'` }))).toBe('release bot (role gardener)');
});

test('words stand before and behind what something was done to', () => {
  expect(around('mended')).toEqual({ before: 'called ', after: ' mended' });
  expect(around('note')).toEqual({ before: 'left a note', after: '' });
});

test('what is told beside the newest acts is told once, in its order', () => {
  const note = act({ action: 'note', at: '2026-01-01T00:00:00Z' });
  const cancels = [act({ action: 'cancel', at: '2026-01-03T00:00:00Z' }), act({ action: 'cancel', at: '2026-01-02T00:00:00Z' })];
  expect(together(cancels, [cancels[1]!, note])).toEqual([...cancels, note]);
  expect(QUIET.split(',')).toContain('note');
  expect(QUIET.split(',')).not.toContain('cancel');
  expect(QUIET.length).toBeLessThan(1000);
});

test('every act is of one kind', () => {
  const all = Object.values(KINDS).flatMap((it) => Object.keys(it.did));
  expect(new Set(all).size).toBe(all.length);
});

test('what has no words of its own yet is told as it is called', () => {
  expect(did(act({ action: 'issue declined' }), 'Linux test on main')).toBe('issue declined: Linux test on main');
});

test('what was done about a target is told beside it, since it went red', () => {
  const about = (at: string, target: string) => act({ at, subject: `a/b main '${target}'` });
  const reason = { since: '2026-01-08T00:00:00Z' } as Tree['reasons'][number];
  const red: Work = { kind: 'red', target: 'old', reason, flaky: undefined, quarantined: false };
  const acts = [about('2026-01-09T00:00:00Z', 'older'), about('2026-01-08T01:00:00Z', 'old'), about('2026-01-01T00:00:00Z', 'old')];
  expect(doneAbout(acts, red).map((it) => it.at)).toEqual(['2026-01-08T01:00:00Z']);
});

test('what the service cancels by itself is not told', () => {
  const told = telling([act({ who: 'muster', action: 'cancel' }), act({ action: 'cancel' }), act({ action: 'note' }), act({ who: 'muster', action: 'quarantine ended' })]);
  expect(told.map((it) => `${it.who} ${it.action}`)).toEqual(['ada cancel', 'muster quarantine ended']);
});
