import { expect, test } from 'vitest';
import { chosen } from './chosen';

test('choices stand in the address beside what stood there, and go when they are taken back', () => {
  expect(chosen('?branch=main', { q: 'Linux a', only: 'all' })).toBe('?branch=main&q=Linux+a&only=all');
  expect(chosen('?branch=main&q=x', { q: '', only: '' })).toBe('?branch=main');
  expect(chosen('?q=x', { q: '' })).toBe('');
});
