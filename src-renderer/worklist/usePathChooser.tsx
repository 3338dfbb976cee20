import { useState } from 'react';
import type { ReactNode } from 'react';
import { shellBridge } from '../bridge/shellBridge.ts';
import { showFailure } from '../shell/failureLog.ts';
import { FileBrowser } from './FileBrowser.tsx';

export type PathKind = 'slides' | 'model' | 'folder';

/**
 * Asks for files or a folder of this machine: by the system's dialogue, or by our own where the shell has none, which is `dialog`,
 * to be rendered. `onChoose` is called with at least one path.
 */
export function usePathChooser(onChoose: (paths: readonly string[]) => void): { readonly choose: (kind: PathKind) => void; readonly dialog: ReactNode } {
  const [browsed, setBrowsed] = useState<PathKind>();
  const choose = (kind: PathKind): void => {
    if (!shellBridge.choosePaths) { setBrowsed(kind); return; }
    void shellBridge.choosePaths(kind).then((paths) => { if (paths.length > 0) onChoose(paths); }).catch(showFailure);
  };
  return { choose, dialog: browsed && <FileBrowser kind={browsed} onClose={() => setBrowsed(undefined)} onChoose={(paths) => { setBrowsed(undefined); onChoose(paths); }} /> };
}
