import type { Graph } from '../graph/graph.ts';
import { differentiate } from '../graph/differentiate.ts';
import type { GraphOutput } from '../graph/toOnnx.ts';
import { toOnnxModel } from '../graph/toOnnx.ts';
import type { Value } from '../graph/value.ts';
import { writeOnnx } from '../onnx/write.ts';
import { clipGradientNorm } from '../optimisers/clipGradientNorm.ts';
import type { Optimiser } from '../optimisers/optimiser.ts';
import { gatherGradients } from './gatherGradients.ts';

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
  /** Into so many equal parts a batch is divided, where a device can't hold it at once; the graph is of one part. One by default. */
  readonly parts?: number;
}

/** A whole step as values of its graph. */
export interface TrainingStep {
  /** The batch and the masks. */
  readonly fed: readonly Value[];
  /** Scalars: see `settingNames`; where a batch is divided those of `gatherGradients`, too. */
  readonly settings: readonly Value[];
  readonly carried: readonly Value[];
  /** The loss first, then the extra outputs. */
  readonly outputs: readonly GraphOutput[];
  /** Names of the carried tensors that a step changes, and what they become (`next:NAME`). */
  readonly changing: readonly string[];
  readonly nexts: readonly GraphOutput[];
}

export const settingNames = { learningRate: 'setting:learningRate', weightDecay: 'setting:weightDecay' } as const;
export const lossName = 'loss';
export const nextName = (name: string): string => `next:${name}`;

/** Adds the backward pass and the optimiser to the graph, which is not to be used for anything else after that. */
export function buildTrainingStep({
  graph, loss, parameters, optimiser, gradientNormLimit, decays = (parameter) => parameter.shape.length > 1, extraOutputs = {}, parts = 1,
}: TrainingStepOptions): TrainingStep {
  let gradients = differentiate(graph, loss, parameters);
  const outputs: GraphOutput[] = [{ name: lossName, value: loss }, ...Object.entries(extraOutputs).map(([name, value]) => ({ name, value }))];
  // Only what stands in the graph before is fed by the caller.
  const fed = [...graph.inputs.values(), ...[...graph.keepMasks.values()].map(({ value }) => value)];
  const gathered = parts === 1 ? undefined : gatherGradients(graph, parameters, gradients, parts);
  if (gathered) gradients = gathered.gradients;
  if (gradientNormLimit !== undefined) {
    const { clipped, norm } = clipGradientNorm(graph, gradients, gradientNormLimit);
    gradients = clipped;
    outputs.push({ name: 'gradientNorm', value: norm });
  }
  const learningRate = graph.input(settingNames.learningRate, []);
  const weightDecay = graph.input(settingNames.weightDecay, []);
  optimiser(graph, parameters.map((value, index) => ({ value, gradient: gradients[index], decays: decays(value) })), { learningRate, weightDecay });
  gathered?.onlyInLastPart();

  const changed = [...graph.carried.values()].flatMap(({ value, next }) => (next ? [{ value, next }] : []));
  return {
    fed, settings: [learningRate, weightDecay, ...gathered?.settings ?? []], outputs, carried: [...graph.carried.values()].map(({ value }) => value),
    changing: changed.map(({ value }) => value.name), nexts: changed.map(({ value, next }) => ({ name: nextName(value.name), value: next })),
  };
}

/** Writes a step (forward, backward, update) as one ONNX model. */
export function compileTrainingStep(graph: Graph, { fed, settings, carried, outputs, nexts }: TrainingStep): Uint8Array {
  const inputs = [...fed, ...settings, ...carried].map((value) => ({ value }));
  return writeOnnx(toOnnxModel(graph, inputs, [...outputs, ...nexts]));
}
