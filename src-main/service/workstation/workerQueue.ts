import * as v from 'valibot';
import { TimeLeft } from '#shared/jobs/timeLeft.ts';
import type { Progress } from '#shared/jobs/progress.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { holderLives } from '#main/jobs/jobHolder.ts';
import { queueJob } from '#main/jobs/queueJob.ts';
import type { JobKind } from '#main/jobs/runJob.ts';
import type { Library } from '#main/store/library.ts';
import type { JobState, StoredJob } from '#main/store/repositories/jobRepository.ts';
import type { Ending, ForkedProcess } from '#main/supervision/forkedProcess.ts';
import type { WorkOrder } from '../workerMessages.ts';
import { workProgress } from '../workerMessages.ts';
import type { StartWorker, WorkerEntry } from './startWorker.ts';

/** A worker that was told to stop and has not by then is ended: inference can't be interrupted, and a region takes seconds. */
const stopWithinMs = 15_000;
/** A worker that must end with the program is given less. */
const closeWithinMs = 5_000;

/** The job that is being worked on. */
interface JobAtWork {
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

/** How a job stands, as it is shown. */
export interface JobStanding extends Progress {
  readonly state: JobState;
  readonly secondsLeft?: number;
  /** Why it failed, in words, and as a machine reads it. */
  readonly reason?: string;
  readonly failureCode?: string;
}

export interface WorkerQueueOptions<Input> {
  readonly library: Library;
  readonly kind: JobKind<Input>;
  readonly entry: WorkerEntry;
  /** For people, as it begins a sentence: "The count". */
  readonly name: string;
  readonly order: Omit<WorkOrder, 'jobId'>;
  readonly startWorker: StartWorker;
  /** Told of each change of a job, and of its progress as often as the worker tells it. */
  readonly onChange: (jobId: number) => void;
}

/**
 * Works on jobs of one kind one at a time, first come first served, each in a worker process of its own. What waits and how each
 * ended stands in the library, so that a queue on the same library goes on where this one stopped. A worker that goes down
 * is started again; one that goes down twice at the same place has its job marked failed.
 */
export class WorkerQueue<Input> {
  readonly #options: WorkerQueueOptions<Input>;
  readonly #waiting: number[] = [];
  #atWork: JobAtWork | undefined;
  #isClosing = false;

  constructor(options: WorkerQueueOptions<Input>) {
    this.#options = options;
  }

  /** Goes on with what was not finished when the program ended. */
  goOn(): void {
    const { library, kind } = this.#options;
    // What another Myeloscope works on in the same library is its own.
    this.#waiting.push(...library.jobs.unfinished().filter((job) => job.kind === kind.kind && !holderLives(job, Date.now())).map(({ id }) => id));
    this.#next();
  }

