import { useCallback, useMemo, useRef, useState } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { queryClient } from '../bridge/queryClient.ts';
import { queryKey } from '../bridge/queryKey.ts';
import { callService } from '../bridge/serviceClient.ts';
import { useService } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { showFailure } from '../shell/failureLog.ts';
import { withWaiting } from './waitingTallies.ts';
import type { ManualCounts } from './waitingTallies.ts';

export interface ManualCount {
  readonly shown: ManualCounts;
  tally(code: ClassCode): void;
  /** Takes the last cell back. */
  undo(): void;
  /** Counts the cell again that was taken back last. */
  redo(): void;
}

const nothing: ManualCounts = { counts: {}, total: 0, takenBack: [] };

/**
 * The manual counter of a case. Keys are shown at once and kept one after the other, in the order in which they were pressed; one
 * that could not be kept is said and no longer shown.
 */
export function useManualCount(caseId: number): ManualCount {
  const by = useSession().user.name;
  const { data } = useService('manual.get', { caseId });
  const [waiting, setWaiting] = useState<readonly (ClassCode | 'undo' | 'redo')[]>([]);
  const keeping = useRef<Promise<void>>(Promise.resolve());

  const act = useCallback((code: ClassCode | 'undo' | 'redo'): void => {
    setWaiting((acts) => [...acts, code]);
    keeping.current = keeping.current.then(async () => {
      try {
        const kept = await (code === 'undo' || code === 'redo' ? callService(`manual.${code}`, { caseId, by }) : callService('manual.tally', { caseId, by, code }));
        queryClient.setQueryData(queryKey('manual.get', { caseId }), kept);
      } catch (error) {
        showFailure(error);
      } finally {
        setWaiting((acts) => acts.slice(1));
      }
    });
  }, [caseId, by]);

  const shown = useMemo(() => withWaiting(data ?? nothing, waiting), [data, waiting]);
  return useMemo(() => ({ shown, tally: act, undo: () => { act('undo'); }, redo: () => { act('redo'); } }), [shown, act]);
}
