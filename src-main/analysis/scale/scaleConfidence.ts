import { leastSingles } from './scaleEvidence.ts';

/** How far a scale measured from red cells can be relied on. */
export interface ScaleConfidence {
  /** Half the width of its 95 % interval by chance alone, as a share. That patients' red cells differ (about a tenth) comes on top. */
  readonly giveOrTake: number;
  /** Whether somebody who knows the scale should be asked for it. */
  readonly doubtful: boolean;
}

/** A tenth too small or large costs no accuracy that could be measured, a fifth some six points: see the robustness table of docs/validation.md. */
const largestGiveOrTake = 0.08;
/** Of a normal distribution: standard error of the median over that of the mean, and half the interquartile range over the standard deviation. */
const medianOverMean = Math.sqrt(Math.PI / 2);
const halfQuartilesOverDeviation = 0.6745;

/**
 * What chance may do to the median of some diameters.
 *
 * @param redCells how many were measured, 0 or more
 * @param spread half their interquartile range over their median
 */
export function scaleConfidence(redCells: number, spread: number): ScaleConfidence {
  const giveOrTake = (1.96 * medianOverMean * (spread / halfQuartilesOverDeviation)) / Math.sqrt(Math.max(1, redCells));
  return { giveOrTake, doubtful: redCells < leastSingles || giveOrTake > largestGiveOrTake };
}
