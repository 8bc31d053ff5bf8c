import { afterEach, expect, test, vi } from 'vitest';
import * as api from './client';

const answer = (value: unknown) => vi.stubGlobal('fetch', async () => new Response(JSON.stringify(value)));

afterEach(() => vi.unstubAllGlobals());

test('what would turn the direction of reading is shown as a sign that says nothing', async () => {
  answer({ pulls: [{ title: 'Dim \u202ethe lamp\u2069', author: '\u05d0da' }] });

  expect(await api.pulls('local/sample')).toEqual([{ title: 'Dim \ufffdthe lamp\ufffd', author: '\u05d0da' }]);
});

test('a text that is edited is left as it is', async () => {
  answer({ branch: 'main', sha: '1', files: [{ path: '.ci.yaml', text: '# \u202e' }] });

  expect((await api.config('local/sample', null)).files[0]?.text).toBe('# \u202e');
});
