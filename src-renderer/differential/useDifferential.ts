import { useMemo } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import { useService } from '../bridge/useService.ts';
import { useCaseCells } from '../cells/useCaseCells.ts';
import { liveCounts } from './liveCounts.ts';
import { shownDifferential } from './shownDifferential.ts';
import type { ShownDifferential } from './shownDifferential.ts';

const noCounts = {};

/** The differential of a case in one reading, following every reviewing act and every manual count without waiting for the service. */
export function useDifferential({ summary, slides }: CaseDetail, reading: Reading): { readonly shown?: ShownDifferential; readonly failure: ServiceFailure | null; readonly retry: () => void } {
  const answer = useService('differential.get', { caseId: summary.id, reading });
  // Who reads a second time must see nothing of what another has counted by eye.
  const seesManual = reading !== 'second';
  const counted = useService('manual.get', { caseId: summary.id }, { enabled: seesManual }).data?.counts;
  const manual = seesManual ? counted : noCounts;
  const { state, columns, revision } = useCaseCells(summary.id, reading);
  // Calls change in place: the revision says when to add them up again.
  const live = useMemo(() => (state === 'ready' ? { ...liveCounts(columns, slides.length), revision } : undefined), [state, columns, revision, slides.length]);
  const shown = useMemo(() => answer.data && shownDifferential(answer.data, live, manual ?? answer.data.manual ?? noCounts), [answer.data, live, manual]);
  return { shown, failure: answer.error, retry: () => { void answer.refetch(); } };
}
