import { setTimeout as wait } from 'node:timers/promises';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { Library } from '#main/store/library.ts';
import type { AskedBy } from './claimJob.ts';
import { claimJob } from './claimJob.ts';
import { heartbeatMs, thisProcess } from './jobHolder.ts';
import { thinProgress } from './thinProgress.ts';

/** A kind of job: its name, and how its input is checked, when given and again when read back. `check` throws. */
export interface JobKind<Input> { readonly kind: string; readonly check: (input: unknown) => Input }

/** What a running job gets beside the usual. */
export interface JobContext extends WorkContext {
  /**
   * Throws where this process holds the job no more. Call it inside the transaction that keeps a part of the work: a
   * process that was asleep while another took over can then keep nothing twice.
   */
  readonly stillHeld: () => void;
}

const storedProgressMs = 1_000;
const waitMs = 300;

/**
 * Runs a job for a subject to its end, waiting while another process runs it. The state is kept in the library, so that
 * work cut short goes on. Throws what `work` throws, having marked the job `cancelled` or `failed`; `cancelled` when the
 * signal is raised while waiting.
 */
export async function runJob<Input, Result>(
  store: Pick<Library, 'jobs' | 'transaction'>,
  { kind, check }: JobKind<Input>,
  subject: string,
  input: Input,
  work: (input: Input, context: JobContext) => Promise<Result>,
  context: WorkContext,
  askedBy: AskedBy = 'person',
): Promise<Result> {
  const { id, token } = await claimed(store, { kind, subject, input: JSON.stringify(check(input)) }, askedBy, context);
  const stored = thinProgress(({ stage, done, total }) => {
    tryQuietly(() => { store.jobs.setProgress(id, token, stage, done, total); });
  }, storedProgressMs);
  const shown = thinProgress((progress) => context.report?.(progress));
  // A missed heartbeat is no reason to stop: the next keeping of work finds out.
  const heartbeat = setInterval(() => { tryQuietly(() => store.jobs.beat(id, token, Date.now())); }, heartbeatMs).unref();
  const jobContext: JobContext = {
    signal: context.signal,
    report: (progress) => { stored.report(progress); shown.report(progress); },
    stillHeld: () => {
      if (!store.jobs.beatWithGain(id, token, Date.now())) {
        throw new MyeloscopeError('cancelled', 'Another Myeloscope has taken over this work.', 'Give the same command again to see its result.');
      }
    },
  };
  try {
    const result = await work(check(JSON.parse(store.jobs.find(id)?.input ?? 'null')), jobContext);
    stored.flush();
    shown.flush();
    store.jobs.release(id, token, 'done', null);
    return result;
  } catch (cause) {
    const cancelled = cause instanceof MyeloscopeError && cause.code === 'cancelled';
    tryQuietly(() => (cancelled
      ? store.jobs.release(id, token, 'cancelled', null)
      : store.jobs.release(id, token, 'failed', String(cause instanceof Error ? cause.message : cause), cause instanceof MyeloscopeError ? cause.code : 'internal')));
    throw cause;
  } finally {
    clearInterval(heartbeat);
    stored.stop();
    shown.stop();
  }
}

async function claimed(store: Pick<Library, 'jobs' | 'transaction'>, wanted: { kind: string; subject: string; input: string }, askedBy: AskedBy, context: WorkContext) {
  for (;;) {
    throwIfCancelled(context.signal);
    const claim = claimJob(store, wanted, thisProcess(), askedBy);
    if (claim.outcome === 'held') return claim;
    if (claim.outcome === 'ended') throw new MyeloscopeError('cancelled', 'This work has ended in another Myeloscope.');
    if (claim.outcome === 'failed') throw new MyeloscopeError('internal', claim.reason, 'Ask for it by hand to try once more.');
    context.report?.({ stage: `Waiting for another Myeloscope at work on this (process ${String(claim.holder.holderProcess)} on ${claim.holder.holderHost})`, done: 0, total: 0 });
    await wait(waitMs);
  }
}

/**
 * Notes something of the job where it can. The error that ends a job is what the user must see, not that the library could
 * not note it (a full disk is both): the job then stays `running` with a dead holder, and is taken over as after a crash.
 */
function tryQuietly(note: () => unknown): void {
  try {
    note();
  } catch {
    // See above.
  }
}