  /** Lets a job wait for its turn, because a person asks for it; one that runs goes on with the new input. Gives the job's id. */
  add(subject: string, input: unknown): number {
    const { library, kind, onChange } = this.#options;
    const { id, isRunning } = queueJob(library, { kind: kind.kind, subject, input: JSON.stringify(kind.check(input)) });
    if (!isRunning && !this.#waiting.includes(id)) this.#waiting.push(id);
    // Stopped for later, it is put back and begun again with what it shall do now.
    else if (this.#atWork?.jobId === id && this.#atWork.stopped === undefined) {
      this.#atWork.stopped = 'toBeginAnew';
      this.#atWork.worker.send({ control: 'close' });
    }
    onChange(id);
    this.#next();
    return id;
  }

  /** Stops a job, and resolves when it has stopped. What was kept stays. */
  async cancel(jobId: number): Promise<void> {
    const place = this.#waiting.indexOf(jobId);
    if (place >= 0) this.#waiting.splice(place, 1);
    const atWork = this.#atWork;
    if (atWork?.jobId === jobId) {
      atWork.stopped = 'cancelled';
      atWork.worker.send({ kind: 'cancelWork' });
      await endedWithin(atWork, stopWithinMs);
      return;
    }
    const { library, onChange } = this.#options;
    const job = library.jobs.find(jobId);
    if (job && !holderLives(job, Date.now())) library.jobs.cancel(jobId);
    onChange(jobId);
  }

  /** Stops what is worked on for a subject for good and forgets it: the subject is about to be taken away. Throws `not-permitted` where another Myeloscope works on it. */
  async remove(subject: string): Promise<void> {
    const { library: { jobs }, kind, name } = this.#options;
    const job = jobs.newest(kind.kind, subject);
    if (job && (job.state === 'queued' || job.state === 'running')) {
      if (this.#atWork?.jobId !== job.id && holderLives(job, Date.now())) throw new MyeloscopeError('not-permitted', `${name} runs in another Myeloscope now.`, 'Stop it there first.');
      await this.cancel(job.id);
    }
    jobs.removeOf(kind.kind, subject);
  }

  /** How a job stands now. */
  standing(job: StoredJob): JobStanding {
    const atWork = this.#atWork?.jobId === job.id ? this.#atWork : undefined;
    const { stage, done, total } = atWork?.progress ?? job;
    return {
      done, total,
      // Between the start of the worker and its first word the library still says that it waits.
      state: atWork ? 'running' : job.state === 'running' && !holderLives(job, Date.now()) ? 'queued' : job.state,
      stage: atWork && !atWork.progress ? 'Starting' : stage,
      ...(atWork?.secondsLeft !== undefined && { secondsLeft: atWork.secondsLeft }),
      ...(job.reason !== null && job.state === 'failed' && { reason: job.reason }),
      ...(job.failureCode !== null && job.state === 'failed' && { failureCode: job.failureCode }),
    };
  }

  /** Stops the work so that it goes on at the next start. */
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
    const { startWorker, entry, order, onChange } = this.#options;
    const worker = startWorker(entry, { ...order, jobId: job.id } satisfies WorkOrder);
    const ending = Promise.withResolvers<undefined>();
    const atWork: JobAtWork = { jobId: job.id, worker, attemptBefore: job.attempt, timeLeft: new TimeLeft(), ended: ending.promise };
    this.#atWork = atWork;
    worker.onMessage((message) => {
      const told = v.safeParse(workProgress, message);
      if (!told.success || this.#atWork !== atWork) return;
      const { stage, done, total } = told.output;
      atWork.progress = { stage, done, total };
      const leftMs = atWork.timeLeft.afterProgress(atWork.progress, performance.now());
      atWork.secondsLeft = leftMs === undefined ? undefined : Math.round(leftMs / 1000);
      onChange(job.id);
    });
    worker.onExit((how) => {
      this.#atWork = undefined;
      try {
        this.#settle(atWork, how);
        onChange(job.id);
      } finally {
        ending.resolve(undefined);
        this.#next();
      }
    });
    onChange(job.id);
  }

  /** Looks at how the worker left its job. */
  #settle({ jobId, attemptBefore, stopped }: JobAtWork, { lastWords }: Ending): void {
    const { library: { jobs }, name } = this.#options;
    const job = jobs.find(jobId);
    if (!job || job.state === 'done' || job.state === 'failed' || job.state === 'cancelled') return;
    if (stopped === 'cancelled') jobs.cancel(jobId);
    // It never came so far as to begin, and so would not the next time.
    else if (job.state === 'queued' && job.attempt === attemptBefore && stopped === undefined && !this.#isClosing) jobs.fail(jobId, `${name} could not be begun: ${lastLine(lastWords) || 'its process ended at once'}. Start it again; where that fails too, start Myeloscope again.`);
    // Put back to go on later, or brought down: whoever begins it next counts that.
    else if (!this.#isClosing) this.#waiting.unshift(jobId);
  }
}

async function endedWithin({ worker, ended }: JobAtWork, withinMs: number): Promise<void> {
  const patience = setTimeout(() => { worker.kill(); }, withinMs);
  await ended;
  clearTimeout(patience);
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
