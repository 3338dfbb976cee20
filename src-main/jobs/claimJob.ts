import { randomUUID } from 'node:crypto';
import type { Library } from '#main/store/library.ts';
import type { JobHolder, StoredJob } from '#main/store/repositories/jobRepository.ts';
import { holderLives } from './jobHolder.ts';

/**
 * Who asks for a job to be begun. A person who gives a command again has seen what happened and wants another try; a
 * program that starts unfinished work by itself must not bring the machine down over and over.
 */
export type AskedBy = 'person' | 'program';

export type Claim =
  | { readonly outcome: 'held'; readonly id: number; readonly token: string }
  | { readonly outcome: 'busy'; readonly holder: JobHolder }
  /** Done, stopped or taken away: nothing is left for a program to go on with. */
  | { readonly outcome: 'ended' }
  | { readonly outcome: 'failed'; readonly reason: string };

/** A job that brought its process down so often, with nothing kept in between, is not begun again by a program. */
export const mostDeaths = 2;

type JobStore = Pick<Library, 'jobs' | 'transaction'>;

/**
 * Takes a job of a kind for a subject, making it where there is none or where the last one is done. One transaction, so
 * that of two processes one gets it; a program begins nothing that ended while it waited for the other. A job whose holder is
 * gone is taken over, and its end counted as a death. The input given now is what it works from.
 */
export function claimJob(store: JobStore, wanted: { kind: string; subject: string; input: string }, holder: JobHolder, askedBy: AskedBy): Claim {
  return store.transaction(() => {
    const last = store.jobs.newest(wanted.kind, wanted.subject);
    if (last && holderLives(last, holder.heartbeatAt)) return { outcome: 'busy', holder: holderOf(last) };
    if (askedBy === 'program' && (!last || last.state === 'done' || last.state === 'cancelled')) return { outcome: 'ended' };
    const token = randomUUID();
    if (!last || last.state === 'done') {
      const id = store.jobs.add(wanted.kind, wanted.subject, wanted.input);
      store.jobs.hold(id, token, holder, { input: wanted.input, attempt: 1, deaths: 0 });
      return { outcome: 'held', id, token };
    }
    const deaths = last.deaths + (last.state === 'running' ? 1 : 0);
    if (askedBy === 'program' && (last.state === 'failed' || deaths >= mostDeaths)) {
      const reason = last.reason ?? `The program went down ${String(deaths)} times at the same place${last.stage ? ` (${last.stage})` : ''}.`;
      store.jobs.fail(last.id, reason, last.failureCode);
      return { outcome: 'failed', reason };
    }
    store.jobs.hold(last.id, token, holder, { input: wanted.input, attempt: last.attempt + 1, deaths });
    return { outcome: 'held', id: last.id, token };
  });
}

function holderOf(job: StoredJob): JobHolder {
  return { holderHost: job.holderHost ?? '', holderProcess: job.holderProcess ?? 0, heartbeatAt: job.heartbeatAt ?? 0 };
}
