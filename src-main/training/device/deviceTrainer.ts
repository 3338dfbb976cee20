import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import type { Batch, StepRates, StepResult, Trainer, TrainerOptions, TrainerState } from '../trainer/trainer.ts';
import type { ComputingDevice } from './computingDevice.ts';
import { briefReason, endsTheWork } from './computingDevice.ts';

/** A training as it is built for so many pictures at once; its gradients' length must be limited, since that is what is compared. */
export type DescribedTraining = (atOnce: number) => Omit<TrainerOptions, 'threads' | 'seed' | 'provider' | 'parts'>;

export interface DeviceTraining { readonly describe: DescribedTraining; readonly batch: number; readonly threads: number; readonly seed: number }

const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
const isOfMemory = (cause: unknown): boolean => /memory|alloc|\boom\b/iu.test(wordsOf(cause));
const isOfOperator = (cause: unknown): boolean => /not supported|not implemented|NOT_IMPLEMENTED/iu.test(wordsOf(cause)) && !isOfMemory(cause);

/** Sums in another order differ by some 1e-6, products of a graphics card's shorter fractions by some 1e-3; wrong gradients by far more. */
const tolerance = 1e-2;

/**
 * A trainer on a device. Its first step on a graphics card is done on the processor too, and must give the same. A step that fails there
 * is done again from the state before it: with smaller parts of the batch, in the end on the processor. The batch that is learnt from
 * stays as large as it was.
 *
 * @throws as `createTrainer` does on the processor
 */
export async function createDeviceTrainer(training: DeviceTraining, device: ComputingDevice): Promise<Trainer> {
  const trainer = new DeviceTrainer(training, device);
  await trainer.load(undefined);
  return trainer;
}

class DeviceTrainer implements Trainer {
  readonly #training: DeviceTraining;
  readonly #device: ComputingDevice;
  #trainer!: Trainer;
  /** Of the trainer in hand, which may not have heard yet that the device stepped down. */
  #isOnProcessor = false;
  #isReleased = false;
  /** Whether the trainer in hand has done a step. */
  #hasStepped = false;
  /** What a step takes on the processor, until the next is measured against it. */
  #millisecondsOnProcessor: number | undefined;

  constructor(training: DeviceTraining, device: ComputingDevice) {
    this.#training = training;
    this.#device = device;
  }

  async load(state: TrainerState | undefined): Promise<void> {
    for (;;) {
      const isOnProcessor = this.#device.isProcessor;
      try {
        this.#trainer = await this.#device.firstLoad('batch', () => this.#build(isOnProcessor, this.#device.parts));
        this.#isReleased = false;
        this.#hasStepped = false;
        this.#isOnProcessor = isOnProcessor;
        if (state) this.#trainer.setState(state);
        return;
      } catch (cause) {
        if (isOnProcessor || endsTheWork(cause)) throw cause;
        // A driver that is not there, or an operator that it lacks, is not helped by a smaller batch.
        if (isOfMemory(cause)) await this.#stepDown(cause);
        else await this.#device.toProcessor(`could not load the training: ${briefReason(cause)}`);
      }
    }
  }

  async step(batch: Batch, rates: StepRates): Promise<StepResult> {
    for (;;) {
      if (this.#isOnProcessor) return this.#stepOfTrainer(batch, rates);
      const before = this.#device.isCompared ? undefined : this.#trainer.getState(), start = performance.now();
      let result: StepResult;
      try {
        result = await this.#stepOfTrainer(batch, rates);
      } catch (cause) {
        if (endsTheWork(cause)) throw cause;
        const state = before ?? this.#trainer.getState();
        await this.#stepDown(cause);
        await this.#loadAgain(state);
        continue;
      }
      const milliseconds = performance.now() - start;
      const doubt = before ? await this.#doubtAbout(result, before, batch, rates) : this.#slowness(milliseconds);
      if (doubt === undefined) return result;
      // A step that was slow was right; one that was wrong, or that nothing stands beside, is done again.
      await this.#device.toProcessor(doubt);
      await this.#loadAgain(before ?? this.#trainer.getState());
      if (!before) return result;
    }
  }

  getParameters(): Map<string, Float32Array> { return this.#trainer.getParameters(); }
  setParameters(values: ParameterSet): number { return this.#trainer.setParameters(values); }
  getState(): TrainerState { return this.#trainer.getState(); }
  setState(state: TrainerState): void { this.#trainer.setState(state); }
  async release(): Promise<void> {
    if (!this.#isReleased) await this.#trainer.release();
    this.#isReleased = true;
  }

  async #stepOfTrainer(batch: Batch, rates: StepRates): Promise<StepResult> {
    const step = () => this.#trainer.step(batch, rates), result = await (this.#hasStepped ? step() : this.#device.firstRun('batch', step));
    this.#hasStepped = true;
    return result;
  }

  async #build(onProcessor: boolean, parts: number): Promise<Trainer> {
    const { describe, batch, threads, seed } = this.#training;
    return this.#device.load.trainer({ ...describe(batch / parts), threads, seed, parts, ...(!onProcessor && { provider: this.#device.provider }) });
  }

  /** A sentence of ours is of the model or the loss, not of memory: the processor says whether it is so. Smaller parts don't help where an operator is missing either. */
  async #stepDown(cause: unknown): Promise<void> {
    if (cause instanceof MyeloscopeError || isOfOperator(cause)) await this.#device.toProcessor(`failed: ${briefReason(cause)}`);
    else await this.#device.stepDown(this.#training.batch, briefReason(cause));
  }

  async #loadAgain(state: TrainerState): Promise<void> {
    // A device that is lost can't even be given back.
    await this.release().catch(() => undefined);
    this.#isReleased = true;
    await this.load(state);
  }

  async #doubtAbout(given: StepResult, before: TrainerState, batch: Batch, rates: StepRates): Promise<string | undefined> {
    let expected: StepResult;
    try {
      expected = await this.#stepOfProcessor(before, batch, rates);
    } catch (cause) {
      if (endsTheWork(cause)) throw cause;
      // The card did nothing wrong, but what nobody looked at is not believed. Without the card's training in memory the processor may have room.
      return `did a step that could not be compared with the processor's, which failed: ${briefReason(cause)}`;
    }
    const agree = (a: number, b: number): boolean => Math.abs(a - b) <= tolerance * Math.abs(b) + 1e-6;
    if (!agree(given.loss, expected.loss) || !agree(given.outputs.gradientNorm[0], expected.outputs.gradientNorm[0])) return 'computes other gradients than the processor';
    this.#device.isCompared = true;
    return undefined;
  }

  async #stepOfProcessor(before: TrainerState, batch: Batch, rates: StepRates): Promise<StepResult> {
    // In the same parts: layers that normalise by a batch do so by each part.
    const processor = await this.#build(true, this.#device.parts);
    try {
      processor.setState(before);
      const start = performance.now(), expected = await processor.step(batch, rates);
      this.#millisecondsOnProcessor = performance.now() - start;
      return expected;
    } finally {
      await processor.release();
    }
  }

  /** The first step compiles kernels: the second is what all others are like. */
  #slowness(milliseconds: number): string | undefined {
    const onProcessor = this.#millisecondsOnProcessor;
    this.#millisecondsOnProcessor = undefined;
    if (!this.#device.mustBeFast || onProcessor === undefined || milliseconds <= onProcessor) return undefined;
    return `takes ${milliseconds.toFixed(0)} ms for a step, the processor ${onProcessor.toFixed(0)}`;
  }
}
