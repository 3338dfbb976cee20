import { useSyncExternalStore } from 'react';
import type { WindowPreferences } from '#shared/contract/preferenceCommands.ts';
import { callService } from '../bridge/serviceClient.ts';

/** As the library keeps them. `isKnown`: it was asked. */
export interface KnownPreferences { readonly preferences: WindowPreferences; readonly isKnown: boolean }

/** A copy where the window's address is the same at each start (Electron's), so that the first picture has the right colours. */
const copyKey = 'myeloscope.preferences';
const listeners = new Set<() => void>();
let known: KnownPreferences = { preferences: copied(), isKnown: false };

function copied(): WindowPreferences {
  try {
    return JSON.parse(localStorage.getItem(copyKey) ?? '{}') as WindowPreferences;
  } catch {
    return {};
  }
}

function show(next: KnownPreferences): void {
  known = next;
  localStorage.setItem(copyKey, JSON.stringify(next.preferences));
  for (const listener of listeners) listener();
}

/** Asks the library how windows were left. A library that can't say leaves everything at its first value. */
export async function readWindowPreferences(): Promise<void> {
  try {
    const read = await callService('preferences.get', {});
    // What was chosen while it was asked stands.
    show({ preferences: known.isKnown ? { ...read, ...known.preferences } : read, isKnown: true });
  } catch {
    show({ ...known, isKnown: true });
  }
}

/** Chooses at once, and keeps it for the next window. Where it can't be kept, this window has it all the same. */
export function prefer(changes: WindowPreferences): void {
  show({ preferences: { ...known.preferences, ...changes }, isKnown: true });
  callService('preferences.set', { preferences: changes }).catch(() => { /* it is no loss of work */ });
}

export function windowPreferences(): WindowPreferences {
  return known.preferences;
}

/** Gives the function that ends it. */
export function onWindowPreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

export function useWindowPreferences(): KnownPreferences {
  return useSyncExternalStore(onWindowPreferences, () => known);
}
