import { expect, test } from 'vitest';
import { type Extent, moved } from './keys';

const EXTENT: Extent = { rows: 100, columns: 40, pageRows: 20, pageColumns: 15 };
const NONE = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const press = (key: string, more: Partial<typeof NONE> = {}) => ({ key, ...NONE, ...more });
const from = (row: number, column: number, key: string, more: Partial<typeof NONE> = {}, red = (_: { row: number; column: number }) => false) => {
  const to = moved(press(key, more), { row, column }, EXTENT, red);
  return to && [to.row, to.column];
};

test.each([
  ['ArrowUp', {}, [4, 5]],
  ['ArrowDown', {}, [6, 5]],
  ['ArrowLeft', {}, [5, 4]],
  ['ArrowRight', {}, [5, 6]],
  ['PageDown', {}, [25, 5]],
  ['PageUp', {}, [0, 5]],
  ['PageDown', { shiftKey: true }, [5, 20]],
  ['PageUp', { shiftKey: true }, [5, 0]],
  ['Home', {}, [5, 0]],
  ['End', {}, [5, 39]],
  ['Home', { ctrlKey: true }, [0, 0]],
  ['End', { ctrlKey: true }, [99, 39]],
  ['End', { metaKey: true }, [99, 39]],
] as const)('%s %o leads from cell 5, 5 to %o', (key, more, to) => {
  expect(from(5, 5, key, more)).toEqual(to);
});

test('no key leads out of the grid', () => {
  expect(from(0, 0, 'ArrowUp')).toEqual([0, 0]);
  expect(from(99, 39, 'ArrowRight')).toEqual([99, 39]);
  expect(from(95, 0, 'PageDown')).toEqual([99, 0]);
});

test('with shift an arrow goes to the next red cell that way', () => {
  const red = ({ row, column }: { row: number; column: number }) => row === 30 && column === 5;
  expect(from(5, 5, 'ArrowDown', { shiftKey: true }, red)).toEqual([30, 5]);
  expect(from(30, 9, 'ArrowLeft', { shiftKey: true }, red)).toEqual([30, 5]);
});

test('with shift an arrow stays where nothing is red that way', () => {
  expect(from(5, 5, 'ArrowDown', { shiftKey: true })).toEqual([5, 5]);
});

test('keys of the browser and letters stay theirs', () => {
  expect(from(5, 5, 'ArrowLeft', { altKey: true })).toBeUndefined();
  expect(from(5, 5, 'PageDown', { ctrlKey: true })).toBeUndefined();
  expect(from(5, 5, 'ArrowLeft', { metaKey: true })).toBeUndefined();
  expect(from(5, 5, 'x')).toBeUndefined();
});
