import type { Library } from '#main/store/library.ts';
import type { StoredJob } from '#main/store/repositories/jobRepository.ts';
import { holderLives } from './jobHolder.ts';
import { isUnfinished } from './isUnfinished.ts';

/** How a job ended whose process could not say so itself. `reason`: in words. */
export type JobEnding = { readonly state: 'cancelled' } | { readonly state: 'failed'; readonly reason: string };

/**
 * Notes in the library how jobs ended. What it can't take now, as on a full disk, is kept here and noted when it can: a
 * job that is begun over and over, and one that a person stopped and that still seems to run, are worse than a late note.
 */
export class JobEndings {
  readonly #store: Pick<Library, 'jobs' | 'transaction'>;
  /** By the id of the job, with the attempt that ended so: who begins it later knows better. */
  readonly #kept = new Map<number, { readonly attempt: number; readonly ending: JobEnding }>();

  constructor(store: Pick<Library, 'jobs' | 'transaction'>) {
    this.#store = store;
  }

  /** Says how an unfinished job that nobody holds has ended. */
  end({ id, attempt }: StoredJob, ending: JobEnding): void {
    this.#kept.set(id, { attempt, ending });
    this.noteKept();
  }

  /** How a job ended, as long as the library does not say so. */
  of({ id, attempt }: StoredJob): JobEnding | undefined {
    const kept = this.#kept.get(id);
    return kept?.attempt === attempt ? kept.ending : undefined;
  }

  /** A person asks for the job again. */
  forget(jobId: number): void {
    this.#kept.delete(jobId);
  }

  /** Notes what the library could not take before. Gives the ids of the jobs that it takes now. */
  noteKept(): number[] {
    return [...this.#kept.keys()].filter((id) => {
      try {
        this.#note(id);
      } catch {
        return false;
      }
      return this.#kept.delete(id);
    });
  }

  #note(id: number): void {
    const { jobs } = this.#store;
    this.#store.transaction(() => {
      const job = jobs.find(id), ending = job && this.of(job);
      if (!ending || !isUnfinished(job) || holderLives(job, Date.now())) return;
      if (ending.state === 'failed') jobs.fail(id, ending.reason);
      else jobs.cancel(id);
    });
  }
}
