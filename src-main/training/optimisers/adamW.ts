import { add, addScalar, divide, multiply, scale, squareRoot, square, subtract } from '../graph/operators/arithmetic.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../graph/value.ts';
import type { Optimiser } from './optimiser.ts';

export interface AdamWOptions { readonly beta1?: number; readonly beta2?: number; readonly epsilon?: number }

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019), w = w (1 - rate decay) - rate m^ / (sqrt(v^) + epsilon). */
export function adamW({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamWOptions = {}): Optimiser {
  return (graph, parameters, { learningRate, weightDecay }) => {
    const steps = graph.state('adam.steps', [], new Float32Array(1));
    const step = addScalar(steps, 1);
    graph.update(steps, step);
    const correction = (beta: number): Value => subtract(graph.scalar(1), graph.emit('Pow', [graph.scalar(beta), step], {}, [{ shape: [] }])[0]);
    const rate = divide(learningRate, correction(beta1));
    const secondRoot = squareRoot(correction(beta2));
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
