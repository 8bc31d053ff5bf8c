import { expect, test } from 'vitest';
import { brief, percent, quantile, ticks, TIMES, wilson } from './numbers';

test('the interval of few runs is wide and that of many is narrow', () => {
  expect(wilson(10, 10).low).toBeCloseTo(0.722, 3);
  expect(wilson(1000, 1000).low).toBeCloseTo(0.996, 3);
  expect(wilson(50, 100)).toEqual({ low: expect.closeTo(0.404, 3), high: expect.closeTo(0.596, 3) });
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
});

test('a quantile lies between the values at hand', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([7], 0.9)).toBe(7);
  expect(quantile([], 0.5)).toBeUndefined();
});

test('a share is not rounded to certainty', () => {
  expect([1, 0.9996, 0.987, 0.5, 0.0004, 0].map(percent)).toEqual(['100 %', '> 99.9 %', '98.7 %', '50 %', '< 0.1 %', '0 %']);
});

test('an axis has a few round values and reaches over the highest', () => {
  expect(ticks(1300, TIMES)).toEqual([0, 500, 1000, 1500]);
  expect(ticks(52_000, TIMES)).toEqual([0, 15_000, 30_000, 45_000, 60_000]);
  expect([500, 1500, 90_000, 5_400_000].map(brief)).toEqual(['500 ms', '1.5 s', '1.5 min', '1.5 h']);
});
