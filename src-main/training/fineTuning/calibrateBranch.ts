import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { HeldOutCell } from '../classifier/calibrate.ts';
import { chooseUnknownBelow, distanceQuantiles, fitTemperature } from '../classifier/calibrate.ts';

type Calibration = ClassifierCard['calibration'];

/** A calibration, and what the branch's logits are multiplied by so that the card's temperature fits them. */
export interface BranchCalibration { readonly calibration: Calibration; readonly sharpness: number }

type Base = Pick<ClassifierCard, 'classes' | 'calibration'>;

/** Named wrongly at most, of the laboratory's held-out cells. */
const largestConfidentErrorRate = 0.05;

/** A class that the base could not rule out, or knew from drawn cells only, is learnt from so many cells of it on. */
export const fewestToRuleOut = 10;

/** Of fewer cells no probability is measured; nor of cells whose patient was learnt from. */
const fewestToMeasure = 50;

/**
 * Sets a fine-tuned classifier's calibration by cells that were left out in turn. The card's temperature stays as it was, since it
 * serves the old part too; the branch is sharpened to fit it. The threshold for UNK never falls below the old one. What is
 * familiar is measured on both: the old distances, kept as 101 shares in the card, and the new.
 * A classifier that was never calibrated stays so where these cells are too few, or cells of one patient may have stood on both sides.
 */
export function calibrateBranch(base: Base, judged: readonly HeldOutCell[], keptApart: 'group' | 'cell'): BranchCalibration {
  return calibrationOn(base, judged, keptApart, isMeasured(base, judged, keptApart));
}

/**
 * The same for each cell by what was said of the other folds' cells: a figure on cells by which the thresholds were chosen would flatter.
 * The networks that said it had learnt from this cell's fold, as all but its own have: the thresholds come from other cells, not from
 * networks that never saw it.
 *
 * @param foldOf the fold of each cell
 */
export function calibrateWithoutFolds(base: Base, judged: readonly HeldOutCell[], foldOf: ArrayLike<number>, keptApart: 'group' | 'cell'): BranchCalibration[] {
  const measures = isMeasured(base, judged, keptApart), byFold = new Map<number, BranchCalibration>();
  return judged.map((_, place) => {
    const fold = foldOf[place], known = byFold.get(fold) ?? calibrationOn(base, judged.filter((_, other) => foldOf[other] !== fold), keptApart, measures);
    byFold.set(fold, known);
    return known;
  });
}

const isMeasured = ({ calibration: { uncalibrated } }: Base, judged: readonly HeldOutCell[], keptApart: 'group' | 'cell'): boolean => !uncalibrated || (judged.length >= fewestToMeasure && keptApart === 'group');

function calibrationOn({ classes, calibration }: Base, judged: readonly HeldOutCell[], keptApart: 'group' | 'cell', measures: boolean): BranchCalibration {
  const temperature = fitTemperature(classes, judged), { uncalibrated, ...measured } = calibration;
  if (!measures) return { sharpness: calibration.temperature / temperature, calibration };
  // As many old distances as new ones.
  const share = judged.length / calibration.familiarDistances.length;
  const old = Array.from({ length: judged.length }, (_, i) => calibration.familiarDistances[Math.min(100, Math.floor(i / share))]);
  // A network that tells no distance has none to begin with.
  const familiarDistances = calibration.familiarDistances.length === 0 ? [] : distanceQuantiles([...old, ...judged.map(({ distance }) => distance)]);
  const { unfamiliarBelow } = calibration;
  // What it has now seen enough of, it can rule out.
  const notRuledOut = calibration.notRuledOut?.filter(({ code }) => judged.filter(({ right }) => right.includes(code)).length < fewestToRuleOut);
  const chosen = chooseUnknownBelow(classes, judged, { temperature, familiarDistances, unfamiliarBelow, notRuledOut }, largestConfidentErrorRate);
  return {
    sharpness: calibration.temperature / temperature,
    calibration: {
      ...measured, familiarDistances, ...(notRuledOut && { notRuledOut }), unknownBelow: Math.max(calibration.unknownBelow, chosen),
      on: `${uncalibrated ? '' : `${calibration.on}; then `}${judged.length} of the laboratory's own cells, left out by ${keptApart} in turn`,
    },
  };
}
