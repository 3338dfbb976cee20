import { createHash } from 'node:crypto';
import type { KeptSide } from '#main/store/repositories/trainingCaseRepository.ts';
import { casesOfOnePatient } from './casesOfOnePatient.ts';

/** A case by what it is kept under, and whose it is: cases of one patient, or of one slide, stand on one side. */
export interface CaseOfPatient {
  readonly key: string;
  readonly patient: string;
  /** All by which the patient is known, where there is more than one: one that two cases share makes them one patient's. */
  readonly identifiers?: readonly string[];
  /** SHA-256 of each slide, or its beginning as manifests have it. */
  readonly slides?: readonly string[];
}

export interface ChosenSide {
  readonly side: KeptSide;
  /** Chosen at an earlier training, and kept for good. */
  readonly isDecided: boolean;
  /** One for all cases that must not be parted. */
  readonly patient: string;
  /** All that the side is to be kept under, so that it holds when the slide is counted again or the case is taken away. */
  readonly keys: readonly string[];
}

/** Below so many patients none is kept apart: of one alone nothing can be judged, and the others would be missed. */
const fewestPatients = 6;

/**
 * Which cases are learnt from, and which are kept apart to judge a candidate by: about a quarter of the patients, at least two. What was
 * chosen once stays; of patients that are new so many are kept apart as are missing, by a number drawn from their name alone, so that
 * nobody's wish and no order of counting has a part in it. A patient of whom anything was learnt judges no more: an identifier that was
 * written late, or a slide in two cases, may join cases of both sides, and what was learnt from can't be unlearnt.
 *
 * @param kept by the keys of cases, patients and slides, those too that are no longer there
 * @param others cases that take no part: they are given no side, but tell whose the cases are and what was learnt from
 */
export function chooseSides(cases: readonly CaseOfPatient[], kept: ReadonlyMap<string, KeptSide>, others: readonly CaseOfPatient[] = []): Map<string, ChosenSide> {
  const takingPart = new Set(cases.map(({ key }) => key));
  const patients = casesOfOnePatient([...cases, ...others.filter(({ key }) => !takingPart.has(key))]).filter(({ members }) => members.some(({ key }) => takingPart.has(key)));
  const sides = new Map(patients.flatMap(({ patient, keys }): [string, KeptSide][] => {
    const known = keys.flatMap((key) => kept.get(key) ?? []);
    return known.length === 0 ? [] : [[patient, known.includes('training') ? 'training' : 'heldOut']];
  }));
  const wanted = patients.length < fewestPatients ? 0 : Math.max(2, Math.round(patients.length / 4));
  const missing = Math.max(0, wanted - [...sides.values()].filter((side) => side === 'heldOut').length);
  const undecided = patients.map(({ patient }) => patient).filter((patient) => !sides.has(patient)).sort((a, b) => (drawn(a) < drawn(b) ? -1 : 1));
  undecided.forEach((patient, place) => sides.set(patient, place < missing ? 'heldOut' : 'training'));
  return new Map(patients.flatMap(({ patient, keys, members }) => members.filter(({ key }) => takingPart.has(key)).map(({ key }): [string, ChosenSide] => {
    const side = sides.get(patient)!;
    return [key, { side, isDecided: kept.get(key) === side, patient, keys }];
  })));
}

const drawn = (patient: string): string => createHash('sha256').update(`held-out ${patient}`).digest('hex');
