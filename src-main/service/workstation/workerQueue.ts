import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Progress } from '#shared/jobs/progress.ts';
import { isUnfinished } from '#main/jobs/isUnfinished.ts';
import { JobEndings } from '#main/jobs/jobEndings.ts';
import { holderLives } from '#main/jobs/jobHolder.ts';
import { queueJob } from '#main/jobs/queueJob.ts';
import type { JobKind } from '#main/jobs/runJob.ts';
import type { Library } from '#main/store/library.ts';
import type { JobState, StoredJob } from '#main/store/repositories/jobRepository.ts';
import type { Ending } from '#main/supervision/forkedProcess.ts';
import type { WorkOrder } from '../workerMessages.ts';
import { JobAtWork } from './jobAtWork.ts';
import type { StartWorker, WorkerEntry } from './startWorker.ts';

/** So often it is looked for jobs whose process went down, and whose end nobody told. */
const lookMs = 3_000;
/** A job whose worker ended so often in a row before it could begin is not begun again by itself. */
const mostEmptyStarts = 2;

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
 * is started again; one that goes down twice at the same place has its job marked failed, and so has one that twice could not begin.
 */
export class WorkerQueue<Input> {
  readonly #options: WorkerQueueOptions<Input>;
  readonly #endings: JobEndings;
  readonly #waiting: number[] = [];
  #atWork: JobAtWork | undefined;
  /** Unfinished jobs that are not ours for now, and are when nobody holds them. What waits elsewhere and was never held is not among them. */
  #watched: ReadonlySet<number> = new Set();
  /** By job, how many workers in a row ended before they could begin it. */
  readonly #emptyStarts = new Map<number, number>();
  #looking: NodeJS.Timeout | undefined;
  #isClosing = false;

  constructor(options: WorkerQueueOptions<Input>) {
    this.#options = options;
    this.#endings = new JobEndings(options.library);
  }

