import { useEffect, useMemo, useRef } from 'react';
import { callService } from '../bridge/serviceClient.ts';
import { useSession } from '../session/session.ts';
import { showFailure } from '../shell/failureLog.ts';
import { createCellActs } from './cellActs.ts';
import type { CellActs } from './cellActs.ts';
import type { ShownCells } from './useCaseCells.ts';

/** The reviewing acts of this window's user on cells that `useCaseCells` gave. The same functions as long as the case is the same. */
export function useCellActs({ cells, reload }: Pick<ShownCells, 'cells' | 'reload'>): CellActs {
  const { user } = useSession();
  const latest = useRef({ name: user.name, reload });
  useEffect(() => { latest.current = { name: user.name, reload }; }, [user.name, reload]);
  return useMemo(() => createCellActs({ cells, by: () => latest.current.name, call: callService, reload: () => { latest.current.reload(); }, tell: showFailure }), [cells]);
}
