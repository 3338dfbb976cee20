import type { WorkSignal } from './workSignal.ts';

/** How far a piece of work is. `stage` is a phrase for people ("Counting cells"); `done` of `total` in any unit. */
export interface Progress { stage: string; done: number; total: number }

/** What every long piece of work takes. `report` may be called often: the receiver thins it out. */
export interface WorkContext {
  readonly signal?: WorkSignal;
  readonly report?: (progress: Progress) => void;
}
