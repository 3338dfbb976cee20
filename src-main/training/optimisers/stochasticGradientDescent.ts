import { multiply, scale, subtract, sum } from '../graph/operators/arithmetic.ts';
import { sizeOf } from '../graph/value.ts';
import type { Optimiser } from './optimiser.ts';

export interface StochasticGradientDescentOptions { readonly momentum?: number; readonly nesterov?: boolean }

/**
 * Gradient descent with momentum (Sutskever et al. 2013, in PyTorch's form): g = gradient + decay w, v = momentum v + g,
 * w = w - rate v, or with Nesterov's look ahead w = w - rate (g + momentum v).
 */
export function stochasticGradientDescent({ momentum = 0.9, nesterov = false }: StochasticGradientDescentOptions = {}): Optimiser {
  return (graph, parameters, { learningRate, weightDecay }) => {
    for (const { value, gradient, decays } of parameters) {
      const pull = decays ? [gradient, multiply(value, weightDecay)] : [gradient];
      let direction = sum(pull);
      if (momentum > 0) {
        const velocity = graph.state(`${value.name}.velocity`, value.shape, new Float32Array(sizeOf(value.shape)));
        const moved = sum([...pull, scale(velocity, momentum)]);
        graph.update(velocity, moved);
        direction = nesterov ? sum([...pull, scale(moved, momentum)]) : moved;
      }
      graph.update(value, subtract(value, multiply(direction, learningRate)));
    }
  };
}
