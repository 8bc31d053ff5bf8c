import { expect, test } from 'vitest';
import { routeOf, to } from './route';

test.each([
  ['/', { view: 'repositories' }],
  ['/playground', { view: 'playground' }],
  ['/service/', { view: 'service' }],
  ['/r/flutter/flutter', { view: 'builds', repo: 'flutter/flutter' }],
  ['/r/flutter/flutter/pull/42', { view: 'pull', repo: 'flutter/flutter', number: 42 }],
  ['/r/flutter/flutter/pull/../42', { view: 'nothing' }],
  ['/r/flutter/flutter/gardener', { view: 'gardener', repo: 'flutter/flutter' }],
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
