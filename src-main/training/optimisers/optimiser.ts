import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';

/** A parameter with its gradient, and whether weight decay pulls at it. */
export interface TrainedParameter { readonly value: Value; readonly gradient: Value; readonly decays: boolean }

/** Scalars fed at every step. */
export interface StepSettings { readonly learningRate: Value; readonly weightDecay: Value }

/** Adds the update of every parameter to the graph; what it must remember is carried state of the same graph. */
export type Optimiser = (graph: Graph, parameters: readonly TrainedParameter[], settings: StepSettings) => void;
