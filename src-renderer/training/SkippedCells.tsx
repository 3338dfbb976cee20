import type { ReactNode } from 'react';
import { trainingTexts } from '../texts/training.ts';

/** So many are listed: a slide that is gone takes hundreds of cells with it, for one and the same reason. */
const mostListed = 50;

/** Cells that could not be read, with why. Nothing where there is none. */
export function SkippedCells({ skipped }: { readonly skipped: readonly { readonly what: string; readonly why: string }[] }): ReactNode {
  if (skipped.length === 0) return null;
  return (
    <details>
      <summary>{trainingTexts.training.skipped(skipped.length)}</summary>
      <ul className="plainList">{skipped.slice(0, mostListed).map(({ what, why }) => <li key={what}>{what}: {why}</li>)}</ul>
    </details>
  );
}
