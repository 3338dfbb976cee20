import { useCallback, useEffect } from 'react';
import { onShellEvent } from '../bridge/serviceClient.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import type { TimedProgress } from '../bridge/timedProgress.ts';
import { useLongService } from '../bridge/useLongService.ts';
import { worklistTexts } from '../texts/worklist.ts';

export interface ComingSample {
  /** How far it is; undefined where none is being made. */
  readonly progress: TimedProgress | undefined;
  readonly failure: ServiceFailure | undefined;
  /** Asks for it once more. */
  ask(): void;
}

/** The sample case, which the service makes in a library that never held a case: waited for while the list is empty, wherever it came from. */
export function useSampleCase(isEmpty: boolean): ComingSample {
  const { progress, failure, run } = useLongService('sample.open', worklistTexts.sampleDrawing);
  const ask = useCallback(() => { if (isEmpty) void run({}); }, [isEmpty, run]);
  useEffect(ask, [ask]);
  // A service that was away has forgotten who waited.
  useEffect(() => onShellEvent((event) => { if (event.shell === 'service' && event.state === 'running') ask(); }), [ask]);
  return { progress, failure, ask };
}
