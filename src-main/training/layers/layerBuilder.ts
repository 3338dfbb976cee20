import type { Value } from '../graph/value.ts';

export interface ConvolutionLayer {
  readonly outputs: number;
  /** Side of the square kernel, 1, 3, 5, … */
  readonly kernel: number;
  readonly stride?: number;
  readonly dilation?: number;
  /** Pixels put around; by default so many that stride 1 keeps the size. */
  readonly padding?: number;
  readonly groups?: number;
}

/**
 * What a network description is written against, once: the same description gives the training graph (parameters,
 * batch statistics, dropout) and the graph for use (constants, normalisation folded into the convolutions, no dropout).
 * Names must be unique; parameters are called after them: `stem.weight`, `stem.gamma`, `stem.runningMean`.
 */
export interface LayerBuilder {
  readonly mode: 'training' | 'inference';
  /** A convolution with a bias. `initialBias` sets where the bias starts. */
  convolution(x: Value, name: string, layer: ConvolutionLayer & { readonly initialBias?: number }): Value;
  /** A convolution followed by batch normalisation. `initialGamma` 0 lets a residual branch start silent. */
  normalizedConvolution(x: Value, name: string, layer: ConvolutionLayer & { readonly initialGamma?: number }): Value;
  /** A fully connected layer on [batch, features]. */
  linear(x: Value, name: string, outputs: number): Value;
  dropout(x: Value, name: string, rate: number): Value;
  /** Drops the whole branch for some pictures of the batch (stochastic depth). */
  dropBranch(x: Value, name: string, rate: number): Value;
}

/** A network: from its input to its outputs by name. */
export type NetworkDescription = (layers: LayerBuilder, input: Value) => Record<string, Value>;

/** Parameters and running statistics by name. */
export type ParameterSet = ReadonlyMap<string, Float32Array>;

/** Added to the variance before the root, as in PyTorch. */
export const normalizationEpsilon = 1e-5;

export function convolutionWindow({ kernel, stride = 1, dilation = 1, padding = dilation * ((kernel - 1) >> 1) }: ConvolutionLayer) {
  return {
    strides: [stride, stride] as const, dilations: [dilation, dilation] as const, pads: [padding, padding, padding, padding] as const,
  };
}

export const weightShape = (x: Value, { outputs, kernel, groups = 1 }: ConvolutionLayer): [number, number, number, number] =>
  [outputs, x.shape[1] / groups, kernel, kernel];
