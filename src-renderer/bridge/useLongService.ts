import { useCallback, useEffect, useRef, useState } from 'react';
import type { ArgumentsOf, CommandName, ResultOf } from '#shared/contract/contract.ts';
import { callService } from './serviceClient.ts';
import type { ServiceFailure } from './serviceFailure.ts';
import { wasCancelled } from './serviceFailure.ts';
import { timeProgress } from './timedProgress.ts';
import type { TimedProgress } from './timedProgress.ts';

/** An act that takes a while: how far it is, how to stop it, and what came of it. It is stopped where its part of the window goes away. */
export interface LongService<Name extends CommandName> {
  /** How far it is; undefined while it does not run. */
  readonly progress: TimedProgress | undefined;
  readonly result: ResultOf<Name> | undefined;
  readonly failure: ServiceFailure | undefined;
  /** It was told to stop, and what came of it is not known yet. */
  readonly isStopping: boolean;
  run(given: ArgumentsOf<Name>): Promise<ResultOf<Name> | undefined>;
  stop(): void;
}

/**
 * @param stage what it does, until it says more itself
 * @param hearsOut it runs on after `stop` until the service says what came of it, even where its part of the window went away: see `CallOptions`
 */
export function useLongService<Name extends CommandName>(name: Name, stage: string, { hearsOut = false } = {}): LongService<Name> {
  const ending = useRef<AbortController>(undefined);
  const [progress, setProgress] = useState<TimedProgress>();
  const [result, setResult] = useState<ResultOf<Name>>();
  const [failure, setFailure] = useState<ServiceFailure>();
  const [isStopping, setStopping] = useState(false);
  useEffect(() => () => ending.current?.abort(), []);
  const stop = useCallback(() => {
    ending.current?.abort();
    setStopping(true);
  }, []);
  const run = useCallback(async (given: ArgumentsOf<Name>) => {
    ending.current?.abort();
    const own = new AbortController();
    ending.current = own;
    setFailure(undefined);
    setResult(undefined);
    setStopping(false);
    setProgress({ stage, done: 0, total: 0 });
    try {
      const answer = await callService(name, given, { signal: own.signal, onProgress: timeProgress(setProgress), hearsOut });
      setResult(answer);
      return answer;
    } catch (error) {
      if (!wasCancelled(error)) setFailure(error as ServiceFailure);
      return undefined;
    } finally {
      if (ending.current === own) setProgress(undefined);
    }
  }, [name, stage, hearsOut]);
  return { progress, result, failure, isStopping: isStopping && progress !== undefined, run, stop };
}
