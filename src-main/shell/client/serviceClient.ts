import * as v from 'valibot';
import type { ServiceEvent, ShellEvent } from '#shared/contract/events.ts';
import type { Failure } from '#shared/contract/messages.ts';
import { reply } from '#shared/contract/messages.ts';
import type { Progress } from '#shared/jobs/progress.ts';
import type { ForkedProcess } from '#main/supervision/forkedProcess.ts';
import type { SupervisionLimits } from '#main/supervision/supervisor.ts';
import { supervise } from '#main/supervision/supervisor.ts';
import { CallFailure } from './callFailure.ts';

export type ServiceCondition = Extract<ShellEvent, { shell: 'service' }>;
export interface CallWork { readonly signal?: AbortSignal; readonly onProgress?: (progress: Progress) => void }

/** A shell's way to its service. The service is started, and started again when it dies. */
export interface ServiceClient {
  /** Waits for the service where it is starting. Rejects with a `CallFailure` alone: the service's own, or that it is down. */
  call(name: string, given: unknown, work?: CallWork): Promise<unknown>;
  /** What the service tells, and what becomes of the service itself. Gives the function that ends it. */
  onEvent(listener: (event: ServiceEvent | ServiceCondition) => void): () => void;
  readonly condition: ServiceCondition;
  /** Starts a service that was given up; does nothing to one that runs. */
  wake(): void;
  close(): Promise<void>;
}

export interface ServiceClientOptions {
  readonly startService: (attempt: number) => ForkedProcess;
  readonly limits?: Partial<SupervisionLimits>;
}

interface CallInFlight { readonly name: string; readonly given: unknown; readonly work: CallWork; readonly settle: (result: unknown) => void; readonly refuse: (failure: Failure) => void; sent: boolean }

/** Starts the service and gives the way to it. */
export function openServiceClient({ startService, limits }: ServiceClientOptions): ServiceClient {
  const calls = new Map<number, CallInFlight>();
  const listeners = new Set<(event: ServiceEvent | ServiceCondition) => void>();
  let condition: ServiceCondition = { shell: 'service', state: 'starting', sentence: '' };
  let lastId = 0;

  const tell = (event: ServiceEvent | ServiceCondition): void => { for (const listener of [...listeners]) listener(event); };
  const take = (id: number): CallInFlight | undefined => {
    const call = calls.get(id);
    calls.delete(id);
    return call;
  };
  const transmit = (id: number, call: CallInFlight): void => {
    call.sent = true;
    supervisor.send({ kind: 'call', id, name: call.name, arguments: call.given });
  };
  /** Calls that a dead service had begun may or may not have been done: their callers are told, and look again. */
  const refuse = (sentence: string, which: (call: CallInFlight) => boolean): void => {
    for (const [id, call] of [...calls]) {
      if (which(call)) take(id)?.refuse({ code: 'service-down', sentence, remedy: call.sent ? 'Look whether it was done, and do it again where it was not.' : '' });
    }
  };

  const supervisor = supervise({
    start: startService, limits, name: 'The part of Myeloscope that keeps the cases',
    onCondition: ({ state, sentence, willRestart }) => {
      condition = { shell: 'service', state: state === 'stopped' ? 'down' : state, sentence };
      if (state === 'running') for (const [id, call] of calls) transmit(id, call);
      if (state === 'down') refuse(sentence, (call) => call.sent || !willRestart);
      if (state === 'stopped') refuse('Myeloscope is closing.', () => true);
      tell(condition);
    },
    onMessage: (message) => {
      const read = v.safeParse(reply, message);
      if (!read.success) return;
      switch (read.output.kind) {
        case 'result': take(read.output.id)?.settle(read.output.result); break;
        case 'failure': take(read.output.id)?.refuse(read.output.failure); break;
        case 'progress': calls.get(read.output.id)?.work.onProgress?.({ stage: read.output.stage, done: read.output.done, total: read.output.total }); break;
        case 'event': if ('event' in read.output.event) tell(read.output.event);
      }
    },
  });
  supervisor.start();

  return {
    call: (name, given, work = {}) => new Promise((resolve, reject) => {
      const isGivenUp = supervisor.condition.state === 'stopped' || (supervisor.condition.state === 'down' && !supervisor.condition.willRestart);
      if (isGivenUp) {
        reject(new CallFailure({ code: 'service-down', sentence: condition.sentence || 'Myeloscope is closing.', remedy: '' }));
        return;
      }
      const id = ++lastId;
      const cancel = (): void => {
        const call = calls.get(id);
        if (call?.sent) supervisor.send({ kind: 'cancel', id });
        else take(id)?.refuse({ code: 'cancelled', sentence: 'Stopped on request.', remedy: '' });
      };
      const end = (): void => { work.signal?.removeEventListener('abort', cancel); };
      const call: CallInFlight = {
        name, given, work, sent: false,
        settle: (result) => { end(); resolve(result); },
        refuse: (failure) => { end(); reject(new CallFailure(failure)); },
      };
      calls.set(id, call);
      if (supervisor.condition.state === 'running') transmit(id, call);
      work.signal?.addEventListener('abort', cancel, { once: true });
      if (work.signal?.aborted) cancel();
    }),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    get condition() { return condition; },
    wake: () => { supervisor.start(); },
    close: () => supervisor.stop(),
  };
}
