import { rm } from 'node:fs/promises';
import * as v from 'valibot';
import type { TrainingDetail, TrainingSummary } from '#shared/contract/trainingCommands.ts';
import { trainingCurve, trainingDetail } from '#shared/contract/trainingCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Library } from '#main/store/library.ts';
import type { ListedTraining, StoredTraining } from '#main/store/repositories/trainingRepository.ts';
import { trainingJob, trainingRequest } from '../fineTuning/trainingJob.ts';
import { shownResult } from '../fineTuning/shownResult.ts';
import { trainingPlace } from '../fineTuning/trainingPlace.ts';
import type { WorkOrder } from '../workerMessages.ts';
import { oncePerCase } from './oncePerCase.ts';
import type { StartWorker } from './startWorker.ts';
import { WorkerQueue } from './workerQueue.ts';

export interface TrainingQueueOptions {
  readonly library: Library;
  readonly order: Omit<WorkOrder, 'jobId'>;
  readonly startWorker: StartWorker;
  /** Told when a training is not what it was; of its progress at most once a second. */
  readonly onChange: (trainingId: number, hasEnded: boolean) => void;
}

/** The window asks anew for a training at most so often. */
const changedMs = 1_000;

/** Trains one candidate at a time: see `WorkerQueue`. The subject of a job is the id of its training. */
export class TrainingQueue {
  readonly #options: TrainingQueueOptions;
  readonly #queue: WorkerQueue<{ trainingId: number }>;
  readonly #changed: ReturnType<typeof oncePerCase>;

  constructor(options: TrainingQueueOptions) {
    this.#options = options;
    const { library, order, startWorker, onChange } = options;
    this.#changed = oncePerCase((trainingId) => { onChange(trainingId, false); }, changedMs);
    this.#queue = new WorkerQueue({
      library, order, startWorker, kind: trainingJob, entry: 'training', name: 'The training',
      onChange: (jobId) => {
        const job = library.jobs.find(jobId);
        if (!job) return;
        if (job.state === 'queued' || job.state === 'running') this.#changed.tell(Number(job.subject));
        else onChange(Number(job.subject), true);
      },
    });
  }

  /** Goes on with what was not finished when the program ended. */
  goOn(): void { this.#queue.goOn(); }

  /** Lets a training that is in the library wait for its turn; one that was stopped or failed goes on from its last checkpoint. */
  again(trainingId: number): void {
    this.#mustBeThere(trainingId);
    this.#queue.add(String(trainingId), { trainingId });
  }

  /** Stops one, and resolves when it has stopped. */
  async stop(trainingId: number): Promise<void> {
    const job = this.#options.library.jobs.newest(trainingJob.kind, String(trainingId));
    if (job) await this.#queue.cancel(job.id);
  }

  /** Stops one and forgets it, with all that it kept. A model that came of it stays. */
  async remove(trainingId: number): Promise<void> {
    this.#mustBeThere(trainingId);
    await this.#queue.remove(String(trainingId));
    this.#options.library.trainings.remove(trainingId);
    await rm(trainingPlace(this.#options.order.libraryDirectory, trainingId), { recursive: true, force: true });
    this.#options.onChange(trainingId, true);
  }

  /** All trainings, newest first. `models`: hashes of the classifiers that are installed, and of the one in use. */
  list(models: ClassifierHashes): TrainingSummary[] {
    return this.#options.library.trainings.all().map((training) => this.#summary(training, models));
  }

  /** One with all that is known of it. Throws `bad-input` where it is not in the list. */
  detail(trainingId: number, models: ClassifierHashes): TrainingDetail {
    const training = this.#mustBeThere(trainingId);
    const { settings, folder } = v.parse(trainingRequest, JSON.parse(training.request));
    return {
      summary: this.#summary(training, models), settings, ...(folder && { folder }), curve: v.parse(trainingCurve, JSON.parse(training.curve)),
      ...(training.taken !== null && { cells: v.parse(trainingDetail.entries.cells, JSON.parse(training.taken)) }),
      ...(training.result !== null && { result: shownResult(this.#options.library, v.parse(trainingDetail.entries.result, JSON.parse(training.result))!) }),
    };
  }

  /** Throws `not-found` where the training does not show this picture, be it for now. */
  mustShowPicture(trainingId: number, number: number): void {
    const kept = this.#options.library.trainings.find(trainingId)?.result ?? null;
    const shown = kept === null ? undefined : shownResult(this.#options.library, v.parse(trainingDetail.entries.result, JSON.parse(kept))!);
    if (shown?.differing.some((cell) => cell.number === number)) return;
    if (shown?.differingHidden) throw new MyeloscopeError('not-found', 'This picture is not shown now.', 'A second reader is at work on its case: look again when both readers have finished.');
    throw new MyeloscopeError('not-found', 'This picture is not there any more.', 'Look at the training again.');
  }

  /** Stops the one at work so that it goes on at the next start. */
  async close(): Promise<void> {
    await this.#queue.close();
    this.#changed.stop();
  }

  #mustBeThere(trainingId: number): StoredTraining {
    const found = this.#options.library.trainings.find(trainingId);
    if (found) return found;
    throw new MyeloscopeError('bad-input', 'This training is no longer in the list.', 'Choose another, or start a new one.');
  }

  #summary({ id, name, baseName, baseVersion, by, startedAt, sha256 }: ListedTraining, { installed, inUse }: ClassifierHashes): TrainingSummary {
    const job = this.#options.library.jobs.newest(trainingJob.kind, String(id));
    const standing = job ? this.#queue.standing(job) : { state: 'cancelled' as const, stage: '', done: 0, total: 0 };
    return {
      trainingId: id, name, base: { name: baseName, version: baseVersion }, by, startedAt, ...standing,
      ...(sha256 !== null && installed.get(name) === sha256 && { candidate: { name, sha256, isInUse: sha256 === inUse } }),
    };
  }
}

/** The classifiers that are installed, name to hash (two may have one: trained twice from the same cells), and the hash of the one that names cells. */
export interface ClassifierHashes { readonly installed: ReadonlyMap<string, string>; readonly inUse: string }
