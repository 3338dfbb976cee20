import type { TrainingSummary } from '#shared/contract/trainingCommands.ts';
import { trainingTexts } from '../texts/training.ts';

/** How a training stands as a person takes it, and what became of judging its model again, where that waits, works, or did not end well. */
export interface TrainingStanding { readonly state: TrainingSummary['state']; readonly judging?: Exclude<TrainingSummary['state'], 'done'> }

/** A training whose model is there is done: what its job does since, and how that ends, is of judging the model again alone. */
export function standingOf({ state, candidate }: Pick<TrainingSummary, 'state' | 'candidate'>): TrainingStanding {
  return candidate === undefined || state === 'done' ? { state } : { state: 'done', judging: state };
}

/** The same in a word. */
export function standingWord({ state, judging }: TrainingStanding): string {
  return judging === 'queued' || judging === 'running' ? trainingTexts.judging[judging] : trainingTexts.states[state];
}
