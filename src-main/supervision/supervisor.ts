import { readControlMessage } from './controlMessages.ts';
import { countCrashes } from './crashCount.ts';
import type { Ending, ForkedProcess } from './forkedProcess.ts';

export type SupervisedState = 'starting' | 'running' | 'down' | 'stopped';
/** `sentence` is for people: why it is down, and what to do. `willRestart`: it starts again by itself. */
export interface SupervisedCondition { readonly state: SupervisedState; readonly sentence: string; readonly willRestart: boolean }

export interface SupervisionLimits {
  /** Given up after so many crashes within `withinMs`. */
  readonly crashes: number; readonly withinMs: number;
  /** The pause before a restart, doubled with each crash. */
  readonly firstPauseMs: number; readonly longestPauseMs: number;
  /** A process that has not said that it is ready by then counts as crashed. */
  readonly readyWithinMs: number;
  /** A process that was told to close and has not by then is ended. */
  readonly closeWithinMs: number;
}
/** A library may be migrated before the process is ready, so the patience is long. */
export const usualLimits: SupervisionLimits = { crashes: 5, withinMs: 60_000, firstPauseMs: 200, longestPauseMs: 4000, readyWithinMs: 120_000, closeWithinMs: 6000 };

export interface Supervision {
  /** Starts the process by a fork. The number of the start is told: the first is 1. */
  readonly start: (attempt: number) => ForkedProcess;
  /** At the beginning of a sentence: "The part of Myeloscope that keeps the cases". */
  readonly name: string;
  readonly onCondition: (condition: SupervisedCondition) => void;
  /** Every message of the work. */
  readonly onMessage: (message: unknown) => void;
  /** Each unasked ending, for diagnostics. */
  readonly onCrash?: (ending: Ending) => void;
  readonly limits?: Partial<SupervisionLimits>;
}

export interface Supervisor {
  readonly condition: SupervisedCondition;
  readonly pid: number | undefined;
  /** To the process that runs now; lost where none does. */
  send(message: unknown): void;
  /** Starts it, also after it was given up. Does nothing where it runs or is about to. */
  start(): void;
  /** Asks it to close, waits for that, ends it where it does not. */
  stop(): Promise<void>;
}

/** Keeps one process running: starts it, starts it again after a crash with growing pauses, gives up where it keeps crashing. */
export function supervise(supervision: Supervision): Supervisor {
  const limits = { ...usualLimits, ...supervision.limits };
  const crashes = countCrashes(limits.crashes, limits.withinMs);
  let condition: SupervisedCondition = { state: 'stopped', sentence: '', willRestart: false };
  let current: ForkedProcess | undefined;
  let restart: NodeJS.Timeout | undefined;
  let attempt = 0;
  let whenEnded: (() => void) | undefined;

  const become = (state: SupervisedState, sentence = '', willRestart = false): void => {
    condition = { state, sentence, willRestart };
    supervision.onCondition(condition);
  };

  const crashed = (ending: Ending): void => {
    supervision.onCrash?.(ending);
    if (crashes.add()) {
      become('down', `${supervision.name} stopped ${crashes.recent} times within a minute and is not started again by itself. Close Myeloscope and open it again; nothing that was done is lost.`);
      return;
    }
    const pauseMs = Math.min(limits.firstPauseMs * 2 ** (crashes.recent - 1), limits.longestPauseMs);
    become('down', `${supervision.name} stopped unexpectedly and is starting again. Nothing that was done is lost.`, true);
    restart = setTimeout(begin, pauseMs);
  };

  const begin = (): void => {
    restart = undefined;
    attempt += 1;
    const started = supervision.start(attempt);
    current = started;
    let unusable = false;
    const patience = setTimeout(() => { started.kill(); }, limits.readyWithinMs);
    started.onMessage((message) => {
      const control = readControlMessage(message);
      if (!control) supervision.onMessage(message);
      else if (control.control === 'ready') {
        clearTimeout(patience);
        if (condition.state === 'starting') become('running');
      } else if (control.control === 'unusable') {
        unusable = true;
        become('down', [control.failure.sentence, control.failure.remedy].filter(Boolean).join(' '));
      }
    });
    started.onExit((ending) => {
      clearTimeout(patience);
      if (current === started) current = undefined;
      if (whenEnded) whenEnded();
      else if (!unusable) crashed(ending);
    });
    become('starting', attempt === 1 ? '' : `${supervision.name} is starting again.`);
  };

  return {
    get condition() { return condition; },
    get pid() { return current?.pid; },
    send: (message) => { current?.send(message); },
    start: () => {
      if (current || restart || whenEnded) return;
      crashes.forget();
      begin();
    },
    stop: () => new Promise((resolve) => {
      clearTimeout(restart);
      restart = undefined;
      const running = current;
      const kill = setTimeout(() => { running?.kill(); }, limits.closeWithinMs);
      whenEnded = () => {
        clearTimeout(kill);
        whenEnded = undefined;
        become('stopped');
        resolve();
      };
      if (running) running.send({ control: 'close' });
      else whenEnded();
    }),
  };
}
