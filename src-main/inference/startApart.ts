import { fork } from 'node:child_process';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Progress } from '#shared/jobs/progress.ts';

/** How a process ended that gave no answer: ended for its time, killed (as a rule for its memory), or ended by itself. */
export type ApartEnd = { readonly why: 'late'; readonly seconds: number } | { readonly why: 'memory' } | { readonly why: 'ended'; readonly how: string };

/** A process that does dangerous work apart: one that aborts, never ends or eats all memory takes down nothing else. */
export interface ApartProcess {
  /** Sends an order and waits for its answer; messages before it that have a `progress` are passed on. Rejects as `failure` says where the process ends instead or takes too long, `cancelled`. */
  ask(order: object, report?: (progress: Progress) => void): Promise<unknown>;
  end(): void;
}

/** A network that names cells loads, and answers to a few of them, in seconds, even the largest on a slow machine. */
const usualPatienceMs = 120_000;

/**
 * Starts a process for work that may end it, or never end.
 *
 * @param entry answers each message with one message, and watches its own memory (`watchMemory`)
 * @param patienceMs for each answer
 * @param failure what is said where it takes too long or ends: by default, that a model of which nothing was known can't be used
 */
export function startApart(entry: string, signal?: { readonly aborted: boolean }, patienceMs = usualPatienceMs, failure: (end: ApartEnd) => MyeloscopeError = unusable): ApartProcess {
  const child = fork(entry, [], { execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const end = () => { child.kill('SIGKILL'); };
  const ask: ApartProcess['ask'] = (order, report) => new Promise<unknown>((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => { isLate = true; end(); }, patienceMs);
    const asked = setInterval(() => { if (signal?.aborted) end(); }, 100);
    const settle = (then: () => void) => {
      clearTimeout(timer);
      clearInterval(asked);
      child.removeAllListeners();
      then();
    };
    child.on('message', (said) => {
      if (typeof said === 'object' && said !== null && 'progress' in said) report?.(said.progress as Progress);
      else settle(() => { resolve(said); });
    });
    const hasEnded = (code: number | null, ended: NodeJS.Signals | null) => {
      settle(() => {
        if (signal?.aborted) reject(new MyeloscopeError('cancelled', 'Stopped on request.'));
        else if (isLate) reject(failure({ why: 'late', seconds: patienceMs / 1000 }));
        else reject(failure(ended === 'SIGKILL' ? { why: 'memory' } : { why: 'ended', how: ended ?? `exit code ${code}` }));
      });
    };
    child.once('error', (cause) => { settle(() => { reject(cause); }); });
    child.once('exit', hasEnded);
    // It may have ended since it answered last. Where only its channel is closed yet, its end is on the way and says more.
    if (child.exitCode !== null || child.signalCode !== null) hasEnded(child.exitCode, child.signalCode);
    else if (signal?.aborted) end();
    else if (child.connected) child.send(order, () => undefined);
  });
  return { ask, end };
}

function unusable(end: ApartEnd): MyeloscopeError {
  const what = end.why === 'late' ? `did not answer within ${end.seconds} seconds` : end.why === 'memory' ? 'takes more memory than it may' : `ended its process (${end.how})`;
  return new MyeloscopeError('model-invalid', `The model ${what} when it was tried in a process of its own.`, 'It can\'t be used. Ask whoever made it.');
}
