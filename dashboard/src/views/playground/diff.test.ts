import { expect, test } from 'vitest';
import { counted, difference, hunks } from './diff';

const shown = (before: string, after: string) =>
  difference(before, after).map((it) => ({ same: ' ', added: '+', dropped: '-' })[it.kind] + it.text).join('\n');

test('a line in the middle is replaced', () => {
  expect(shown('a\nb\nc\n', 'a\nB\nc\n')).toBe(' a\n-b\n+B\n c');
});

test('equal texts have no difference', () => {
  expect(counted(difference('a\nb\n', 'a\nb\n'))).toEqual({ added: 0, dropped: 0 });
});

test('as much as can be is kept', () => {
  expect(shown('a\nb\nc\nd\ne\n', 'x\nb\nd\ny\ne\n')).toBe('-a\n+x\n b\n-c\n d\n+y\n e');
});

test.each([
  ['', 'a\nb\n', '+a\n+b'],
  ['a\nb\n', '', '-a\n-b'],
  ['', '', ''],
  ['a\n', 'a\na\n', ' a\n+a'],
  ['a\na\na\n', 'a\n', ' a\n-a\n-a'],
])('%j to %j', (before, after, expected) => {
  expect(shown(before, after)).toBe(expected);
});

test('lines are numbered as in their own text', () => {
  expect(difference('a\nb\nc\n', 'b\nc\nd\n').map((it) => [it.old, it.fresh])).toEqual([[1, null], [2, 1], [3, 2], [null, 3]]);
});

test('both texts can be read from any difference', () => {
  let seed = 7;
  const roll = (sides: number) => (seed = (seed * 48271) % 2147483647) % sides;
  for (let round = 0; round < 300; round++) {
    const text = () => Array.from({ length: roll(12) }, () => `${'abc'[roll(3)]}\n`).join('');
    const [before, after] = [text(), text()];
    const lines = difference(before, after);
    const read = (kind: string) => lines.filter((it) => it.kind !== kind).map((it) => `${it.text}\n`).join('');
    expect([read('added'), read('dropped')]).toEqual([before, after]);
  }
});

test('a text that is too large to be weighed is shown as replaced, and soon', () => {
  const text = (mark: string) => Array.from({ length: 5000 }, (_, index) => `${mark}${index}`).join('\n');
  const { added, dropped } = counted(difference(`first\n${text('a')}\nlast`, `first\n${text('b')}\nlast`));
  expect([added, dropped]).toEqual([5000, 5000]);
});

test('what is far from a change is left out and counted', () => {
  const text = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const edited = text.with(10, 'another');
  expect(hunks(difference(text.join('\n'), edited.join('\n')), 2).map((it) => (it.kind === 'gap' ? it.count : it.lines.length))).toEqual([8, 6, 7]);
});
