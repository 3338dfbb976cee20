import type { ParameterSet } from '../layers/layerBuilder.ts';

const everySteps = 4;
const prefix = 'average:';

/**
 * A running average of parameters over training steps (Polyak averaging with exponential forgetting): steadier on cells not
 * trained on than the last step's. It takes in every fourth step and forgets with a time constant of 200 steps, less at the start.
 */
export function createAverage(start: ParameterSet) {
  const values = new Map([...start].map(([name, tensor]) => [name, tensor.slice()]));
  return {
    isDue: (step: number) => (step + 1) % everySteps === 0,
    add(current: ParameterSet, step: number): void {
      const kept = Math.min(1 - everySteps / 200, (step + 1) / (step + 41));
      for (const [name, average] of values) {
        const now = current.get(name)!;
        for (let i = 0; i < average.length; i++) average[i] = kept * average[i] + (1 - kept) * now[i];
      }
    },
    parameters: (): ParameterSet => new Map([...values].map(([name, tensor]) => [name, tensor.slice()])),
    /** For a checkpoint. */
    saved: (): ParameterSet => new Map([...values].map(([name, tensor]) => [prefix + name, tensor])),
    restore(tensors: ParameterSet): void {
      for (const [name, average] of values) {
        const saved = tensors.get(prefix + name);
        if (saved) average.set(saved);
      }
    },
  };
}
