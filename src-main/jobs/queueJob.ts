import type { Library } from '#main/store/library.ts';
import { thisProcess, holderLives } from './jobHolder.ts';

/**
 * Lets a job of a kind wait for a subject, because a person asks for it: the one there is, with this input, or a new one.
 * A job that runs goes on, and takes this input when it is begun the next time. Gives its id.
 */
export function queueJob(store: Pick<Library, 'jobs' | 'transaction'>, wanted: { kind: string; subject: string; input: string }): { id: number; isRunning: boolean } {
  return store.transaction(() => {
    const last = store.jobs.newest(wanted.kind, wanted.subject);
    if (!last || last.state === 'done') return { id: store.jobs.add(wanted.kind, wanted.subject, wanted.input), isRunning: false };
    const isRunning = holderLives(last, thisProcess().heartbeatAt);
    if (isRunning) store.jobs.setInput(last.id, wanted.input);
    else store.jobs.queue(last.id, wanted.input);
    return { id: last.id, isRunning };
  });
}
