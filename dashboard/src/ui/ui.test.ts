import { expect, test } from 'vitest';
import { Ansi } from './ansi';
import { initials } from './avatar';
import { GLYPHS, LEGEND, planned, stateOf } from './status';
import { ago, duration, lasting, late, when, until } from './time';

test('colours become classes and everything else a terminal would obey is dropped', () => {
  expect(new Ansi().line('\x1b[31mred\x1b[0m \x1b[2Jplain\x07')).toEqual([
    { text: 'red', style: 'red' },
    { text: ' plain', style: '' },
  ]);
});

test('markup in a log stays text', () => {
  expect(new Ansi().line('<script>alert(1)</script>')).toEqual([{ text: '<script>alert(1)</script>', style: '' }]);
});

test('a line that was overwritten shows what it ended as', () => {
  expect(new Ansi().line('10 %\r50 %\r100 %')).toEqual([{ text: '100 %', style: '' }]);
});

test('every state has a word and a shape of its own kind', () => {
  for (const it of LEGEND) {
    expect(it.word).not.toBe('');
    expect(GLYPHS[it.shape].d).not.toBe('');
  }
  expect(new Set(LEGEND.map((it) => `${it.shape} ${it.tone}`)).size).toBe(LEGEND.length);
});

test('an upper case letter means several attempts', () => {
  expect(stateOf('F')).toEqual({ ...stateOf('f'), several: true });
});

test('initials are those of the first and the last name', () => {
  expect([initials('Ada Lovelace'), initials('grace'), initials('')]).toEqual(['AL', 'G', '?']);
});

test('ages and durations are told in the largest unit that says something', () => {
  const now = Date.parse('2026-01-02T00:00:00Z');
  expect(ago('2026-01-01T23:59:30Z', now)).toBe('just now');
  expect(ago('2026-01-01T20:00:00Z', now)).toBe('4 h');
  expect([duration(340), duration(5300), duration(125_000), duration(7_500_000)]).toEqual(['340 ms', '5.3 s', '2 min 5 s', '2 h 5 min']);
  expect([duration(59_960), duration(119_700), duration(3_599_800)]).toEqual(['1 min', '2 min', '1 h']);
});

test('a task that has not begun says why, and roughly when it will', () => {
  const now = Date.parse('2026-03-01T00:00:00Z');
  const why = 'fills a gap of 4 commits; 2 tasks of its platform go first';
  expect(until({ why, roughlyAt: '2026-03-01T00:12:00Z' }, now)).toBe(
    'Fills a gap of 4 commits; 2 tasks of its platform go first; it begins in about 12 min.',
  );
  expect(until({ why: 'it is the next in the queue', roughlyAt: '2026-02-28T23:59:00Z' }, now)).toBe('It is the next in the queue; it begins about now.');
  expect(until({ why: 'gaps stay', roughlyAt: null }, now)).toBe('Gaps stay.');
});

test('what was told of an attempt that was over is counted and told', () => {
  const now = Date.parse('2026-03-01T00:00:00Z');
  expect(late({ reports: 1, at: '2026-02-28T23:59:59Z', said: 'running' }, now)).toBe(
    'A report came after its end and changed nothing; the newest said running, just now.',
  );
  expect(late({ reports: 3, at: '2026-02-28T23:00:00Z', said: 'timed_out' }, now)).toBe(
    '3 reports came after its end and changed nothing; the newest said timed out, 1 h ago.',
  );
});

test('what was to wait and has run since waits no more', () => {
  const why = 'It waits for its batch or for backfill: a batch is 6 commits.';

  expect(planned(why, 'waiting')).toBe(why);
  expect(planned(why, 'failed')).toBe('It was to wait for its batch or for backfill: a batch is 6 commits.');
  expect(planned('It runs on every commit.', 'failed')).toBe('It runs on every commit.');
});

test('an age stands in a sentence', () => {
  const now = Date.parse('2026-03-01T00:00:00Z');

  expect([when('2026-02-28T23:59:50Z', now), when('2026-02-28T20:00:00Z', now)]).toEqual(['just now', '4 h ago']);
  expect([lasting('2026-02-28T23:59:50Z', now), lasting('2026-02-28T20:00:00Z', now)]).toEqual(['since just now', 'for 4 h']);
});
