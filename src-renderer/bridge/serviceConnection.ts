import * as v from 'valibot';
import type { Bridge } from '#shared/contract/bridge.ts';
import { contract } from '#shared/contract/contract.ts';
import type { ArgumentsOf, CommandName, ResultOf } from '#shared/contract/contract.ts';
import type { ServiceEvent, ShellEvent } from '#shared/contract/events.ts';
import type { Reply } from '#shared/contract/messages.ts';
import type { Progress } from '#shared/jobs/progress.ts';
import { bridgeTexts } from '../texts/bridge.ts';
import { ServiceFailure } from './serviceFailure.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /**
   * Once it is stopped, waits for what the service says came of it: the result where it was done already, `cancelled` where it was not.
   * For acts that can't be taken back. Others are `cancelled` at once, and what came of them is not heard.
   */
  readonly hearsOut?: boolean;
}

/** The window's end of the contract: calls with their results checked, and what comes unasked. */
export interface ServiceConnection {
  /** Rejects with a `ServiceFailure` always; with the code `cancelled` where the signal was raised, and for `hearsOut` nothing was done. */
  call<Name extends CommandName>(name: Name, given: ArgumentsOf<Name>, options?: CallOptions): Promise<ResultOf<Name>>;
  onServiceEvent(listener: (event: ServiceEvent) => void): () => void;
  onShellEvent(listener: (event: ShellEvent) => void): () => void;
  /** Slides and folders that the window is told to open. What came before anybody listened, as with a window that was just started, is told first. */
  onOpenPaths(listener: (paths: readonly string[]) => void): () => void;
}

interface WaitingCall {
  readonly settle: (result: unknown) => void;
  readonly refuse: (failure: ServiceFailure) => void;
  readonly onProgress?: (progress: Progress) => void;
}

/** Speaks the contract over a shell's bridge. One connection a window. */
export function connectService(bridge: Bridge): ServiceConnection {
  const waiting = new Map<number, WaitingCall>();
  const serviceListeners = new Set<(event: ServiceEvent) => void>();
  const shellListeners = new Set<(event: ShellEvent) => void>();
  const openListeners = new Set<(paths: readonly string[]) => void>();
  let unopened: readonly string[] = [];
  let lastId = 0;

  const take = (id: number): WaitingCall | undefined => {
    const call = waiting.get(id);
    waiting.delete(id);
    return call;
  };
  const receive = (reply: Reply): void => {
    switch (reply.kind) {
      case 'result': take(reply.id)?.settle(reply.result); break;
      case 'failure': take(reply.id)?.refuse(new ServiceFailure(reply.failure)); break;
      case 'progress': waiting.get(reply.id)?.onProgress?.({ stage: reply.stage, done: reply.done, total: reply.total }); break;
      case 'event': {
        const { event } = reply;
        if ('event' in event) for (const listener of serviceListeners) listener(event);
        else if (event.shell === 'openPaths' && openListeners.size === 0) unopened = [...unopened, ...event.paths];
        else if (event.shell === 'openPaths') for (const listener of openListeners) listener(event.paths);
        else for (const listener of shellListeners) listener(event);
      }
    }
  };
  bridge.onReply(receive);

  return {
    call<Name extends CommandName>(name: Name, given: ArgumentsOf<Name>, { signal, onProgress, hearsOut = false }: CallOptions = {}): Promise<ResultOf<Name>> {
      const cancelled = (): ServiceFailure => new ServiceFailure({ code: 'cancelled', sentence: bridgeTexts.cancelled, remedy: '' });
      if (signal?.aborted) return Promise.reject(cancelled());
      const id = ++lastId;
      return new Promise<ResultOf<Name>>((resolve, reject) => {
        const cancel = (): void => {
          if (!hearsOut && !take(id)) return;
          bridge.send({ kind: 'cancel', id });
          if (!hearsOut) reject(cancelled());
        };
        const end = (): void => signal?.removeEventListener('abort', cancel);
        waiting.set(id, {
          onProgress,
          refuse: (failure) => { end(); reject(failure); },
          settle: (result) => {
            end();
            const checked = v.safeParse(contract[name].result, result);
            if (checked.success) resolve(checked.output as ResultOf<Name>);
            else reject(new ServiceFailure({ code: 'internal', sentence: bridgeTexts.badAnswer(name), remedy: bridgeTexts.badAnswerRemedy }, { cause: checked.issues }));
          },
        });
        signal?.addEventListener('abort', cancel, { once: true });
        try {
          bridge.send({ kind: 'call', id, name, arguments: given });
        } catch (error) {
          take(id)?.refuse(new ServiceFailure({ code: 'service-down', sentence: bridgeTexts.notSent, remedy: bridgeTexts.notSentRemedy }, { cause: error }));
        }
      });
    },
    onServiceEvent(listener) { serviceListeners.add(listener); return () => serviceListeners.delete(listener); },
    onShellEvent(listener) { shellListeners.add(listener); return () => shellListeners.delete(listener); },
    onOpenPaths(listener) {
      openListeners.add(listener);
      if (unopened.length > 0) listener(unopened);
      unopened = [];
      return () => openListeners.delete(listener);
    },
  };
}
