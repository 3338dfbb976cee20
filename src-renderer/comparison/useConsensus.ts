import { useCallback, useRef, useState } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { callService } from '../bridge/serviceClient.ts';
import { useSession } from '../session/session.ts';
import { showFailure } from '../shell/failureLog.ts';

export interface ConsensusActs {
  /** Calls that are not in the comparison yet, by cell. */
  readonly waiting: ReadonlyMap<number, ClassCode>;
  call(cellId: number, code: ClassCode): void;
  undo(): void;
}

/**
 * Consensus calls of a case: shown at once, kept one after the other in the order in which they were given. `settled`: asks for
 * the comparison again and resolves when it is there; only then is a call no longer shown from here.
 */
export function useConsensus(caseId: number, settled: () => Promise<unknown>): ConsensusActs {
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

  return {
    waiting,
    call(cellId, code) {
      setWaiting((calls) => new Map(calls).set(cellId, code));
      keep(() => callService('review.call', { caseId, reading: 'consensus', by, cellIds: [cellId], code }), cellId, code);
    },
    undo() { keep(() => callService('review.undo', { caseId, reading: 'consensus', by })); },
  };
}
