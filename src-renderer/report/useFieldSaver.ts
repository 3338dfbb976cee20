import { useEffect, useState, useSyncExternalStore } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { ResultOf } from '#shared/contract/contract.ts';
import { fieldsFromPlaces } from '#shared/reports/fieldsByPlace.ts';
import { queryClient } from '../bridge/queryClient.ts';
import { queryKey } from '../bridge/queryKey.ts';
import { callService } from '../bridge/serviceClient.ts';
import { showFailure } from '../shell/failureLog.ts';
import { FieldSaver } from './fieldSaver.ts';
import type { SavingState } from './fieldSaver.ts';
import { withFields } from './reportFields.ts';

/** The texts of a case's report, kept as they are typed, also where the screen is left in the middle of a word. */
export function useFieldSaver({ summary: { id: caseId }, fields }: CaseDetail): { readonly saver: FieldSaver; readonly state: SavingState } {
  const [saver] = useState(() => new FieldSaver(fields, {
    save: async (texts, was) => {
      await callService('cases.setFields', { caseId, fields: fieldsFromPlaces(texts), was: fieldsFromPlaces(was) });
      queryClient.setQueryData<ResultOf<'cases.get'>>(queryKey('cases.get', { caseId }), (detail) => detail && { ...detail, fields: withFields(detail.fields, texts) });
    },
    onFailure: showFailure,
  }));
  useEffect(() => { saver.receive(fields); }, [saver, fields]);
  const { state } = useSyncExternalStore(saver.subscribe, saver.getView);
  useEffect(() => {
    const flush = (): void => { void saver.flush(); };
    window.addEventListener('pagehide', flush);
    return () => { window.removeEventListener('pagehide', flush); flush(); };
  }, [saver]);
  return { saver, state };
}
