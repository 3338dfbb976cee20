import { useSyncExternalStore } from 'react';
import { fragmentOf, placeOf } from './place.ts';
import type { Place } from './place.ts';

export interface Navigation {
  readonly place: Place;
  /** Goes there. `replace` leaves no step behind for the back key: for a cell that is only walked past. */
  open(place: Place, how?: { readonly replace?: boolean }): void;
}

let shown = { fragment: '', place: placeOf('') };

/** The place of the window's address now: the same object as long as the address is the same. */
function currentPlace(): Place {
  const fragment = window.location.hash;
  if (fragment !== shown.fragment) shown = { fragment, place: placeOf(fragment) };
  return shown.place;
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  window.addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
    window.removeEventListener('hashchange', listener);
  };
}

/** Goes to a place from outside a component, as a native menu does. */
export function openPlace(place: Place, { replace = false } = {}): void {
  const fragment = fragmentOf(place);
  if (fragment === window.location.hash) return;
  if (replace) window.history.replaceState(null, '', fragment);
  else window.history.pushState(null, '', fragment);
  for (const listener of listeners) listener();
}

/** Where the person is, and how to go elsewhere. */
export function useNavigation(): Navigation {
  return { place: useSyncExternalStore(subscribe, currentPlace), open: openPlace };
}
