import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Reading } from '#shared/contract/parts.ts';
import { callService } from '../bridge/serviceClient.ts';
import { useService } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Toolbar } from '../ui/Toolbar.tsx';
import { useKeys } from '../ui/useKeys.ts';
import { showFailure } from './failureLog.ts';

/** Undo and redo of reviewing acts, on every screen of a case. What they would do stands in their names. */
export function UndoButtons({ caseId, reading }: { readonly caseId: number; readonly reading: Reading }): ReactNode {
  const { user } = useSession();
  const state = useService('review.state', { caseId, reading }).data;
  const acts = useMemo(() => {
    const run = (name: 'review.undo' | 'review.redo') => (): void => { void callService(name, { caseId, reading, by: user.name }).catch(showFailure); };
    return { undo: run('review.undo'), redo: run('review.redo') };
  }, [caseId, reading, user.name]);
  // The keys do not look at what was last heard of the state: an act may be on its way, and the service knows.
  useKeys(useMemo(() => [
    { keys: 'Ctrl+z', label: shellTexts.undo, group: shellTexts.keyGroups.review, run: acts.undo },
    { keys: ['Ctrl+Shift+z', 'Ctrl+y'], label: shellTexts.redo, group: shellTexts.keyGroups.review, run: acts.redo },
  ], [acts]));
  return (
    <Toolbar label={shellTexts.undoRedo}>
      <Button isDisabled={!state?.undo} onPress={acts.undo} shortcut="Ctrl+z" aria-label={state?.undo ? shellTexts.undoOf(state.undo) : shellTexts.undo}>{shellTexts.undo}</Button>
      <Button isDisabled={!state?.redo} onPress={acts.redo} shortcut="Ctrl+Shift+z" aria-label={state?.redo ? shellTexts.redoOf(state.redo) : shellTexts.redo}>{shellTexts.redo}</Button>
    </Toolbar>
  );
}
