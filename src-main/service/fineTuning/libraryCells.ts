import { createHmac } from 'node:crypto';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { drawnSmearFormat } from '#shared/reports/drawnSmear.ts';
import type { LeftOutReason, TrainingSide } from '#shared/contract/trainingCommands.ts';
import { keptFields } from '#main/cases/keptFields.ts';
import type { SettledCell } from '#main/cases/review/settledCells.ts';
import { settledCells } from '#main/cases/review/settledCells.ts';
import type { Library } from '#main/store/library.ts';
import type { WorklistRow } from '#main/store/repositories/worklistRepository.ts';
import type { CaseOfPatient, ChosenSide } from './chooseSides.ts';
import { chooseSides } from './chooseSides.ts';
import { librarySecret } from './librarySecret.ts';

/** A case of the library in which people named cells. */
export interface CaseToLearnFrom extends CaseOfPatient {
  readonly caseId: number;
  /** As the worklist names it. */
  readonly name: string;
  /** Drawn cells, no patient: left out unless somebody takes it in. */
  readonly isDrawn: boolean;
  readonly side: TrainingSide;
  readonly isDecided: boolean;
  readonly excluded: { readonly by: string; readonly reason: string } | undefined;
  /** Those that can be used. */
  readonly cells: readonly SettledCell[];
  readonly left: readonly (Omit<SettledCell, 'slideId' | 'box'> & { readonly slideId: number; readonly why: LeftOutReason })[];
}

/**
 * All cases with cells that people named, and what becomes of each in a training: cells are settled or left out for a reason, cases are
 * learnt from, kept apart or excluded. A classifier learns its own classes alone: what was called UNK is no class, and a cell called an
 * artefact or a smudge is used where the classifier has that class. A cell that was taken away is not used: it may lie on a real cell twice.
 *
 * @param classes of the classifier that is trained
 * @param further cases from elsewhere (a folder) that are to be put on sides with them
 */
export function libraryCells(library: Library, classes: readonly ClassCode[], further: readonly CaseOfPatient[] = []): { readonly cases: CaseToLearnFrom[]; readonly sides: ReadonlyMap<string, ChosenSide> } {
  const withNames = new Set(library.namedCells.casesWithNames()), known = new Set<ClassCode>(classes), exclusions = library.trainingCases.exclusions();
  const secret = librarySecret(library), rows = library.worklist.all(), slidesOf = library.slides.hashesByCase();
  const ofPatient = (row: WorklistRow, fields: CaseFields): CaseOfPatient => ({ key: row.identity, patient: patientOf(row, fields, secret), slides: slidesOf.get(row.caseId) ?? [] });
  const read = rows.filter(({ caseId }) => withNames.has(caseId)).map((row) => {
    const { settled, left } = settledCells(library, row.caseId);
    const isDrawn = row.isSample || row.formats.includes(drawnSmearFormat), word = exclusions.get(row.caseId);
    const excluded = word ? (word.isExcluded ? { by: word.by, reason: word.reason } : undefined) : isDrawn ? { by: 'Myeloscope', reason: 'Drawn cells, no patient' } : undefined;
    const unusable = settled.flatMap((cell) => (known.has(cell.code) ? [] : [{ ...cell, why: cell.code === 'UNK' ? 'unnamed' as const : 'notAClass' as const }]));
    const fields = keptFields(row);
    return { caseId: row.caseId, ...ofPatient(row, fields), name: nameOf(row, fields), isDrawn, excluded, cells: settled.filter(({ code }) => known.has(code)), left: [...left, ...unusable] };
  });
  const sides = chooseSides([...read.filter(({ excluded, cells }) => !excluded && cells.length > 0), ...further], library.trainingCases.sides(), rows.map((row) => ofPatient(row, keptFields(row))));
  const cases = read.map((each): CaseToLearnFrom => {
    const chosen = sides.get(each.key);
    return { ...each, patient: chosen?.patient ?? each.patient, side: each.excluded ? 'excluded' : chosen?.side ?? 'training', isDecided: chosen?.isDecided ?? false };
  });
  return { cases, sides };
}

/** Whose case it is, as a number that only this library can make; each case its own patient where none is named. */
function patientOf({ identity }: WorklistRow, { patient }: CaseFields, secret: string): string {
  const who = patient?.identifier ?? patient?.hospitalNumber ?? (patient?.name === undefined || patient.dateOfBirth === undefined ? undefined : `${patient.name} ${patient.dateOfBirth}`);
  return who === undefined || who.trim() === '' ? identity : createHmac('sha256', secret).update(`patient ${who.trim().toLowerCase()}`).digest('hex');
}

function nameOf({ caseId }: WorklistRow, { patient, specimen }: CaseFields): string {
  return patient?.name || specimen?.accession || patient?.identifier || `Case ${String(caseId)}`;
}
