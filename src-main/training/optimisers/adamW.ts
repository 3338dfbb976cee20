import { add, addScalar, divide, multiply, scale, squareRoot, square, subtract } from '../graph/operators/arithmetic.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../graph/value.ts';
import type { Optimiser } from './optimiser.ts';

export interface AdamWOptions { readonly beta1?: number; readonly beta2?: number; readonly epsilon?: number }

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019), w = w (1 - rate decay) - rate m^ / (sqrt(v^) + epsilon). */
export function adamW({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamWOptions = {}): Optimiser {
  return (graph, parameters, { learningRate, weightDecay }) => {
    /** 1 - beta^step, carried as the moments are: the power itself would lose most of its digits beside 1. */
    const correction = (name: string, beta: number): Value => {
      const carried = graph.state(`adam.${name}`, [], new Float32Array(1));
      const next = addScalar(scale(carried, beta), 1 - beta);
      graph.update(carried, next);
      return next;
    };
    const rate = divide(learningRate, correction('firstCorrection', beta1));
    const secondRoot = squareRoot(correction('secondCorrection', beta2));
    const kept = subtract(graph.scalar(1), multiply(learningRate, weightDecay));
    for (const { value, gradient, decays } of parameters) {
      const zeros = () => new Float32Array(sizeOf(value.shape));
      const first = graph.state(`${value.name}.firstMoment`, value.shape, zeros());
      const second = graph.state(`${value.name}.secondMoment`, value.shape, zeros());
      const nextFirst = add(scale(first, beta1), scale(gradient, 1 - beta1));
      const nextSecond = add(scale(second, beta2), scale(square(gradient), 1 - beta2));
      graph.update(first, nextFirst);
      graph.update(second, nextSecond);
      const spread = addScalar(divide(squareRoot(nextSecond), secondRoot), epsilon);
      const base = decays ? multiply(value, kept) : value;
      graph.update(value, subtract(base, multiply(divide(nextFirst, spread), rate)));
    }
  };
}
