import { useSyncExternalStore } from 'react';
import type { PressedKey } from './keyMatch.ts';

/** Keys that a person exchanged: for a key as the product has it, the one to press instead. Each is the stand-in of one other alone. */
export type KeyExchange = Readonly<Record<string, string>>;

let exchange: KeyExchange = {};
const listeners = new Set<() => void>();

/** Puts an exchange into force in the whole window. */
export function exchangeKeys(next: KeyExchange): void {
  exchange = next;
  for (const listener of listeners) listener();
}

/** The key to press for one that the product has. */
export const pressedFor = (written: string): string => exchange[written] ?? written;

/** The exchange in force; what shows keys is drawn again when it changes. */
export function useKeyExchange(): KeyExchange {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  }, () => exchange);
}

/** The exchange after what is done by pressing `from` is done by `to`, and the other way round: so that no key is lost or has two meanings. Pure. */
export function exchanged(before: KeyExchange, from: string, to: string): KeyExchange {
  const writtenOf = (pressed: string): string => Object.entries(before).find(([, standIn]) => standIn === pressed)?.[0] ?? pressed;
  const next = { ...before, [writtenOf(from)]: to, [writtenOf(to)]: from };
  return Object.fromEntries(Object.entries(next).filter(([written, pressed]) => written !== pressed));
}

const modifiers = ['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Process', 'Unidentified'];
/** What browser and system do with keys themselves, or what moves the focus and closes dialogues. */
const takenKeys = /^((Shift\+)?Tab|Escape|F5|F11|F12|Ctrl\+[acfnpqrstvwx])$/;

/** A key that went down, as it is written; undefined where it is only a modifier. */
export function writtenKey({ key, ctrlKey, metaKey, altKey, shiftKey }: PressedKey): string | undefined {
  if (modifiers.includes(key)) return undefined;
  const isCharacter = [...key].length === 1, control = ctrlKey || metaKey;
  const parts = [control && 'Ctrl', altKey && 'Alt', shiftKey && (!isCharacter || control) && 'Shift', isCharacter ? key.toLowerCase() : key];
  return parts.filter(Boolean).join('+');
}

/** Whether a key may stand for something in the window. */
export const isFree = (written: string): boolean => !takenKeys.test(written);
