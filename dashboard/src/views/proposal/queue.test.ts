import { expect, test } from 'vitest';
import { ending, pullOf } from './queue';

test.each([
  ['gh-readonly-queue/main/pr-42-0123456789012345678901234567890123456789', 42],
  ['refs/heads/gh-readonly-queue/release/3.0/pr-7', 7],
  ['gh-readonly-queue/main/pr-0', null],
  ['gh-readonly-queue/main/pr-12345678901', null],
  ['pr-42', null],
  ['gh-readonly-queue/main/pr-42x', null],
])('the branch %s is for pull request %s', (headRef, number) => {
  expect(pullOf(headRef)).toBe(number);
});

test('a group says in words how it ended', () => {
  expect(['merged', 'invalidated', 'dequeued', null].map(ending)).toEqual(['merged', 'invalidated: the queue before it changed', 'taken out of the queue', 'gone']);
});
