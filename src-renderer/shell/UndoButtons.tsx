import { useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Reading } from '#shared/contract/parts.ts';
import type { ReviewedAct } from '#shared/contract/reviewCommands.ts';
import { actPhrase } from '../texts/acts.ts';
import { callService, onShellEvent } from '../bridge/serviceClient.ts';
import { useService } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { useClassBook } from '../ui/classBook.ts';
import { isTextField } from '../ui/keyRegistry.ts';
import { Toolbar } from '../ui/Toolbar.tsx';
import { useKeys } from '../ui/useKeys.ts';
import { showFailure } from './failureLog.ts';
import { useTargetInFront } from './undoTarget.ts';
import type { UndoTarget } from './undoTarget.ts';

/**
 * Undo and redo on every screen of a case: of the reviewing acts of a reading, unless the screen in front has others (`useUndoTarget`).
 * What they would do stands in their names. A signed case and a finished reading have none.
 */
export function UndoButtons({ caseId, reading, isSigned }: { readonly caseId: number; readonly reading: Reading; readonly isSigned: boolean }): ReactNode {
  const target = useTargetInFront(useReadingTarget(caseId, reading, isSigned));
  const { name, undo, redo, isClosed } = target;
  const latest = useRef(target);
  latest.current = target;
  const acts = useMemo(() => {
    // Keys and menu do not look at what was last heard of the acts: one may be on its way, and the service knows.
    const run = (act: 'runUndo' | 'runRedo') => (): void => { if (!latest.current.isClosed) latest.current[act](); };
    return { undo: run('runUndo'), redo: run('runRedo') };
  }, []);
  const words = name === undefined ? shellTexts : { undo: shellTexts.undoOf(name), redo: shellTexts.redoOf(name), undoRedo: shellTexts.undoRedoOf(name) };
  useKeys(useMemo(() => [
    { keys: 'Ctrl+z', label: words.undo, group: shellTexts.keyGroups.review, run: acts.undo },
    { keys: ['Ctrl+y', 'Ctrl+Shift+z'], label: words.redo, group: shellTexts.keyGroups.review, run: acts.redo },
  ], [acts, words.undo, words.redo]));
  // The native menu's Edit entries, where no text is being written: that has its own undo (`Frame`).
  useEffect(() => onShellEvent((event) => {
    if (event.shell === 'menu' && (event.command === 'undo' || event.command === 'redo') && !isTextField(document.activeElement)) acts[event.command]();
  }), [acts]);
  return (
    <Toolbar label={words.undoRedo}>
      {name !== undefined && <span className="quiet">{name}</span>}
      <Button isDisabled={isClosed || undo === undefined} onPress={acts.undo} shortcut="Ctrl+z">{shellTexts.undo}<ActName act={undo} /></Button>
      <Button isDisabled={isClosed || redo === undefined} onPress={acts.redo} shortcut="Ctrl+y">{shellTexts.redo}<ActName act={redo} /></Button>
    </Toolbar>
  );
}

/** The reviewing acts of a reading. */
function useReadingTarget(caseId: number, reading: Reading, isSigned: boolean): UndoTarget {
  const { user } = useSession();
  const state = useService('review.state', { caseId, reading }).data;
  const isFinished = useService('cases.get', { caseId }).data?.readings.some((known) => known.reading === reading && known.finishedAt !== undefined) ?? false;
  const run = (name: 'review.undo' | 'review.redo') => (): void => { void callService(name, { caseId, reading, by: user.name }).catch(showFailure); };
  const book = useClassBook();
  const phraseOf = (act: ReviewedAct | undefined): string | undefined => act && actPhrase(act, book);
  return { undo: phraseOf(state?.undo), redo: phraseOf(state?.redo), isClosed: isSigned || isFinished, runUndo: run('review.undo'), runRedo: run('review.redo') };
}

/** Which act it is, for screen readers; it would make the button jump in size for the eye. */
function ActName({ act }: { readonly act: string | undefined }): ReactNode {
  return act === undefined ? null : <span className="visuallyHidden">: {act}</span>;
}
