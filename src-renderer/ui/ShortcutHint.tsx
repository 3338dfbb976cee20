import type { ReactNode } from 'react';
import { useKeyExchange } from './keyExchange.ts';
import { shownKey } from './keyMatch.ts';

interface ShortcutHintProps {
  /** As the product has it: shown is the one that a person exchanged it for. */
  readonly keys: string;
  /** Shown as it is. */
  readonly isFixed?: boolean;
}

/** A key cap, beside what the key does. Hidden from screen readers, which read the list of keys instead. */
export function ShortcutHint({ keys, isFixed = false }: ShortcutHintProps): ReactNode {
  const exchange = useKeyExchange();
  return <kbd className="shortcutHint" aria-hidden="true">{shownKey(isFixed ? keys : exchange[keys] ?? keys)}</kbd>;
}
