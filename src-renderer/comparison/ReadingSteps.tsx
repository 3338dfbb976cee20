import type { ReactNode } from 'react';
import { comparisonTexts as texts } from '../texts/comparison.ts';
import type { StepState } from './readingSteps.ts';
import styles from './ReadingSteps.module.css';

const signs = { done: '✓', now: '●', later: '○' };

/** Where the two readers are, from the first reading to the consensus. */
export function ReadingSteps({ steps }: { readonly steps: readonly StepState[] }): ReactNode {
  return (
    <ol className={styles.steps}>
      {steps.map(({ step, state, reader }) => (
        <li key={step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span aria-hidden="true">{signs[state]}</span> {texts.steps[step]}{reader !== undefined && <span className="quiet"> {reader}</span>}<span className="visuallyHidden">, {texts.stepStates[state]}</span>
        </li>
      ))}
    </ol>
  );
}
