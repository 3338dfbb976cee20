import type { ReactNode } from 'react';
import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { goOnCounting } from './countActs.ts';
import { isDoubtedSmear } from './countState.ts';
import { nameOfCase } from './nameOfCase.ts';

interface CountFailureProps {
  readonly summary: CaseSummary;
  /** Asks whether a slide that does not look like a smear shall be counted all the same. */
  readonly onCountAllTheSame: (summary: CaseSummary) => void;
}

/** Why the count of a case failed (`hasFailed`), and the way on that fits. */
export function CountFailure({ summary, onCountAllTheSame }: CountFailureProps): ReactNode {
  return (
    <Notice sentence={worklistTexts.countFailedOf(nameOfCase(summary))} remedy={summary.job?.reason} actions={isDoubtedSmear(summary)
      ? <Button onPress={() => onCountAllTheSame(summary)}>{worklistTexts.countAllTheSame}</Button>
      : <Button onPress={() => goOnCounting(summary.id)}>{worklistTexts.goOn}</Button>} />
  );
}
