import type { Graph } from '../graph/graph.ts';
import { differentiate } from '../graph/differentiate.ts';
import { toOnnxModel } from '../graph/toOnnx.ts';
import type { Value } from '../graph/value.ts';
import { writeOnnx } from '../onnx/write.ts';
import { clipGradientNorm } from '../optimisers/clipGradientNorm.ts';
import type { Optimiser } from '../optimisers/optimiser.ts';

export interface TrainingStepOptions {
  readonly graph: Graph;
  readonly loss: Value;
  /** What is trained; everything else that is carried stays or follows its own `update`. */
  readonly parameters: readonly Value[];
  readonly optimiser: Optimiser;
  /** Largest length of all gradients together; none by default. */
  readonly gradientNormLimit?: number;
  /** Whether weight decay pulls at a parameter; by default at all of two or more axes (weights, not biases or gammas). */
  readonly decays?: (parameter: Value) => boolean;
  /** Further results of a step, by name. */
  readonly extraOutputs?: Readonly<Record<string, Value>>;
}

/** A whole step (forward, backward, update) as one ONNX model. */
export interface TrainingStep {
  readonly model: Uint8Array;
  /** Names of the carried tensors that a step changes; `next:NAME` is the output for NAME. */
  readonly changing: readonly string[];
  readonly fixed: readonly string[];
  readonly outputs: readonly { readonly name: string; readonly shape: readonly number[] }[];
}

export const settingNames = { learningRate: 'setting:learningRate', weightDecay: 'setting:weightDecay' } as const;
export const lossName = 'loss';
export const nextName = (name: string): string => `next:${name}`;

/** Adds the backward pass and the optimiser to the graph, and writes the step. The graph is not to be used again. */
export function compileTrainingStep({
  graph, loss, parameters, optimiser, gradientNormLimit, decays = (parameter) => parameter.shape.length > 1, extraOutputs = {},
}: TrainingStepOptions): TrainingStep {
  let gradients = differentiate(graph, loss, parameters);
  const outputs: { name: string; value: Value }[] = [{ name: lossName, value: loss }, ...Object.entries(extraOutputs).map(([name, value]) => ({ name, value }))];
  if (gradientNormLimit !== undefined) {
    const { clipped, norm } = clipGradientNorm(graph, gradients, gradientNormLimit);
    gradients = clipped;
    outputs.push({ name: 'gradientNorm', value: norm });
  }
  const learningRate = graph.input(settingNames.learningRate, []);
  const weightDecay = graph.input(settingNames.weightDecay, []);
  optimiser(graph, parameters.map((value, index) => ({ value, gradient: gradients[index], decays: decays(value) })), { learningRate, weightDecay });

  const changing = [...graph.carried.values()].flatMap(({ value, next }) => (next ? [{ name: nextName(value.name), value: next }] : []));
  const inputs = [...graph.inputs.values(), ...[...graph.keepMasks.values(), ...graph.carried.values()].map(({ value }) => value)];
  const model = writeOnnx(toOnnxModel(graph, inputs.map((value) => ({ value })), [...outputs, ...changing]));
  return {
    model,
    changing: [...graph.carried.values()].flatMap(({ value, next }) => (next ? [value.name] : [])),
    fixed: [...graph.carried.values()].flatMap(({ value, next }) => (next ? [] : [value.name])),
    outputs: outputs.map(({ name, value }) => ({ name, shape: value.shape })),
  };
}
