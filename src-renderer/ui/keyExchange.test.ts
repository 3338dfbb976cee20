import { afterEach, expect, it, vi } from 'vitest';
import { exchanged, exchangeKeys, isFree, writtenKey } from './keyExchange.ts';
import { addKeys, pressKey } from './keyRegistry.ts';

afterEach(() => { exchangeKeys({}); });
const down = (key: string, more = {}) => ({ key, target: null, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, defaultPrevented: false, isComposing: false, preventDefault: vi.fn(), stopPropagation: vi.fn(), ...more }) as unknown as KeyboardEvent;

it('exchanges two keys, so that none is lost or has two meanings, and takes it back', () => {
  const once = exchanged({}, 'Enter', ' ');
  expect(once).toEqual({ Enter: ' ', ' ': 'Enter' });
  // Space now agrees: it is moved on to "x".
  const twice = exchanged(once, ' ', 'x');
  expect(twice).toEqual({ Enter: 'x', ' ': 'Enter', x: ' ' });
  expect(new Set(Object.values(twice)).size).toBe(3);
  expect(exchanged(exchanged(twice, 'x', ' '), ' ', 'Enter')).toEqual({});
});

it('does with the exchanged keys what the others did, but leaves fixed ones where they are', () => {
  const [accept, skip, name] = [vi.fn(), vi.fn(), vi.fn()];
  const end = addKeys(() => [{ keys: 'Enter', label: 'Accept', group: 'test', run: accept }, { keys: [' ', 'ArrowRight'], label: 'Skip', group: 'test', run: skip }, { keys: 'm', isFixed: true, label: 'Myelocyte', group: 'test', run: name }], 0);
  exchangeKeys({ Enter: ' ', ' ': 'Enter', m: 'q', q: 'm' });
  for (const key of [' ', 'Enter', 'ArrowRight', 'm', 'q']) pressKey(down(key));
  expect([accept.mock.calls.length, skip.mock.calls.length, name.mock.calls.length]).toEqual([1, 2, 1]);
  end();
});

it('writes keys as the product does, and knows which are not to be had', () => {
  const keys = [down('Q'), down('Enter', { shiftKey: true }), down('Z', { ctrlKey: true, shiftKey: true }), down('?', { shiftKey: true }), down('Shift', { shiftKey: true })];
  expect(keys.map(writtenKey)).toEqual(['q', 'Shift+Enter', 'Ctrl+Shift+z', '?', undefined]);
  expect(['q', 'Enter', 'Ctrl+z', 'PageUp'].every(isFree)).toBe(true);
  expect(['Tab', 'Escape', 'F5', 'Ctrl+w'].some(isFree)).toBe(false);
});
