import { expect, test } from 'vitest';
import { routeOf, to, toTask } from './route';

test.each([
  ['/', { view: 'repositories' }],
  ['/playground', { view: 'playground' }],
  ['/service/', { view: 'service' }],
  ['/r/flutter/flutter', { view: 'builds', repo: 'flutter/flutter' }],
  ['/r/flutter/flutter/pull/42', { view: 'pull', repo: 'flutter/flutter', number: 42 }],
  ['/repos/flutter/flutter/pulls/42', { view: 'pull', repo: 'flutter/flutter', number: 42 }],
  ['/r/flutter/flutter/pulls', { view: 'pulls', repo: 'flutter/flutter' }],
  ['/repos/flutter/flutter/merge-groups/0123456789012345678901234567890123456789', { view: 'group', repo: 'flutter/flutter', sha: '0123456789012345678901234567890123456789' }],
  ['/r/flutter/flutter/merge-groups/HEAD', { view: 'nothing' }],
  ['/tasks/01H', { view: 'task', id: '01H' }],
  ['/r/flutter/flutter/pull/../42', { view: 'nothing' }],
  ['/r/flutter/flutter/gardener', { view: 'gardener', repo: 'flutter/flutter' }],
  ['/r/flutter/flutter/audit', { view: 'audit', repo: 'flutter/flutter' }],
  ['/audit', { view: 'acts' }],
  ['/r/flutter', { view: 'nothing' }],
  ['/elsewhere', { view: 'nothing' }],
  ['/r/a/b/target/%E0%A4', { view: 'target', repo: 'a/b', target: '%E0%A4' }],
] as const)('%s shows %o', (path, route) => {
  expect(routeOf(path)).toEqual(route);
});

test.each(['Linux a/b', 'Linux <img onerror=alert(1)>', 'Linux ?x=#y', '\u202eLinux', 'x'.repeat(500)])('a target named %s has an address that leads to it', (target) => {
  const path = new URL(to.target('own er/re#po', target, 'main'), 'http://x').pathname;
  expect(routeOf(path)).toEqual({ view: 'target', repo: 'own er/re#po', target });
});

test.each([
  ['main', '/r/a/b?branch=main&cell=c0%2FLinux+x'],
  ['pull:7:main', '/r/a/b/pull/7?sha=c0&target=Linux+x'],
  ['queue:main', '/r/a/b/merge-groups/c0?target=Linux+x'],
])('a task of %s has its address', (branch, address) => {
  expect(toTask({ repo: 'a/b', branch, sha: 'c0', target: 'Linux x' })).toBe(address);
});
