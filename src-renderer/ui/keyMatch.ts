/** A key with its modifiers, as a person writes it: `n`, `/`, `Ctrl+Z`, `Shift+ArrowDown`. */
export interface PressedKey { readonly key: string; /** The key's place on the keyboard, as a browser names it: `Digit1`, `KeyN`. */ readonly code?: string; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly altKey: boolean; readonly shiftKey: boolean }

/**
 * Whether the key that went down is the one written. A single character is matched as it was typed, so `?` needs no word of the
 * Shift under it; letters are matched in either case, so that Caps Lock does not silence the class keys. With Alt a letter or figure
 * is the key that bears it: Option on a Mac types other characters (Alt+1 is ¡ there), and some keyboards figures with Shift alone.
 */
export function isKey(pressed: PressedKey, written: string): boolean {
  const parts = written === '+' ? ['+'] : written.split('+');
  const key = parts[parts.length - 1];
  const modifiers = parts.slice(0, -1);
  const isCharacter = [...key].length === 1;
  const control = pressed.ctrlKey || pressed.metaKey;
  if (control !== modifiers.includes('Ctrl') || pressed.altKey !== modifiers.includes('Alt')) return false;
  if ((!isCharacter || control) && pressed.shiftKey !== modifiers.includes('Shift')) return false;
  if (pressed.altKey && isCharacter && (pressed.code === `Digit${key}` || pressed.code === `Key${key.toUpperCase()}`)) return true;
  return pressed.key === key || (isCharacter && pressed.key.toLowerCase() === key.toLowerCase());
}

/** Keys that the control in focus has first: a list's arrows, a button's Enter. */
export function belongsToFocus({ key, ctrlKey, metaKey, altKey }: PressedKey): boolean {
  return key === ' ' || ([...key].length > 1 && !ctrlKey && !metaKey && !altKey);
}

const shownNames: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', ' ': 'Space', Escape: 'Esc', Delete: 'Del', PageUp: 'Page ↑', PageDown: 'Page ↓' };

/** As it stands on a key cap: `Ctrl+Z`, `↓`, `N`. */
export function shownKey(written: string): string {
  if (written === '+') return '+';
  return written.split('+').map((part) => shownNames[part] ?? (/^[a-z]$/.test(part) ? part.toUpperCase() : part)).join('+');
}
