import { expect, test } from 'vitest';
import type { Act, Tree } from '../../api/types';
import { did, doneAbout, subjectOf, telling } from './acts';
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
