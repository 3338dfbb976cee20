import type { ShownJob } from '#shared/contract/jobCommands.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredJob } from '#main/store/repositories/jobRepository.ts';
import { countJob } from '../countJob.ts';
import type { WorkOrder } from '../workerMessages.ts';
import type { StartWorker } from './startWorker.ts';
import { WorkerQueue } from './workerQueue.ts';

export interface CountQueueOptions {
  readonly library: Library;
  readonly order: Omit<WorkOrder, 'jobId'>;
  readonly startWorker: StartWorker;
  /** Told of each change of a job, and of its progress as often as the worker tells it. */
  readonly onChange: (job: ShownJob) => void;
}

/** Counts cases one at a time: see `WorkerQueue`. The subject of a job is the identity of its case. */
export class CountQueue {
  readonly #library: Library;
  readonly #queue: WorkerQueue<unknown>;

  constructor({ library, order, startWorker, onChange }: CountQueueOptions) {
    this.#library = library;
    this.#queue = new WorkerQueue({
      library, order, startWorker, kind: countJob, entry: 'count', name: 'The count',
      onChange: (jobId) => {
        const job = library.jobs.find(jobId);
        const found = job && library.cases.find(job.subject);
        if (found) onChange(this.#shown(job, found.id));
      },
    });
  }

  /** Goes on with what was not finished when the program ended. */
  goOn(): void { this.#queue.goOn(); }

  /** Lets a count wait for its turn, because a person asks for it; one that runs goes on with the new input. Gives the job's id. */
  add(identity: string, input: unknown): number { return this.#queue.add(identity, input); }

  /** Stops a count, and resolves when it has stopped. What was kept stays. */
  cancel(jobId: number): Promise<void> { return this.#queue.cancel(jobId); }

  /** Stops a case's count for good and forgets it: the case is about to be taken away. */
  remove(identity: string): Promise<void> { return this.#queue.remove(identity); }

  /** The newest count of every case, as shown. */
  shownJobs(): ShownJob[] {
    const caseIds = this.#library.cases.idsByIdentity();
    return this.#library.jobs.newestOfEach(countJob.kind).flatMap((job) => {
      const caseId = caseIds.get(job.subject);
      return caseId === undefined ? [] : [this.#shown(job, caseId)];
    });
  }

  /** Stops the count at work so that it goes on at the next start. */
  close(): Promise<void> { return this.#queue.close(); }

  #shown(job: StoredJob, caseId: number): ShownJob {
    return { id: job.id, kind: 'count', caseId, ...this.#queue.standing(job) };
  }
}
