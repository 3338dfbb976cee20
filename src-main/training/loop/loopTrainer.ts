import * as ort from 'onnxruntime-node';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { CarriedTensors } from '../trainer/carriedTensors.ts';
import { buildTrainingStep, lossName, settingNames } from '../trainer/compileTrainingStep.ts';
import { StepInputs } from '../trainer/stepInputs.ts';
import type { Batch, StepRates, TrainedState, TrainerOptions, TrainerState } from '../trainer/trainer.ts';
import { checkLoss, sessionOptions } from '../trainer/trainer.ts';
import { compileTrainingLoop, stackedName } from './compileTrainingLoop.ts';

export interface LoopTrainer extends TrainedState {
  readonly stepsPerRun: number;
  /**
   * As many steps as the trainer was made for, in one call of the runtime.
   * @returns the loss of each step
   * @throws MyeloscopeError as a trainer's `step`; then the parameters stay as they were before this call
   */
  run(batches: readonly Batch[], rates: readonly StepRates[]): Promise<number[]>;
}

/** A trainer whose parameters stay inside the runtime for several steps, for devices that they are slow to reach. */
export async function createLoopTrainer({ seed = 0, threads, stepsPerRun, ...options }: TrainerOptions & { readonly stepsPerRun: number }): Promise<LoopTrainer> {
  const { graph } = options;
  const inputs = new StepInputs(graph, seed);
  const networkNames = new Set(graph.carried.keys());
  const step = buildTrainingStep({ ...options, extraOutputs: {} });
  const session = await ort.InferenceSession.create(compileTrainingLoop(graph, step, stepsPerRun), sessionOptions(threads));
  return new SessionLoopTrainer(session, stepsPerRun, inputs, new CarriedTensors(graph, step.changing, networkNames));
}

class SessionLoopTrainer implements LoopTrainer {
  readonly stepsPerRun: number;
  readonly #session: ort.InferenceSession;
  readonly #inputs: StepInputs;
  readonly #carried: CarriedTensors;
  #steps = 0;

  constructor(session: ort.InferenceSession, stepsPerRun: number, inputs: StepInputs, carried: CarriedTensors) {
    this.#session = session;
    this.stepsPerRun = stepsPerRun;
    this.#inputs = inputs;
    this.#carried = carried;
  }

  async run(batches: readonly Batch[], rates: readonly StepRates[]): Promise<number[]> {
    const count = this.stepsPerRun;
    if (batches.length !== count || rates.length !== count) throw new MyeloscopeError('bad-input', `A run takes ${count} batches and rates, not ${batches.length} and ${rates.length}.`);
    const values = batches.map((batch, index) => this.#inputs.valuesOf(batch, this.#steps + index));
    const feeds = this.#carried.feeds();
    for (const { name, shape } of [...this.#inputs.inputs, ...this.#inputs.masks]) {
      const size = values[0][name].length;
      const stacked = new Float32Array(count * size);
      values.forEach((step, index) => { stacked.set(step[name], index * size); });
      feeds[stackedName(name)] = new ort.Tensor('float32', stacked, [count, ...shape]);
    }
    feeds[stackedName(settingNames.learningRate)] = new ort.Tensor('float32', rates.map(({ learningRate }) => learningRate), [count]);
    feeds[stackedName(settingNames.weightDecay)] = new ort.Tensor('float32', rates.map(({ weightDecay = 0 }) => weightDecay), [count]);
    const results = await this.#session.run(feeds, { ...this.#carried.fetches(), [lossName]: null });
    const losses = Array.from(results[lossName].data as Float32Array);
    losses.forEach((loss, index) => { checkLoss(loss, this.#steps + index + 1); });
    this.#carried.swap();
    this.#steps += count;
    return losses;
  }

  getParameters(): Map<string, Float32Array> { return this.#carried.copyNetwork(); }
  setParameters(values: ParameterSet): number { return this.#carried.set(values); }
  getState(): TrainerState { return { steps: this.#steps, tensors: this.#carried.copyAll() }; }
  setState({ steps, tensors }: TrainerState): void {
    this.#carried.restore(tensors);
    this.#steps = steps;
  }
  async release(): Promise<void> { await this.#session.release(); }
}
