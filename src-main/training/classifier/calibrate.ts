import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Thresholds } from '#main/analysis/classification/calibratedCall.ts';
import { calibratedCall, temperedProbabilities } from '#main/analysis/classification/calibratedCall.ts';

/** What a network said of a cell that it was not trained on, beside what is right. */
export interface HeldOutCell {
  readonly right: readonly ClassCode[];
  /** Averaged over the views, not tempered; in the order of the classes. */
  readonly probabilities: Float32Array;
  readonly distance: number;
}

/**
 * The temperature that makes held-out cells most likely (Guo et al. 2017, arXiv 1706.04599): least mean -log of the probability
 * given to the right classes, by golden-section search on its logarithm between 1/5 and 5.
 *
 * @throws MyeloscopeError `internal` where there is no cell: any temperature would fit
 */
export function fitTemperature(classes: readonly ClassCode[], cells: readonly HeldOutCell[]): number {
  mustBeCells(cells);
  const places = cells.map(({ right }) => right.map((code) => classes.indexOf(code)).filter((place) => place >= 0));
  const loss = (logTemperature: number) => {
    let sum = 0;
    cells.forEach(({ probabilities }, i) => {
      const tempered = temperedProbabilities(probabilities, Math.exp(logTemperature));
      sum -= Math.log(Math.max(1e-6, places[i].reduce((total, place) => total + tempered[place], 0)));
    });
    return sum;
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = -Math.log(5), high = Math.log(5);
  let a = high - golden * (high - low), b = low + golden * (high - low), lossA = loss(a), lossB = loss(b);
  while (high - low > 1e-3) {
    if (lossA < lossB) { high = b; b = a; lossB = lossA; a = high - golden * (high - low); lossA = loss(a); }
    else { low = a; a = b; lossA = lossB; b = low + golden * (high - low); lossB = loss(b); }
  }
  return Math.exp((low + high) / 2);
}

/** 101 rising distances at even shares of the cells: see `familiarityOfDistance`. */
export function distanceQuantiles(distances: readonly number[]): number[] {
  const sorted = [...distances].sort((a, b) => a - b);
  return Array.from({ length: 101 }, (_, i) => sorted[Math.round((i / 100) * (sorted.length - 1))]);
}

/**
 * Confident errors and coverage under one calibration, as shares of all cells. A cell is named where it is in use (`calibratedCall`).
 *
 * @throws MyeloscopeError `internal` where there is no cell
 */
export function confidentErrors(classes: readonly ClassCode[], cells: readonly HeldOutCell[], thresholds: Thresholds) {
  mustBeCells(cells);
  let errors = 0, named = 0;
  for (const { right, probabilities, distance } of cells) {
    const { code } = calibratedCall(classes, probabilities, distance, thresholds);
    if (code === 'UNK') continue;
    named++;
    if (!right.includes(code)) errors++;
  }
  return { confidentErrorRate: errors / cells.length, coverage: named / cells.length };
}

/**
 * The lowest probability from which cells may be named so that at most `largestErrorRate` of all cells are named wrongly.
 * It is looked for from above, so that a lucky dip at a low threshold is not taken.
 *
 * @throws MyeloscopeError `internal` where there is no cell: none would be named wrongly at any threshold
 */
export function chooseUnknownBelow(classes: readonly ClassCode[], cells: readonly HeldOutCell[], others: Omit<Thresholds, 'unknownBelow'>, largestErrorRate: number): number {
  let chosen = 0.99;
  for (let threshold = 0.99; threshold >= 0.2; threshold -= 0.01) {
    const { confidentErrorRate } = confidentErrors(classes, cells, { ...others, unknownBelow: threshold });
    if (confidentErrorRate > largestErrorRate) break;
    chosen = threshold;
  }
  return Math.round(chosen * 100) / 100;
}

function mustBeCells({ length }: readonly HeldOutCell[]): void {
  if (length === 0) throw new MyeloscopeError('internal', 'No calibration can be set on no cells.');
}
