import { useState } from 'react';
import type { Dispatch, SetStateAction } from 'react';
import type { WorklistChoice } from './chooseCases.ts';

let kept: WorklistChoice = { search: '', state: 'all', sortBy: 'taken', direction: 'descending' };

/** Search, filter and sorting of the worklist: as the person left them when they come back from a case. */
export function useWorklistChoice(): [WorklistChoice, Dispatch<SetStateAction<WorklistChoice>>] {
  const [choice, setChoice] = useState(kept);
  kept = choice;
  return [choice, setChoice];
}
