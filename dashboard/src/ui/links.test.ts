import { expect, test } from 'vitest';
import { webLink } from './links';

test('only addresses of the web are links', () => {
  expect(webLink('https://github.com/acme/sample/issues/7')).toBe('https://github.com/acme/sample/issues/7');
  expect(webLink(' http://tracker.local/7 ')).toBe('http://tracker.local/7');
  expect(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', '//evil.example', '/r/x', 'issue 7', '', null, undefined].map(webLink)).toEqual(Array(9).fill(undefined));
});
