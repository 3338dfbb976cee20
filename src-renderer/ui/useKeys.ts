import { createContext, useContext, useEffect } from 'react';
import { addKeys } from './keyRegistry.ts';
import type { KeyBinding } from './keyRegistry.ts';

export type { KeyBinding } from './keyRegistry.ts';

/** How many dialogs stand around a component. Set by `Dialog`. */
export const DialogDepth = createContext(0);

/**
 * Puts keys into force while the component is there. They are ignored while text is typed and under an open dialog; the latest
 * set wins; `?` lists them all. Keep `bindings` the same object between renders (`useMemo`).
 */
export function useKeys(bindings: readonly KeyBinding[], { enabled = true } = {}): void {
  const depth = useContext(DialogDepth);
  useEffect(() => (enabled ? addKeys(bindings, depth) : undefined), [bindings, depth, enabled]);
}
