import path from 'node:path';
import type { CountTarget } from '#shared/cases/countSettings.ts';
import { shareTarget } from '#shared/differential/shareTarget.ts';
import type { DifferentialDocumentInput } from '#shared/reports/buildDifferentialDocument.ts';
import type { DocumentSlide } from '#shared/reports/differentialDocument.ts';
import { reviewState } from '#shared/reports/reviewState.ts';
import { cellsInDenominator } from '#shared/taxonomy/denominator.ts';
import type { Scheme } from '#shared/taxonomy/schemes.ts';
import { scaleConfidence } from '#main/analysis/scale/scaleConfidence.ts';
import { scaleDoubts } from '#main/cases/scaleDoubts.ts';
import type { SmearFigures } from '#main/cases/smearFigures.ts';

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/** Cells by class code over all smears, as shown: the reviewer's call where there is one. */
export function countsByClass(smears: readonly SmearFigures[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const smear of smears) for (const [code, count] of Object.entries(smear.counts)) counts[code] = (counts[code] ?? 0) + count;
  return counts;
}

/** What the document says of the review of the cells: how many a person has named, and how many differently. `unsettled` are those on which two readers differ. */
export function reviewOf(smears: readonly SmearFigures[], unsettled: number, isByEye: boolean): NonNullable<DifferentialDocumentInput['review']> {
  const sum = (value: (smear: SmearFigures) => number): number => smears.reduce((total, smear) => total + value(smear), 0);
  const cellsReviewed = sum((smear) => smear.cellsReviewed);
  return { state: reviewState({ cells: sum(({ cellsInShare }) => cellsInShare), reviewed: cellsReviewed, unsettled }, isByEye), cellsReviewed, cellsChanged: sum(({ cellsChanged }) => cellsChanged) };
}

/** What is to be known of a slide's scale: how many red cells it was measured from, or those fields that state none, and that of fields which have another. */
function scaleNoteOf({ slide: { redCells, redCellSpread, scaleOrigin }, fieldScales }: Pick<SmearFigures, 'slide' | 'fieldScales'>): string {
  const measured = redCells === null ? [] : [`${scaleOrigin === 'file' ? 'where no file states it, ' : ''}${String(redCells)} single round red cells measured${redCellSpread === null ? '' : `, give or take ${percent(scaleConfidence(redCells, redCellSpread).giveOrTake)}`}`];
  const scales = [...fieldScales.values()].sort((a, b) => a - b).map((scale) => scale.toFixed(4));
  const others = scales.length === 0 ? [] : [`in ${String(scales.length)} field${scales.length === 1 ? '' : 's'} of another camera ${[...new Set([scales[0], scales.at(-1)!])].join(' to ')}`];
  return [...measured, ...others].join('; ');
}

/** A smear as the document of a scheme lists it. Fields without cells stand beside those that can't be read. */
export function documentSlide({ slide, fieldScales, cellsInShare, counts, regions, problems, fieldsWithoutCells }: SmearFigures, scheme: Scheme): DocumentSlide {
  const { path: place, format, hash, widthPx, heightPx, micrometresPerPixel, scaleOrigin } = slide;
  const scaleNote = scaleNoteOf({ slide, fieldScales });
  return {
    name: path.basename(place), path: place, format, sha256: hash, widthPx, heightPx,
    micrometresPerPixel: micrometresPerPixel!, scaleFrom: scaleOrigin!,
    ...(scaleNote !== '' && { scaleNote }),
    regionsCounted: regions.filter(({ state }) => state === 'counted').length,
    cellsDetected: cellsInShare, cellsCounted: cellsInDenominator(counts, scheme),
    problemFields: [
      ...problems.map(({ field, problem }) => ({ name: field, problem })),
      ...fieldsWithoutCells.map((field) => ({ name: field, problem: 'no nucleated cell was found in it' })),
    ],
  };
}

/** The target as it was met: what each smear was asked for, given what the smears hold in the scheme's denominator. */
export function targetMet(target: CountTarget, scheme: Scheme, smears: readonly SmearFigures[]): DifferentialDocumentInput['target'] {
  const counted = smears.map(({ counts }) => cellsInDenominator(counts, scheme));
  if (target === 'everything') return { cells: scheme.target, everything: true, shares: counted, short: 0 };
  // No slide has been looked at yet: cells can be counted by eye all the same.
  if (smears.length === 0) return { cells: target, everything: false, shares: [], short: target };
  const { shares, short } = shareTarget(target, smears.map(({ slide }, i) => ({ name: slide.path, cellsAvailable: counted[i] })));
  return { cells: target, everything: false, shares: [...shares], short };
}

/** Doubts about slides, for the report. */
export function slideWarnings(smears: readonly SmearFigures[]): string[] {
  const givenUp = smears.flatMap(({ slide, givenUp: end }) => (end === undefined ? [] : [
    `${path.basename(slide.path)}: the count was ended after ${String(end.looked)} cells, because ${String(end.unnamed)} of them (${percent(end.unnamed / end.looked)}) could not be named. The models may not know this stain or these cells: name them by eye, or count everything.`,
  ]));
  const doubts = smears.flatMap(({ slide, choice }) => {
    if (choice.verdict === 'smear') return [];
    const what = choice.verdict === 'doubtful' ? 'may not be a smear that can be counted' : 'does not look like a smear and was counted because that was asked for';
    return [`${path.basename(slide.path)} ${what}: ${choice.reasons.join('; ')}.`];
  });
  const scales = smears.flatMap(({ slide: { path: place, redCells, redCellSpread, scaleOrigin } }) => {
    if (redCells === null || redCellSpread === null || !scaleConfidence(redCells, redCellSpread).doubtful) return [];
    return [`${path.basename(place)}: only ${String(redCells)} red cells lie singly and round, too few to measure the size of its pixels${scaleOrigin === 'file' ? ', where no file states it,' : ''} surely. If you know the micrometres per pixel, give them and count again: cells seen at a wrong size get wrong names.`];
  });
  const wrongScales = smears.flatMap(({ slide, scaleChecks }) => scaleDoubts(scaleChecks)
    .map((doubt) => `${path.basename(slide.path)}: ${doubt}. Find out which is right, and count again if this is not: cells seen at a wrong size are missed, or get wrong names.`));
  return [...doubts, ...scales, ...wrongScales, ...givenUp];
}

/** When the count was begun, and when its last region was done: the same however often the report is written. */
export function timesOf(createdAt: string, smears: readonly SmearFigures[]): { startedAt: Date; finishedAt: Date } {
  const times = smears.flatMap(({ regions }) => regions.flatMap(({ countedAt }) => (countedAt === null ? [] : [countedAt])));
  return { startedAt: new Date(createdAt), finishedAt: new Date(times.sort().at(-1) ?? createdAt) };
}
