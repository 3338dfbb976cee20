import type { ReactNode } from 'react';
import { trainingTexts } from '../texts/training.ts';

/** So many are listed: a slide that is gone takes hundreds of cells with it, for one and the same reason. */
const mostListed = 50;

interface SkippedCellsProps {
  readonly skipped: readonly { readonly what: string; readonly why: string }[];
  readonly title?: (number: number) => string;
}

/** Cells that could not be read, or were left out, with why. Nothing where there is none. */
export function SkippedCells({ skipped, title = trainingTexts.training.skipped }: SkippedCellsProps): ReactNode {
  if (skipped.length === 0) return null;
  return (
    <details>
      <summary>{title(skipped.length)}</summary>
      <ul className="plainList">{skipped.slice(0, mostListed).map(({ what, why }) => <li key={`${what}: ${why}`}>{what}: {why}</li>)}</ul>
    </details>
  );
}
