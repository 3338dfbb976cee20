import path from 'node:path';
import type { CountTarget } from '#shared/cases/countSettings.ts';
import { shareTarget } from '#shared/differential/shareTarget.ts';
import type { DifferentialDocumentInput } from '#shared/reports/buildDifferentialDocument.ts';
import type { DocumentSlide } from '#shared/reports/differentialDocument.ts';
import type { CountedSmear } from '#main/cases/countedCase.ts';

/** Cells by class code over all smears, as shown: the reviewer's call where there is one. */
export function countsByClass(smears: readonly CountedSmear[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { cells } of smears) {
    for (const { machineCall, reviewerCall } of cells) {
      const { code } = reviewerCall ?? machineCall;
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  return counts;
}

/** What the document says of the review of the cells: how many a person has named, and how many differently. */
export function reviewOf(smears: readonly CountedSmear[]): NonNullable<DifferentialDocumentInput['review']> {
  const cells = smears.flatMap((smear) => smear.cells);
  const reviewed = cells.filter(({ reviewerCall }) => reviewerCall !== undefined);
  const cellsChanged = reviewed.filter(({ machineCall, reviewerCall }) => reviewerCall?.code !== machineCall.code).length;
  const state = reviewed.length === 0 ? 'notReviewed' : reviewed.length < cells.length ? 'partlyReviewed' : 'reviewed';
  return { state, cellsReviewed: reviewed.length, cellsChanged };
}

/** A smear as the document lists it. Fields without cells stand beside those that can't be read. */
export function documentSlide({ slide, cells, countable, regions, problems, fieldsWithoutCells }: CountedSmear): DocumentSlide {
  const { path: place, format, hash, widthPx, heightPx, micrometresPerPixel, scaleOrigin, redCells, redCellSpread } = slide;
  return {
    name: path.basename(place), path: place, format, sha256: hash, widthPx, heightPx,
    micrometresPerPixel: micrometresPerPixel!, scaleFrom: scaleOrigin!,
    ...(redCells !== null && { scaleNote: `${String(redCells)} red cells measured${redCellSpread === null ? '' : `, their diameters spread by ${(100 * redCellSpread).toFixed(0)} %`}` }),
    regionsCounted: regions.filter(({ state }) => state === 'counted').length,
    cellsDetected: cells.length, cellsCounted: countable,
    problemFields: [
      ...problems.map(({ field, problem }) => ({ name: field, problem })),
      ...fieldsWithoutCells.map((field) => ({ name: field, problem: 'no nucleated cell was found in it' })),
    ],
  };
}

/** The target as it was met: what each smear was asked for, given what the smears hold. */
export function targetMet(target: CountTarget, schemeTarget: number, smears: readonly CountedSmear[]): DifferentialDocumentInput['target'] {
  const countable = smears.map((smear) => smear.countable);
  if (target === 'everything') return { cells: schemeTarget, everything: true, shares: countable, short: 0 };
  const short = Math.max(0, target - countable.reduce((sum, cells) => sum + cells, 0));
  // Where the target was met, each smear gave exactly its share; where not, all that it has.
  const shares = short > 0 ? shareTarget(target, smears.map(({ slide }, i) => ({ name: slide.path, cellsAvailable: countable[i] }))).shares : countable;
  return { cells: target, everything: false, shares: [...shares], short };
}

/** Doubts about slides, for the report. */
export function slideWarnings(smears: readonly CountedSmear[]): string[] {
  const givenUp = smears.filter((smear) => smear.givenUp)
    .map(({ slide, cells }) => `${path.basename(slide.path)}: the count was ended after ${String(cells.length)} cells, because most could not be named. The models may not know this stain or these cells: name them by eye, or count everything.`);
  const doubts = smears.flatMap(({ slide, choice }) => {
    if (choice.verdict === 'smear') return [];
    const what = choice.verdict === 'doubtful' ? 'may not be a smear that can be counted' : 'does not look like a smear and was counted because that was asked for';
    return [`${path.basename(slide.path)} ${what}: ${choice.reasons.join('; ')}.`];
  });
  return [...doubts, ...givenUp];
}