  /** Goes on with what was not finished when the program ended, and from now on with what any other process leaves unfinished when it goes down. */
  goOn(): void {
    this.#watched = new Set(this.#options.library.jobs.unfinished().map(({ id }) => id));
    this.#look();
    this.#looking = setInterval(() => {
      try {
        this.#look();
      } catch {
        // The library can't be read now: the next look may.
      }
    }, lookMs).unref();
  }

  /** Lets a job wait for its turn, because a person asks for it; one that runs goes on with the new input, and so does one that is being stopped. Gives the job's id. */
  add(subject: string, input: unknown): number {
    const { library, kind, onChange } = this.#options;
    const wanted = JSON.stringify(kind.check(input));
    const { id, isRunning } = queueJob(library, { kind: kind.kind, subject, input: wanted });
    this.#endings.forget(id);
    this.#emptyStarts.delete(id);
    if (this.#atWork?.before.id === id) this.#atWork.beginAnew(wanted);
    else if (!isRunning && !this.#waiting.includes(id)) this.#waiting.push(id);
    onChange(id);
    this.#next();
    return id;
  }

  /** Stops a job, and resolves when it has stopped. What was kept stays. Throws `not-permitted` where another Myeloscope works on it. */
  async cancel(jobId: number): Promise<void> {
    const { library: { jobs }, name, onChange } = this.#options;
    if (this.#atWork?.before.id === jobId) {
      await this.#atWork.cancel();
      return;
    }
    const job = jobs.find(jobId);
    if (job && holderLives(job, Date.now())) throw new MyeloscopeError('not-permitted', `${name} runs in another Myeloscope now.`, 'Stop it there first.');
    const place = this.#waiting.indexOf(jobId);
    if (place >= 0) this.#waiting.splice(place, 1);
    if (job && isUnfinished(job)) this.#endings.end(job, { state: 'cancelled' });
    onChange(jobId);
  }

  /** Stops what is worked on for a subject for good and forgets it: the subject is about to be taken away. Throws as `cancel`. */
  async remove(subject: string): Promise<void> {
    const { library: { jobs }, kind } = this.#options;
    const job = jobs.newest(kind.kind, subject);
    if (job && isUnfinished(job)) await this.cancel(job.id);
    jobs.removeOf(kind.kind, subject);
  }

  /** How a job stands now. */
  standing(job: StoredJob): JobStanding {
    if (this.#atWork?.before.id === job.id) return { state: 'running', ...this.#atWork.shown };
    const { state, stage, done, total, reason, failureCode } = { ...job, ...this.#endings.of(job) };
    return {
      done, total, stage,
      state: state === 'running' && !holderLives(job, Date.now()) ? 'queued' : state,
      ...(reason !== null && state === 'failed' && { reason }),
      ...(failureCode !== null && state === 'failed' && { failureCode }),
    };
  }

  /** Stops the work so that it goes on at the next start. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#looking);
    await this.#atWork?.close();
  }

  /** Notes endings that the library could not take, and takes up jobs whose holder is gone. */
  #look(): void {
    const { library, kind, onChange } = this.#options;
    for (const id of this.#endings.noteKept()) onChange(id);
    const others = library.jobs.unfinished().filter((job) => job.kind === kind.kind && job.id !== this.#atWork?.before.id && !this.#waiting.includes(job.id) && !this.#endings.of(job));
    const held = others.filter((job) => holderLives(job, Date.now()));
    const left = others.filter((job) => !held.includes(job) && (job.state === 'running' || this.#watched.has(job.id)));
    this.#watched = new Set(held.map(({ id }) => id));
    this.#waiting.push(...left.map(({ id }) => id));
    this.#next();
  }

  #next(): void {
    while (!this.#atWork && !this.#isClosing && this.#waiting.length > 0) {
      const job = this.#options.library.jobs.find(this.#waiting[0]);
      this.#waiting.shift();
      // Where another Myeloscope has begun it meanwhile, a look finds out how that ends.
      if (job && isUnfinished(job) && !holderLives(job, Date.now())) this.#begin(job);
    }
  }

  #begin(job: StoredJob): void {
    const { startWorker, entry, order, onChange } = this.#options;
    const worker = startWorker(entry, { ...order, jobId: job.id } satisfies WorkOrder);
    const atWork = new JobAtWork(job, worker, {
      onProgress: () => { onChange(job.id); },
      onEnd: (ending) => { this.#hasEnded(atWork, ending); },
    });
    this.#atWork = atWork;
    onChange(job.id);
  }

  #hasEnded(atWork: JobAtWork, ending: Ending): void {
    const { id } = atWork.before;
    this.#atWork = undefined;
    try {
      this.#settle(atWork, ending);
      this.#options.onChange(id);
      this.#next();
    } catch {
      // The library can't be read or written now, and nobody waits here for an answer: the next look takes the job up again.
      this.#watched = new Set([...this.#watched, id]);
    }
  }

  /** Looks at how the worker left its job. */
  #settle({ before, wish }: JobAtWork, { lastWords }: Ending): void {
    const { library, kind, name } = this.#options;
    const job = library.jobs.find(before.id);
    // Taken away meanwhile; or another Myeloscope works on it, and the worker waited for that.
    if (!job || holderLives(job, Date.now())) return;
    if (wish === undefined && job.attempt === before.attempt) this.#emptyStarts.set(job.id, (this.#emptyStarts.get(job.id) ?? 0) + 1);
    else this.#emptyStarts.delete(job.id);
    if (typeof wish === 'object') {
      // Done just before it heard of the wish, it worked from another input, unless that is the same.
      if (job.state !== 'done' || wish.input !== before.input) this.#waiting.unshift(queueJob(library, { kind: kind.kind, subject: job.subject, input: wish.input }).id);
    } else if (!isUnfinished(job)) return;
    else if (wish === 'cancel') this.#endings.end(job, { state: 'cancelled' });
    // Put back by its worker, it goes on at the next start.
    else if (this.#isClosing) return;
    else if (this.#emptyStarts.get(job.id) === mostEmptyStarts) this.#endings.end(job, { state: 'failed', reason: `${name} could not be begun: ${lastLine(lastWords) || 'its process ended at once'}. Start it again; where that fails too, start Myeloscope again.` });
    // Brought down: whoever begins it next counts that.
    else this.#waiting.unshift(job.id);
  }
}

const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').replace(/\.$/, '');
