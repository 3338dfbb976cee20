import { createHash } from 'node:crypto';
import type { KeptSide } from '#main/store/repositories/trainingCaseRepository.ts';

/** A case by what it is kept under, and whose it is: cases of one patient stand on one side. */
export interface CaseOfPatient { readonly key: string; readonly patient: string }

export interface ChosenSide { readonly side: KeptSide; /** Chosen at an earlier training, and kept for good. */ readonly isDecided: boolean }

/** Below so many patients none is kept apart: of one alone nothing can be judged, and the others would be missed. */
const fewestPatients = 6;

/**
 * Which cases are learnt from, and which are kept apart to judge a candidate by: about a quarter of the patients, at least two. What was
 * chosen once stays; of patients that are new so many are kept apart as are missing, by a number drawn from their name alone, so that
 * nobody's wish and no order of counting has a part in it.
 */
export function chooseSides(cases: readonly CaseOfPatient[], kept: ReadonlyMap<string, KeptSide>): Map<string, ChosenSide> {
  const byPatient = Map.groupBy(cases, ({ patient }) => patient);
  const sides = new Map([...byPatient].flatMap(([patient, ofPatient]): [string, KeptSide][] => {
    const known = ofPatient.flatMap(({ key }) => kept.get(key) ?? []);
    // A patient whose identifier was written later may stand on both sides: what was learnt from can't be unlearnt.
    return known.length === 0 ? [] : [[patient, known.includes('training') ? 'training' : 'heldOut']];
  }));
  const wanted = byPatient.size < fewestPatients ? 0 : Math.max(2, Math.round(byPatient.size / 4));
  const missing = Math.max(0, wanted - [...sides.values()].filter((side) => side === 'heldOut').length);
  const undecided = [...byPatient.keys()].filter((patient) => !sides.has(patient)).sort((a, b) => (drawn(a) < drawn(b) ? -1 : 1));
  undecided.forEach((patient, place) => sides.set(patient, place < missing ? 'heldOut' : 'training'));
  return new Map(cases.map(({ key, patient }) => {
    const own = kept.get(key);
    return [key, { side: own ?? sides.get(patient)!, isDecided: own !== undefined }];
  }));
}

const drawn = (patient: string): string => createHash('sha256').update(`held-out ${patient}`).digest('hex');
