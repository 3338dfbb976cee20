import * as v from 'valibot';
import type { ShownJob } from '#shared/contract/jobCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { TimeLeft } from '#shared/jobs/timeLeft.ts';
import type { Progress } from '#shared/jobs/progress.ts';
import { holderLives } from '#main/jobs/jobHolder.ts';
import { queueJob } from '#main/jobs/queueJob.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredJob } from '#main/store/repositories/jobRepository.ts';
import type { Ending, ForkedProcess } from '#main/supervision/forkedProcess.ts';
import { countJob } from '../countJob.ts';
import type { CountOrder } from '../countWorkerMessages.ts';
import { countProgress } from '../countWorkerMessages.ts';
import type { StartWorker } from './startWorker.ts';

/** A worker that was told to stop and has not by then is ended: inference can't be interrupted, and a region takes seconds. */
const stopWithinMs = 15_000;
/** A worker that must end with the program is given less. */
const closeWithinMs = 5_000;

/** The count that is being worked on. */
interface CountAtWork {
  readonly jobId: number;
  readonly worker: ForkedProcess;
  readonly attemptBefore: number;
  readonly timeLeft: TimeLeft;
  readonly ended: Promise<unknown>;
  progress?: Progress;
  secondsLeft?: number;
  /** Why it was told to stop, if it was. */
  stopped?: 'cancelled' | 'toBeginAnew';
}

export interface CountQueueOptions {
  readonly library: Library;
  readonly order: Omit<CountOrder, 'jobId'>;
  readonly startWorker: StartWorker;
  /** Told of each change of a job, and of its progress as often as the worker tells it. */
  readonly onChange: (job: ShownJob) => void;
}

/**
 * Counts cases one at a time, first come first served, each in a worker process of its own. What waits and how each count
 * ended stands in the library, so that a queue on the same library goes on where this one stopped. A worker that goes down
 * is started again; one that goes down twice at the same place has its job marked failed.
 */
export class CountQueue {
  readonly #options: CountQueueOptions;
  readonly #waiting: number[] = [];
  #atWork: CountAtWork | undefined;
  #isClosing = false;

  constructor(options: CountQueueOptions) {
    this.#options = options;
  }

  /** Goes on with what was not finished when the program ended. */
  goOn(): void {
    const { library } = this.#options;
    // What another Myeloscope is counting in the same library is its own.
    this.#waiting.push(...library.jobs.unfinished().filter((job) => job.kind === countJob.kind && !holderLives(job, Date.now())).map(({ id }) => id));
    this.#next();
  }

