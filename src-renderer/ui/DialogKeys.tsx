import { useContext, useEffect } from 'react';
import type { ReactNode } from 'react';
import { openDialog } from './keyRegistry.ts';
import { DialogDepth } from './useKeys.ts';

/** Keeps the keys of what lies under a dialogue, a menu or a popover silent, and those within it in force. */
export function DialogKeys({ children }: { readonly children: ReactNode }): ReactNode {
  const depth = useContext(DialogDepth);
  useEffect(openDialog, []);
  return <DialogDepth value={depth + 1}>{children}</DialogDepth>;
}
