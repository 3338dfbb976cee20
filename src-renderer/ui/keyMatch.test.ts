import { describe, expect, it } from 'vitest';
import { isKey, shownKey } from './keyMatch.ts';
import type { PressedKey } from './keyMatch.ts';

const pressed = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('isKey', () => {
  it('matches a character as it was typed, whatever Shift or Caps Lock did', () => {
    expect(isKey(pressed('?', { shiftKey: true }), '?')).toBe(true);
    expect(isKey(pressed('N'), 'n')).toBe(true);
    expect(isKey(pressed('+', { shiftKey: true }), '+')).toBe(true);
  });
  it('tells a key from the same key with Ctrl, Alt or, on keys without a character, Shift', () => {
    expect(isKey(pressed('z', { ctrlKey: true }), 'z')).toBe(false);
    expect(isKey(pressed('z', { altKey: true }), 'z')).toBe(false);
    expect(isKey(pressed('z', { metaKey: true }), 'Ctrl+z')).toBe(true);
    expect(isKey(pressed('Z', { ctrlKey: true, shiftKey: true }), 'Ctrl+z')).toBe(false);
    expect(isKey(pressed('Z', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+z')).toBe(true);
    expect(isKey(pressed('ArrowDown', { shiftKey: true }), 'ArrowDown')).toBe(false);
  });
  it('takes the key itself with Alt, where Option or Shift types something else', () => {
    expect(isKey(pressed('¡', { altKey: true, code: 'Digit1' }), 'Alt+1')).toBe(true);
    expect(isKey(pressed('&', { altKey: true, code: 'Digit1' }), 'Alt+1')).toBe(true);
    expect(isKey(pressed('Dead', { altKey: true, code: 'KeyN' }), 'Alt+n')).toBe(true);
    expect(isKey(pressed('¡', { altKey: true, code: 'Digit1' }), 'Alt+2')).toBe(false);
    expect(isKey(pressed('¡', { altKey: true, code: 'Digit1' }), '1')).toBe(false);
    expect(isKey(pressed('&', { code: 'Digit1' }), '1')).toBe(false);
  });
});

it('shows keys as they stand on the keyboard', () => {
  expect(['Ctrl+z', 'ArrowDown', '+', 'Shift+ArrowUp'].map(shownKey)).toEqual(['Ctrl+Z', '↓', '+', 'Shift+↑']);
});
