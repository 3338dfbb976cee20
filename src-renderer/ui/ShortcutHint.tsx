import type { ReactNode } from 'react';
import { shownKey } from './keyMatch.ts';

/** A key cap, beside what the key does. Hidden from screen readers, which read the list of keys instead. */
export function ShortcutHint({ keys }: { readonly keys: string }): ReactNode {
  return <kbd className="shortcutHint" aria-hidden="true">{shownKey(keys)}</kbd>;
}
