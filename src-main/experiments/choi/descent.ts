import type { StepRates } from '#main/training/trainer/trainer.ts';

/** What Choi 2017 searched: learning rate, momentum, decay of the rate by epoch, weight decay. */
export interface DescentSettings { readonly learningRate: number; readonly momentum: number; readonly rateDecay: number; readonly weightDecay: number }

/** The rates of an epoch, counted from 0: the rate falls as 1 / (1 + decay × epoch). */
export function descentRates({ learningRate, rateDecay, weightDecay }: DescentSettings, epoch: number): StepRates {
  return { learningRate: learningRate / (1 + rateDecay * epoch), weightDecay };
}
