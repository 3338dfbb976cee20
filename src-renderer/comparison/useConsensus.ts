import { useCallback, useMemo, useRef, useState } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { callService } from '../bridge/serviceClient.ts';
import { useService } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { showFailure } from '../shell/failureLog.ts';
import { useUndoTarget } from '../shell/undoTarget.ts';
import { actPhrase } from '../texts/acts.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { useClassBook } from '../ui/classBook.ts';

export interface ConsensusActs {
  /** Calls that are not in the comparison yet, by cell. */
  readonly waiting: ReadonlyMap<number, ClassCode>;
  call(cellId: number, code: ClassCode): void;
}

interface ConsensusOptions {
  /** Begun: there are acts to take back. */
  readonly hasBegun: boolean;
  /** Neither finished nor signed. */
  readonly isOpen: boolean;
  /** Asks for the comparison again and resolves when it is there; only then is a call no longer shown from here. Stays the same function. */
  readonly settled: () => Promise<unknown>;
}

/**
 * Consensus calls of a case: shown at once, kept one after the other in the order in which they were given, undo and redo among them.
 * Once the consensus has begun, undo and redo of the window act on it: both readings are finished by then.
 */
export function useConsensus(caseId: number, { hasBegun, isOpen, settled }: ConsensusOptions): ConsensusActs {
  const by = useSession().user.name;
  const [waiting, setWaiting] = useState<ReadonlyMap<number, ClassCode>>(new Map());
  const keeping = useRef<Promise<void>>(Promise.resolve());

  const keep = useCallback((act: () => Promise<unknown>, cellId?: number, code?: ClassCode): void => {
    keeping.current = keeping.current.then(async () => {
      try {
        await act();
        await settled();
      } catch (error) {
        showFailure(error);
      } finally {
        setWaiting((calls) => (cellId === undefined || calls.get(cellId) !== code ? calls : new Map([...calls].filter(([id]) => id !== cellId))));
      }
    });
  }, [settled]);

  const state = useService('review.state', { caseId, reading: 'consensus' }, { enabled: hasBegun }).data;
  const book = useClassBook();
  useUndoTarget(useMemo(() => {
    if (!hasBegun) return undefined;
    const run = (name: 'review.undo' | 'review.redo') => (): void => { keep(() => callService(name, { caseId, reading: 'consensus', by })); };
    return { name: comparisonTexts.differing.consensus, undo: state?.undo && actPhrase(state.undo, book), redo: state?.redo && actPhrase(state.redo, book), isClosed: !isOpen, runUndo: run('review.undo'), runRedo: run('review.redo') };
  }, [caseId, by, keep, hasBegun, isOpen, state, book]));

  return {
    waiting,
    call(cellId, code) {
      setWaiting((calls) => new Map(calls).set(cellId, code));
      keep(() => callService('review.call', { caseId, reading: 'consensus', by, cellIds: [cellId], code }), cellId, code);
    },
  };
}