  /** Lets a count wait for its turn, because a person asks for it; one that runs goes on with the new input. Gives the job's id. */
  add(identity: string, input: unknown): number {
    const { library } = this.#options;
    const { id, isRunning } = queueJob(library, { kind: countJob.kind, subject: identity, input: JSON.stringify(countJob.check(input)) });
    if (!isRunning && !this.#waiting.includes(id)) this.#waiting.push(id);
    // Stopped for later, it is put back and begun again with what it shall do now.
    else if (this.#atWork?.jobId === id && this.#atWork.stopped === undefined) {
      this.#atWork.stopped = 'toBeginAnew';
      this.#atWork.worker.send({ control: 'close' });
    }
    this.#tell(id);
    this.#next();
    return id;
  }

  /** Stops a count, and resolves when it has stopped. What was kept stays. */
  async cancel(jobId: number): Promise<void> {
    const place = this.#waiting.indexOf(jobId);
    if (place >= 0) this.#waiting.splice(place, 1);
    const atWork = this.#atWork;
    if (atWork?.jobId === jobId) {
      atWork.stopped = 'cancelled';
      atWork.worker.send({ kind: 'cancelCount' });
      await endedWithin(atWork, stopWithinMs);
      return;
    }
    const job = this.#options.library.jobs.find(jobId);
    if (job && !holderLives(job, Date.now())) this.#options.library.jobs.cancel(jobId);
    this.#tell(jobId);
  }

  /** Stops a case's count for good and forgets it: the case is about to be taken away. */
  async remove(identity: string): Promise<void> {
    const { jobs } = this.#options.library;
    const job = jobs.newest(countJob.kind, identity);
    if (job && (job.state === 'queued' || job.state === 'running')) {
      if (this.#atWork?.jobId !== job.id && holderLives(job, Date.now())) throw new MyeloscopeError('not-permitted', 'Another Myeloscope is counting this case now.', 'Stop the count there first.');
      await this.cancel(job.id);
    }
    jobs.removeOf(countJob.kind, identity);
  }

  /** The newest count of every case, as shown. */
  shownJobs(): ShownJob[] {
    const { library } = this.#options;
    const caseIds = library.cases.idsByIdentity();
    return library.jobs.newestOfEach(countJob.kind).flatMap((job) => {
      const caseId = caseIds.get(job.subject);
      return caseId === undefined ? [] : [this.#shown(job, caseId)];
    });
  }

  /** Stops the count at work so that it goes on at the next start. */
  async close(): Promise<void> {
    this.#isClosing = true;
    if (!this.#atWork) return;
    this.#atWork.worker.send({ control: 'close' });
    await endedWithin(this.#atWork, closeWithinMs);
  }

  #next(): void {
    if (this.#atWork || this.#isClosing) return;
    const jobId = this.#waiting.shift();
    if (jobId === undefined) return;
    const job = this.#options.library.jobs.find(jobId);
    if (!job || !['queued', 'running'].includes(job.state)) { this.#next(); return; }
    this.#begin(job);
  }

  #begin(job: StoredJob): void {
    const order: CountOrder = { ...this.#options.order, jobId: job.id };
    const worker = this.#options.startWorker('count', order);
    const ending = Promise.withResolvers<undefined>();
    const atWork: CountAtWork = { jobId: job.id, worker, attemptBefore: job.attempt, timeLeft: new TimeLeft(), ended: ending.promise };
    this.#atWork = atWork;
    worker.onMessage((message) => {
      const told = v.safeParse(countProgress, message);
      if (!told.success || this.#atWork !== atWork) return;
      const { stage, done, total } = told.output;
      atWork.progress = { stage, done, total };
      const leftMs = atWork.timeLeft.afterProgress(atWork.progress, performance.now());
      atWork.secondsLeft = leftMs === undefined ? undefined : Math.round(leftMs / 1000);
      this.#tell(job.id);
    });
    worker.onExit((how) => {
      this.#atWork = undefined;
      try {
        this.#settle(atWork, how);
        this.#tell(job.id);
      } finally {
        ending.resolve(undefined);
        this.#next();
      }
    });
    this.#tell(job.id);
  }

  /** Looks at how the worker left its job. */
  #settle({ jobId, attemptBefore, stopped }: CountAtWork, { lastWords }: Ending): void {
    const { jobs } = this.#options.library;
    const job = jobs.find(jobId);
    if (!job || job.state === 'done' || job.state === 'failed' || job.state === 'cancelled') return;
    if (stopped === 'cancelled') jobs.cancel(jobId);
    // It never came so far as to begin, and so would not the next time.
    else if (job.state === 'queued' && job.attempt === attemptBefore && stopped === undefined && !this.#isClosing) jobs.fail(jobId, `The count could not be begun: ${lastLine(lastWords) || 'its process ended at once'}. Start it again; where that fails too, start Myeloscope again.`);
    // Put back to go on later, or brought down: whoever begins it next counts that.
    else if (!this.#isClosing) this.#waiting.unshift(jobId);
  }

  #tell(jobId: number): void {
    const { library, onChange } = this.#options;
    const job = library.jobs.find(jobId);
    const found = job && library.cases.find(job.subject);
    if (found) onChange(this.#shown(job, found.id));
  }

  #shown(job: StoredJob, caseId: number): ShownJob {
    const atWork = this.#atWork?.jobId === job.id ? this.#atWork : undefined;
    const { stage, done, total } = atWork?.progress ?? job;
    return {
      id: job.id, kind: 'count', caseId, done, total,
      // Between the start of the worker and its first word the library still says that it waits.
      state: atWork ? 'running' : job.state === 'running' && !holderLives(job, Date.now()) ? 'queued' : job.state,
      stage: atWork && !atWork.progress ? 'Starting' : stage,
      ...(atWork?.secondsLeft !== undefined && { secondsLeft: atWork.secondsLeft }),
      ...(job.reason !== null && job.state === 'failed' && { reason: job.reason }),
    };
  }
}

async function endedWithin({ worker, ended }: CountAtWork, withinMs: number): Promise<void> {
  const patience = setTimeout(() => { worker.kill(); }, withinMs);
  await ended;
  clearTimeout(patience);
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
