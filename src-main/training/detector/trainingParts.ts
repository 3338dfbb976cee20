import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import type { BloodField } from './bloodFields.ts';

/** One in eight pictures of the train part fixes the threshold and is not learnt from. */
const tuningShare = 1 / 8;

/** The parts of `blood-fields`: learnt from, for fixing the threshold, and for the figures. */
export interface BloodParts { readonly learning: BloodField[]; readonly tuning: BloodField[]; readonly held: BloodField[] }

/** Splits the fields; the tuning part holds the same share of each source. */
export function partBloodFields(fields: readonly BloodField[], seed: number): BloodParts {
  const learning: BloodField[] = [];
  const tuning: BloodField[] = [];
  for (const source of [...new Set(fields.map((field) => field.source))].sort()) {
    const own = shuffle(fields.filter((field) => field.source === source && field.split === 'train'), seededRandom(seed, 77));
    const count = Math.round(own.length * tuningShare);
    tuning.push(...own.slice(0, count));
    learning.push(...own.slice(count));
  }
  return { learning, tuning, held: fields.filter((field) => field.split === 'val') };
}
