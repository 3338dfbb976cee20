import type { ExperimentOrder, ShownExperiment } from '#shared/contract/experimentCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Library } from '#main/store/library.ts';
import { experimentFolders, makeExperimentFolder, removeExperimentFolder, type ExperimentFolder } from '../experiments/experimentFolders.ts';
import { experimentJob } from '../experiments/experimentJob.ts';
import type { WorkOrder } from '../workerMessages.ts';
import type { StartWorker } from './startWorker.ts';
import { WorkerQueue } from './workerQueue.ts';

export interface ExperimentQueueOptions {
  readonly library: Library;
  readonly order: Omit<WorkOrder, 'jobId'>;
  readonly startWorker: StartWorker;
  /** Told of each change of an experiment, at most once a second for the progress of one. */
  readonly onChange: () => void;
}

const progressMs = 1_000;

/** Runs experiments one at a time: see `WorkerQueue`. Each has a folder of the library, and its name as the subject of its job. */
export class ExperimentQueue {
  readonly #options: ExperimentQueueOptions;
  readonly #queue: WorkerQueue<ExperimentOrder>;
  #telling: NodeJS.Timeout | undefined;

  constructor(options: ExperimentQueueOptions) {
    this.#options = options;
    const { library, order, startWorker } = options;
    this.#queue = new WorkerQueue({ library, order, startWorker, kind: experimentJob, entry: 'experiment', name: 'The experiment', onChange: () => { this.#tell(); } });
  }

  /** Goes on with what was not finished when the program ended. */
  goOn(): void { this.#queue.goOn(); }

  /** Lets a new experiment wait for its turn. Gives its name. */
  start(order: ExperimentOrder): string {
    const name = makeExperimentFolder(this.#options.order.libraryDirectory, order.protocol, order.directory);
    this.#queue.add(name, order);
    return name;
  }

  /** Lets one that was stopped or failed go on. Throws `not-found` where nobody knows what it was asked for. */
  again(name: string): void {
    const job = this.#jobOf(name);
    if (!job) throw new MyeloscopeError('not-found', `It is not known what the experiment ${name} was asked for.`, 'Start it again as a new one.');
    this.#queue.add(name, JSON.parse(job.input));
  }

  /** Stops one, and resolves when it has stopped. What it worked out stays. */
  async stop(name: string): Promise<void> {
    const job = this.#jobOf(name);
    if (job) await this.#queue.cancel(job.id);
  }

  /** Stops one for good, and takes away all that it worked out. */
  async remove(name: string): Promise<void> {
    await this.#queue.remove(name);
    await removeExperimentFolder(this.#options.order.libraryDirectory, name);
    this.#tell();
  }

  /** All experiments of the library, the last one changed first. */
  list(): ShownExperiment[] {
    const folders = experimentFolders(this.#options.order.libraryDirectory);
    const lastFirst = folders.sort((a, b) => Number(b.changedAt) - Number(a.changedAt)).flatMap((folder) => this.#shown(folder));
    return lastFirst.sort((a, b) => Number(b.state === 'running') - Number(a.state === 'running'));
  }

  /** Stops the one at work so that it goes on at the next start. */
  async close(): Promise<void> {
    clearTimeout(this.#telling);
    await this.#queue.close();
    clearTimeout(this.#telling);
  }

  #shown({ name, protocol, resultAt }: ExperimentFolder): ShownExperiment[] {
    const job = this.#jobOf(name), order = job && orderOf(job.input), written = resultAt && { resultAt: resultAt.toISOString() };
    if (job && order) return [{ name, protocol: order.protocol, order, ...this.#queue.standing(job), ...written }];
    // A folder without a job or a result is none of ours.
    return protocol && written ? [{ name, protocol, state: 'kept', stage: '', done: 0, total: 0, ...written }] : [];
  }

  #jobOf(name: string) {
    return this.#options.library.jobs.newest(experimentJob.kind, name);
  }

  #tell(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#options.onChange();
    }, progressMs).unref();
  }
}

/** What a job was asked for; undefined where another version wrote it, and this one can't read it. */
function orderOf(input: string): ExperimentOrder | undefined {
  try {
    return experimentJob.check(JSON.parse(input));
  } catch {
    return undefined;
  }
}
