import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Reading } from '#shared/contract/parts.ts';
import { queryKey } from '../bridge/queryKey.ts';
import { callService } from '../bridge/serviceClient.ts';

/** Asks for what the machine thought of the cells that come, so that it stands there with their pictures. */
export function usePreparedCells(caseId: number, reading: Reading, ids: readonly number[]): void {
  const client = useQueryClient();
  const wanted = ids.join(' ');
  useEffect(() => {
    for (const cellId of wanted.split(' ').filter(Boolean).map(Number)) {
      const given = { caseId, reading, cellId };
      // A failure is told when the cell is looked at: then it is asked for again.
      void client.prefetchQuery({ queryKey: queryKey('cells.get', given), queryFn: ({ signal }) => callService('cells.get', given, { signal }) });
    }
  }, [client, caseId, reading, wanted]);
}
