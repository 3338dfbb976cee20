import * as ort from 'onnxruntime-node';
import type { ProviderName } from '#main/inference/modelRunner.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { CarriedTensors } from './carriedTensors.ts';
import type { TrainingStepOptions } from './compileTrainingStep.ts';
import { buildTrainingStep, compileTrainingStep, lossName, settingNames } from './compileTrainingStep.ts';
import { partNames } from './gatherGradients.ts';
import { StepInputs } from './stepInputs.ts';
import { TrainingDiverged } from './trainingDiverged.ts';

export interface TrainerOptions extends TrainingStepOptions {
  /** Seed of the dropout masks. */
  readonly seed?: number;
  /** Threads of the runtime; results are bitwise the same only for the same number. */
  readonly threads: number;
  /** What it runs on; the runtime does not fall back by itself. The processor by default. */
  readonly provider?: ProviderName;
}

export interface StepRates { readonly learningRate: number; readonly weightDecay?: number }
/** Of a batch in parts the mean loss, and the outputs of the last part. */
export interface StepResult { readonly loss: number; readonly outputs: Readonly<Record<string, Float32Array>> }

/** Everything a run needs to go on: the number of steps done, and every carried tensor. */
export interface TrainerState { readonly steps: number; readonly tensors: ParameterSet }

/** The inputs of one step by name, row-major, each of the size its graph declares, times the parts that a batch is divided into. */
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
   * @throws MyeloscopeError `bad-input` where an input is missing or of another size, or the loss is not a number (`TrainingDiverged`);
   *   then the parameters stay as they were before this step
   */
  step(inputs: Batch, rates: StepRates): Promise<StepResult>;
}

/** How a training session is loaded. One stream of operators, so that results do not depend on their order. */
export const sessionOptions = (threads: number, provider: ProviderName = 'cpu'): ort.InferenceSession.SessionOptions => ({
  executionProviders: [provider], intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', logSeverityLevel: 3,
});

/** Builds the step's model and loads it. */
export async function createTrainer({ seed = 0, threads, provider, ...options }: TrainerOptions): Promise<Trainer> {
  const { graph, parts = 1 } = options;
  const inputs = new StepInputs(graph, seed);
  const networkNames = new Set(graph.carried.keys());
  const step = buildTrainingStep(options);
  const session = await ort.InferenceSession.create(compileTrainingStep(graph, step), sessionOptions(threads, provider));
  return new SessionTrainer(session, step.outputs.map(({ name }) => name), inputs, parts, new CarriedTensors(graph, step.changing, networkNames));
}

/** Throws `TrainingDiverged` at a loss that is not a number. */
export function checkLoss(loss: number, step: number): void {
  if (Number.isFinite(loss)) return;
  throw new TrainingDiverged(`The training loss became ${loss} at step ${step}.`);
}

class SessionTrainer implements Trainer {
  readonly #session: ort.InferenceSession;
  readonly #outputNames: readonly string[];
  readonly #inputs: StepInputs;
  readonly #parts: number;
  readonly #carried: CarriedTensors;
  #steps = 0;

  constructor(session: ort.InferenceSession, outputNames: readonly string[], inputs: StepInputs, parts: number, carried: CarriedTensors) {
    this.#session = session;
    this.#outputNames = outputNames;
    this.#inputs = inputs;
    this.#parts = parts;
    this.#carried = carried;
  }

  async step(batch: Batch, rates: StepRates): Promise<StepResult> {
    let loss = 0, last: StepResult | undefined;
    for (let part = 0; part < this.#parts; part++) {
      last = await this.#runPart(this.#parts === 1 ? batch : partOf(batch, part, this.#parts), part, rates);
      loss += last.loss / this.#parts;
    }
    this.#steps++;
    return { loss, outputs: last!.outputs };
  }

  async #runPart(batch: Batch, part: number, { learningRate, weightDecay = 0 }: StepRates): Promise<StepResult> {
    const values = this.#inputs.valuesOf(batch, this.#steps * this.#parts + part);
    const feeds = this.#carried.feeds();
    for (const { name, shape } of [...this.#inputs.inputs, ...this.#inputs.masks]) feeds[name] = new ort.Tensor('float32', values[name], shape);
    feeds[settingNames.learningRate] = new ort.Tensor('float32', [learningRate], []);
    feeds[settingNames.weightDecay] = new ort.Tensor('float32', [weightDecay], []);
    if (this.#parts > 1) {
      feeds[partNames.isFirst] = new ort.Tensor('float32', [Number(part === 0)], []);
      feeds[partNames.isLast] = new ort.Tensor('float32', [Number(part === this.#parts - 1)], []);
    }
    const fetches: Record<string, ort.Tensor | null> = this.#carried.fetches();
    for (const name of this.#outputNames) fetches[name] = null;
    const results = await this.#session.run(feeds, fetches);

    const loss = Number(results[lossName].data[0]);
    checkLoss(loss, this.#steps + 1);
    this.#carried.swap();
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

const partOf = (batch: Batch, part: number, parts: number): Batch =>
  Object.fromEntries(Object.entries(batch).map(([name, values]) => [name, values.subarray((part * values.length) / parts, ((part + 1) * values.length) / parts)]));
