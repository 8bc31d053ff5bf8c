import { expect, test } from 'vitest';
import css from './app.css?raw';

/// The colours of each theme, by name: light, dark by the system, dark by choice.
const themes = [...css.matchAll(/\{([^{}]*--back:[^{}]*)\}/g)].map((block) => new Map([...(block[1] ?? '').matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((it) => [it[1] ?? '', it[2] ?? ''])));

function light(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/// How much two colours differ, as WCAG counts it.
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const TONES = ['pass', 'fail', 'infra', 'flaky', 'run', 'wait', 'mute', 'dropped'];
const TEXT = ['text', 'soft', 'accent', 'good', 'warn', 'bad'];
const DRAWN = ['faint', 'focus', 'chart-pass', 'chart-flaky', 'fail', 'infra', 'accent'];

test('the dark theme is one, by the system or by choice', () => {
  expect(themes.length).toBe(3);
  expect(themes[2]).toEqual(themes[1]);
});

// No program that looks at a page sees what is drawn in a canvas.
test.each([0, 1])('shapes stand out from their cells, and words from the page, in theme %i', (index) => {
  const of = (name: string) => themes[index]?.get(name) ?? '#000000';
  const pairs = [
    ...TONES.map((it) => [`${it}-ink`, it, 4.5] as const),
    ...TEXT.flatMap((it) => [[it, 'back', 4.5], [it, 'raised', 4.5]] as const),
    ...DRAWN.flatMap((it) => [[it, 'back', 3], [it, 'raised', 3]] as const),
  ];

  const dim = pairs.filter(([front, back, least]) => contrast(of(front), of(back)) < least).map(([front, back]) => `${front} on ${back}: ${contrast(of(front), of(back)).toFixed(2)}`);

  expect(dim).toEqual([]);
});
