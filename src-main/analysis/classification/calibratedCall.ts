import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { CellCall } from '../cells.ts';

/** What decides whether a cell is named; the rest of a calibration tells where it comes from. */
export type Thresholds = Pick<ClassifierCard['calibration'], 'temperature' | 'unknownBelow' | 'unfamiliarBelow' | 'notRuledOut'> & { readonly familiarDistances: readonly number[] };

/**
 * Probabilities after temperature scaling (Guo et al. 2017, arXiv 1706.04599), applied to probabilities instead of logits:
 * p^(1/T), made to add to 1. Below T = 1 they become sharper.
 */
export function temperedProbabilities(probabilities: Float32Array, temperature: number): Float32Array {
  const out = new Float32Array(probabilities.length);
  let sum = 0;
  for (let i = 0; i < out.length; i++) sum += out[i] = Math.pow(Math.max(probabilities[i], 1e-12), 1 / temperature);
  for (let i = 0; i < out.length; i++) out[i] /= sum;
  return out;
}

/**
 * Familiarity 0 to 1: the share of cells not trained on that lay at least this far from what was learnt. 1 where no distances are
 * known: such a model can't tell the strange from the familiar, as its card says.
 */
export function familiarityOfDistance(distance: number, familiarDistances: readonly number[]): number {
  if (familiarDistances.length === 0) return 1;
  if (!Number.isFinite(distance)) return 0;
  let low = 0, high = familiarDistances.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (familiarDistances[middle] < distance) low = middle + 1; else high = middle;
  }
  return 1 - low / familiarDistances.length;
}

/**
 * Turns averaged probabilities and a distance into a call. The cell is UNK where it is too uncertain, too unlike what was learnt, may be of
 * another class that the model knows too little of to rule out, or where a model that has such an answer itself says so; the forced call
 * is the best of the others.
 */
export function calibratedCall(classes: readonly ClassCode[], averaged: Float32Array, distance: number, calibration: Thresholds): CellCall {
  const probabilities = temperedProbabilities(averaged, calibration.temperature);
  const unknown = classes.indexOf('UNK');
  let best = unknown === 0 ? 1 : 0;
  for (let i = 0; i < probabilities.length; i++) if (i !== unknown && probabilities[i] > probabilities[best]) best = i;
  const familiarity = familiarityOfDistance(distance, calibration.familiarDistances);
  const mayBeAnother = calibration.notRuledOut?.some(({ code, from }) => code !== classes[best] && probabilities[classes.indexOf(code)] >= from) ?? false;
  const known = probabilities[best] >= calibration.unknownBelow && familiarity >= calibration.unfamiliarBelow && !mayBeAnother && !(probabilities[unknown] > probabilities[best]);
  return { code: known ? classes[best] : 'UNK', forcedCode: classes[best], probabilities, familiarity };
}
