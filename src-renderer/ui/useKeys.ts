import { createContext, useContext, useEffect, useLayoutEffect, useRef } from 'react';
import { addKeys } from './keyRegistry.ts';
import type { KeyBinding } from './keyRegistry.ts';

export type { KeyBinding } from './keyRegistry.ts';

/** How many dialogs stand around a component. Set by `DialogKeys`. */
export const DialogDepth = createContext(0);

/**
 * Puts keys into force while the component is there. They are ignored while text is typed and under an open dialog; those of
 * the component that came last win, whichever changed last; `?` lists them all.
 */
export function useKeys(bindings: readonly KeyBinding[], { enabled = true } = {}): void {
  const depth = useContext(DialogDepth);
  const latest = useRef(bindings);
  useLayoutEffect(() => { latest.current = bindings; });
  useEffect(() => (enabled ? addKeys(() => latest.current, depth) : undefined), [depth, enabled]);
}
