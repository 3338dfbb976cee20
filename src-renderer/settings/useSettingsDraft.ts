import { useState } from 'react';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import { useServiceAct } from '../bridge/useService.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';

export interface SettingsDraft<Draft> {
  readonly draft: Draft;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly wasSaved: boolean;
  readonly failure: ServiceFailure | null;
  change(changes: Partial<Draft>): void;
  undoChanges(): void;
  save(settings: Partial<Settings>): void;
}

/**
 * A part of the settings while it is being changed. `kept` is what is saved: it shows through wherever nothing was typed, so a
 * change made in another window comes in.
 */
export function useSettingsDraft<Draft extends object>(kept: Draft): SettingsDraft<Draft> {
  const [changes, setChanges] = useState<Partial<Draft>>({});
  const act = useServiceAct('settings.set');
  const isChanged = Object.keys(changes).length > 0;
  return {
    draft: { ...kept, ...changes }, isChanged, isSaving: act.isPending, wasSaved: act.isSuccess && !isChanged, failure: act.error,
    change: (more) => setChanges((before) => ({ ...before, ...more })),
    undoChanges: () => { setChanges({}); act.reset(); },
    save: (settings) => act.mutate({ settings }, { onSuccess: () => setChanges({}) }),
  };
}
