import * as ort from 'onnxruntime-node';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { CarriedTensors } from './carriedTensors.ts';
import type { TrainingStepOptions } from './compileTrainingStep.ts';
import { buildTrainingStep, compileTrainingStep, lossName, settingNames } from './compileTrainingStep.ts';
import { StepInputs } from './stepInputs.ts';

export interface TrainerOptions extends TrainingStepOptions {
  /** Seed of the dropout masks. */
  readonly seed?: number;
  /** Threads of the runtime; results are bitwise the same only for the same number. */
  readonly threads: number;
}

export interface StepRates { readonly learningRate: number; readonly weightDecay?: number }
export interface StepResult { readonly loss: number; readonly outputs: Readonly<Record<string, Float32Array>> }

/** Everything a run needs to go on: the number of steps done, and every carried tensor. */
export interface TrainerState { readonly steps: number; readonly tensors: ParameterSet }

/** The inputs of one step by name, row-major, each of the size its graph declares. */
export type Batch = Readonly<Record<string, Float32Array>>;

export interface TrainedState {
  /** Copies of the network's parameters and running statistics by name. */
  getParameters(): Map<string, Float32Array>;
  /** Sets those that are named and known; a wrong size is refused. Gives the number set. */
  setParameters(values: ParameterSet): number;
  getState(): TrainerState;
  setState(state: TrainerState): void;
  release(): Promise<void>;
}

export interface Trainer extends TrainedState {
  /**
   * One step on a batch: forward, backward, update.
   * @throws MyeloscopeError `bad-input` where an input is missing or of another size, or the loss is not a number;
   *   then the parameters stay as they were before this step
   */
  step(inputs: Batch, rates: StepRates): Promise<StepResult>;
}

/** How a training session is loaded. One stream of operators, so that results do not depend on their order. */
export const sessionOptions = (threads: number): ort.InferenceSession.SessionOptions => ({
  executionProviders: ['cpu'], intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', logSeverityLevel: 3,
});

/** Builds the step's model and loads it. */
export async function createTrainer({ seed = 0, threads, ...options }: TrainerOptions): Promise<Trainer> {
  const { graph } = options;
  const inputs = new StepInputs(graph, seed);
  const networkNames = new Set(graph.carried.keys());
  const step = buildTrainingStep(options);
  const session = await ort.InferenceSession.create(compileTrainingStep(graph, step), sessionOptions(threads));
  return new SessionTrainer(session, step.outputs.map(({ name }) => name), inputs, new CarriedTensors(graph, step.changing, networkNames));
}

/** Refuses a loss that is not a number. */
export function checkLoss(loss: number, step: number): void {
  if (Number.isFinite(loss)) return;
  throw new MyeloscopeError('bad-input', `The training loss became ${loss} at step ${step}.`, 'Use a lower learning rate, or limit the length of the gradients.');
}

class SessionTrainer implements Trainer {
  readonly #session: ort.InferenceSession;
  readonly #outputNames: readonly string[];
  readonly #inputs: StepInputs;
  readonly #carried: CarriedTensors;
  #steps = 0;

  constructor(session: ort.InferenceSession, outputNames: readonly string[], inputs: StepInputs, carried: CarriedTensors) {
    this.#session = session;
    this.#outputNames = outputNames;
    this.#inputs = inputs;
    this.#carried = carried;
  }

  async step(batch: Batch, { learningRate, weightDecay = 0 }: StepRates): Promise<StepResult> {
    const values = this.#inputs.valuesOf(batch, this.#steps);
    const feeds = this.#carried.feeds();
    for (const { name, shape } of [...this.#inputs.inputs, ...this.#inputs.masks]) feeds[name] = new ort.Tensor('float32', values[name], shape);
    feeds[settingNames.learningRate] = new ort.Tensor('float32', [learningRate], []);
    feeds[settingNames.weightDecay] = new ort.Tensor('float32', [weightDecay], []);
    const fetches: Record<string, ort.Tensor | null> = this.#carried.fetches();
    for (const name of this.#outputNames) fetches[name] = null;
    const results = await this.#session.run(feeds, fetches);

    const loss = Number(results[lossName].data[0]);
    checkLoss(loss, this.#steps + 1);
    this.#carried.swap();
    this.#steps++;
    return { loss, outputs: Object.fromEntries(this.#outputNames.map((name) => [name, results[name].data as Float32Array])) };
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
