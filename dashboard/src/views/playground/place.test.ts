import { expect, test } from 'vitest';
import { keyUnder, placeOf } from './place';
import { describeAt, keysAt, valuesAt, type Schema } from './schema';

/// The place of the bar in a text.
const place = (text: string) => placeOf(text.replace('|', ''), text.indexOf('|'));

test.each([
  ['|', [], null],
  ['tar|', [], null],
  ['targets:\n  - name: x\n    ru|', ['targets', null], null],
  ['targets:\n  - na|', ['targets', null], null],
  ['targets:\n- name: x\n  ru|', ['targets', null], null],
  ['targets:\n- |', ['targets', null], null],
  ['targets:\n  - name: x\n    bringup: tr|', ['targets', null], 'bringup'],
  ['platform_properties:\n  linux:\n    properties:\n      o|', ['platform_properties', 'linux', 'properties'], null],
  ['platform_properties:\n  linux:\n    capacity: 3\n  |', ['platform_properties'], null],
  ['targets:\n  - name: a\n\n  # more\n  - name: b\n    |', ['targets', null], null],
  ['a:\n  - - b|', ['a', null, null], null],
] as const)('%j is at %j %s', (text, path, key) => {
  expect(place(text)).toMatchObject({ path, key });
});

test('a comment is no place', () => {
  expect(place('targets: # he|')).toBeUndefined();
});

test('a key is found under the pointer', () => {
  const text = 'targets:\n  - name: x\n    timeout: 5\n';
  expect(keyUnder(text, text.indexOf('meout'))).toMatchObject({ path: ['targets', null, 'timeout'] });
  expect(keyUnder(text, text.indexOf('name'))).toMatchObject({ path: ['targets', null, 'name'] });
  expect(keyUnder(text, text.indexOf('5'))).toBeUndefined();
});

const schema: Schema = {
  properties: {
    targets: { description: 'What runs.', items: { $ref: '#/definitions/target' } },
    platforms: { additionalProperties: { properties: { capacity: { type: 'integer' } } } },
  },
  definitions: {
    flag: { type: 'boolean' },
    target: {
      required: ['name'],
      properties: {
        name: { description: 'Its name.' },
        bringup: { description: 'On trial.', allOf: [{ $ref: '#/definitions/flag' }] },
        runIf: { doNotSuggest: true },
        backend: { anyOf: [{ enum: ['actions', 'local'] }] },
      },
    },
  },
};

test('keys, values and descriptions are those of the place', () => {
  expect(keysAt(schema, ['targets', null]).map((it) => it.name)).toEqual(['name', 'bringup', 'backend']);
  expect(keysAt(schema, ['targets', null])[0]).toEqual({ name: 'name', description: 'Its name.', required: true });
  expect(valuesAt(schema, ['targets', null, 'bringup'])).toEqual(['true', 'false']);
  expect(valuesAt(schema, ['targets', null, 'backend'])).toEqual(['actions', 'local']);
  expect(keysAt(schema, ['platforms', 'linux']).map((it) => it.name)).toEqual(['capacity']);
  expect(describeAt(schema, ['targets'])).toBe('What runs.');
  expect(describeAt(schema, ['constructor'])).toBe('');
});
