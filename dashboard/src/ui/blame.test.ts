import { expect, test } from 'vitest';
import { BLAME, becauseOf } from './blame';

test('a failure is labelled by whose it is likely to be', () => {
  expect(Object.values(BLAME).map((it) => it.word)).toEqual(['new', 'also on base', 'known flake', 'infra', 'no result on base']);
});

test('the label comes with what it is known by and what to do', () => {
  expect(becauseOf({ blame: 'infra', blameDetail: null }, 'main')).toBe('It ended for a cause outside the code. Run it again.');
  expect(becauseOf({ blame: 'flake', blameDetail: 'the same failure came and went on 3 commits' }, 'main')).toBe('The same failure came and went on 3 commits. Run it again.');
  expect(becauseOf({ blame: 'unknown', blameDetail: null }, 'release')).toBe('The target never finished on release. There is nothing to compare with.');
  expect(becauseOf({ blame: null, blameDetail: null }, 'main')).toBe('');
});
