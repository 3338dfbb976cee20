import { useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Reading } from '#shared/contract/parts.ts';
import { callService, onShellEvent } from '../bridge/serviceClient.ts';
import { useService } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { isTextField } from '../ui/keyRegistry.ts';
import { Toolbar } from '../ui/Toolbar.tsx';
import { useKeys } from '../ui/useKeys.ts';
import { showFailure } from './failureLog.ts';

/** Undo and redo of reviewing acts, on every screen of a case. What they would do stands in their names. A signed case has none. */
export function UndoButtons({ caseId, reading, isSigned }: { readonly caseId: number; readonly reading: Reading; readonly isSigned: boolean }): ReactNode {
  const { user } = useSession();
  const state = useService('review.state', { caseId, reading }).data;
  const acts = useMemo(() => {
    const run = (name: 'review.undo' | 'review.redo') => (): void => { void callService(name, { caseId, reading, by: user.name }).catch(showFailure); };
    return { undo: run('review.undo'), redo: run('review.redo') };
  }, [caseId, reading, user.name]);
  // The keys do not look at what was last heard of the state: an act may be on its way, and the service knows.
  useKeys(useMemo(() => [
    { keys: 'Ctrl+z', label: shellTexts.undo, group: shellTexts.keyGroups.review, run: acts.undo },
    { keys: ['Ctrl+y', 'Ctrl+Shift+z'], label: shellTexts.redo, group: shellTexts.keyGroups.review, run: acts.redo },
  ], [acts]));
  // The native menu's Edit entries, where no text is being written: that has its own undo (`Frame`).
  useEffect(() => onShellEvent((event) => {
    if (event.shell === 'menu' && (event.command === 'undo' || event.command === 'redo') && !isTextField(document.activeElement)) acts[event.command]();
  }), [acts]);
  return (
    <Toolbar label={shellTexts.undoRedo}>
      <Button isDisabled={isSigned || !state?.undo} onPress={acts.undo} shortcut="Ctrl+z">{shellTexts.undo}<ActName act={state?.undo} /></Button>
      <Button isDisabled={isSigned || !state?.redo} onPress={acts.redo} shortcut="Ctrl+y">{shellTexts.redo}<ActName act={state?.redo} /></Button>
    </Toolbar>
  );
}

/** Which act it is, for screen readers; it would make the button jump in size for the eye. */
function ActName({ act }: { readonly act: string | undefined }): ReactNode {
  return act === undefined ? null : <span className="visuallyHidden">: {act}</span>;
}
