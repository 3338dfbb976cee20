import * as ort from 'onnxruntime-node';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Graph } from '../graph/graph.ts';
import { sizeOf } from '../graph/value.ts';
import { randomStream } from '../random.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import type { TrainingStep, TrainingStepOptions } from './compileTrainingStep.ts';
import { compileTrainingStep, lossName, nextName, settingNames } from './compileTrainingStep.ts';

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

export interface Trainer {
  /**
   * One step on a batch: forward, backward, update.
   * @param inputs the graph's inputs by name, row-major, each of the declared size
   * @throws MyeloscopeError `bad-input` where an input is missing or of another size, or the loss is not a number;
   *   then the parameters stay as they were before this step
   */
  step(inputs: Readonly<Record<string, Float32Array>>, rates: StepRates): Promise<StepResult>;
  /** Copies of the network's parameters and running statistics by name. */
  getParameters(): Map<string, Float32Array>;
  /** Sets those that are named and known; a wrong size is refused. Gives the number set. */
  setParameters(values: ParameterSet): number;
  getState(): TrainerState;
  setState(state: TrainerState): void;
  release(): Promise<void>;
}

/** Builds the step's model and loads it. */
export async function createTrainer({ seed = 0, threads, ...options }: TrainerOptions): Promise<Trainer> {
  const { graph } = options;
  const userInputs = [...graph.inputs.values()].map(({ name, shape }) => ({ name, shape }));
  const networkNames = new Set(graph.carried.keys());
  const compiled = compileTrainingStep(options);
  const session = await ort.InferenceSession.create(compiled.model, {
    executionProviders: ['cpu'], intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', logSeverityLevel: 3,
  });
  return new SessionTrainer(session, graph, compiled, userInputs, networkNames, seed);
}

interface NamedShape { readonly name: string; readonly shape: readonly number[] }

class SessionTrainer implements Trainer {
  readonly #session: ort.InferenceSession;
  readonly #compiled: TrainingStep;
  readonly #inputs: readonly NamedShape[];
  readonly #masks: readonly (NamedShape & { readonly rate: number })[];
  readonly #shapes: ReadonlyMap<string, readonly number[]>;
  readonly #seed: number;
  /** The carried tensors that belong to the network, not to the optimiser. */
  readonly #networkNames: ReadonlySet<string>;
  /** The carried tensors before a step, and where the step writes them; they swap after each good step. */
  #now: Record<string, ort.Tensor> = {};
  #next: Record<string, ort.Tensor> = {};
  #steps = 0;

  constructor(session: ort.InferenceSession, graph: Graph, compiled: TrainingStep, inputs: readonly NamedShape[], networkNames: ReadonlySet<string>, seed: number) {
    this.#networkNames = networkNames;
    this.#session = session;
    this.#compiled = compiled;
    this.#inputs = inputs;
    this.#seed = seed;
    this.#masks = [...graph.keepMasks.values()].map(({ value, rate }) => ({ name: value.name, shape: value.shape, rate }));
    this.#shapes = new Map([...graph.carried.values()].map(({ value }) => [value.name, value.shape]));
    for (const { value, initial } of graph.carried.values()) {
      this.#now[value.name] = new ort.Tensor('float32', initial.slice(), value.shape);
      if (compiled.changing.includes(value.name)) this.#next[value.name] = new ort.Tensor('float32', new Float32Array(initial.length), value.shape);
    }
  }

  async step(inputs: Readonly<Record<string, Float32Array>>, { learningRate, weightDecay = 0 }: StepRates): Promise<StepResult> {
    const feeds: Record<string, ort.Tensor> = { ...this.#now };
    for (const { name, shape } of this.#inputs) {
      const values = inputs[name];
      if (values?.length !== sizeOf(shape)) throw new MyeloscopeError('bad-input', `The training input ${name} has ${values?.length ?? 'no'} values instead of ${sizeOf(shape)}.`);
      feeds[name] = new ort.Tensor('float32', values, shape);
    }
    for (const { name, shape, rate } of this.#masks) feeds[name] = new ort.Tensor('float32', this.#drawMask(name, sizeOf(shape), rate), shape);
    feeds[settingNames.learningRate] = new ort.Tensor('float32', [learningRate], []);
    feeds[settingNames.weightDecay] = new ort.Tensor('float32', [weightDecay], []);

    const fetches: Record<string, ort.Tensor | null> = {};
    for (const { name } of this.#compiled.outputs) fetches[name] = null;
    for (const name of this.#compiled.changing) fetches[nextName(name)] = this.#next[name];
    const results = await this.#session.run(feeds, fetches);

    const loss = Number(results[lossName].data[0]);
    if (!Number.isFinite(loss)) {
      throw new MyeloscopeError('bad-input', `The training loss became ${loss} at step ${this.#steps + 1}.`, 'Use a lower learning rate, or limit the length of the gradients.');
    }
    [this.#now, this.#next] = [{ ...this.#now, ...this.#next }, this.#changing(this.#now)];
    this.#steps++;
    return { loss, outputs: Object.fromEntries(this.#compiled.outputs.map(({ name }) => [name, results[name].data as Float32Array])) };
  }

  getParameters(): Map<string, Float32Array> {
    return new Map([...this.#copyTensors()].filter(([name]) => this.#networkNames.has(name)));
  }

  setParameters(values: ParameterSet): number {
    const known = [...values].filter(([name]) => this.#shapes.has(name));
    for (const [name, tensor] of known) {
      const expected = sizeOf(this.#shapes.get(name)!);
      if (tensor.length !== expected) throw new MyeloscopeError('model-invalid', `The parameter ${name} has ${tensor.length} values instead of ${expected}.`);
    }
    for (const [name, tensor] of known) (this.#now[name].data as Float32Array).set(tensor);
    return known.length;
  }

  getState(): TrainerState { return { steps: this.#steps, tensors: this.#copyTensors() }; }

  setState({ steps, tensors }: TrainerState): void {
    const missing = [...this.#shapes.keys()].find((name) => !tensors.has(name));
    if (missing !== undefined) throw new MyeloscopeError('model-invalid', `The saved training state lacks ${missing}.`);
    this.setParameters(tensors);
    this.#steps = steps;
  }

  async release(): Promise<void> { await this.#session.release(); }

  #copyTensors(): Map<string, Float32Array> {
    return new Map(Object.entries(this.#now).map(([name, tensor]) => [name, (tensor.data as Float32Array).slice()]));
  }

  #changing(tensors: Record<string, ort.Tensor>): Record<string, ort.Tensor> {
    return Object.fromEntries(this.#compiled.changing.map((name) => [name, tensors[name]]));
  }

  /** Depends on seed, name and step alone, so a resumed run draws the same. */
  #drawMask(name: string, count: number, rate: number): Float32Array {
    const random = randomStream(this.#seed + Math.imul(this.#steps, 0x9e3779b1), name);
    return Float32Array.from({ length: count }, () => (random.next() < rate ? 0 : 1));
  }
}
