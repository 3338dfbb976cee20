import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { drawnSmearFormat } from '#shared/reports/drawnSmear.ts';
import type { LeftOutReason, TrainingSide } from '#shared/contract/trainingCommands.ts';
import type { SettledCell } from '#main/cases/review/settledCells.ts';
import { settledCells } from '#main/cases/review/settledCells.ts';
import type { Library } from '#main/store/library.ts';
import type { WorklistRow } from '#main/store/repositories/worklistRepository.ts';
import { casesOfLibrary } from './casesOfLibrary.ts';
import type { CaseOfPatient, ChosenSide } from './chooseSides.ts';
import { chooseSides } from './chooseSides.ts';

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
  const withNames = new Set(library.namedCells.casesWithNames()), known = new Set<ClassCode>(classes.filter((code) => code !== 'UNK')), exclusions = library.trainingCases.exclusions();
  const all = casesOfLibrary(library);
  const read = all.filter(({ row }) => withNames.has(row.caseId)).map(({ row, fields, ...ofPatient }) => {
    const { settled, left } = settledCells(library, row.caseId);
    const isDrawn = row.isSample || row.formats.includes(drawnSmearFormat), word = exclusions.get(row.caseId);
    const excluded = word ? (word.isExcluded ? { by: word.by, reason: word.reason } : undefined) : isDrawn ? { by: 'Myeloscope', reason: 'Drawn cells, no patient' } : undefined;
    const unusable = settled.flatMap((cell) => (known.has(cell.code) ? [] : [{ ...cell, why: cell.code === 'UNK' ? 'unnamed' as const : 'notAClass' as const }]));
    return { caseId: row.caseId, ...ofPatient, name: nameOf(row, fields), isDrawn, excluded, cells: settled.filter(({ code }) => known.has(code)), left: [...left, ...unusable] };
  });
  const sides = chooseSides([...read.filter(({ excluded, cells }) => !excluded && cells.length > 0), ...further], library.trainingCases.sides(), all);
  const cases = read.map((each): CaseToLearnFrom => {
    const chosen = sides.get(each.key);
    return { ...each, patient: chosen?.patient ?? each.patient, side: each.excluded ? 'excluded' : chosen?.side ?? 'training', isDecided: chosen?.isDecided ?? false };
  });
  return { cases, sides };
}

function nameOf({ caseId }: WorklistRow, { patient, specimen }: CaseFields): string {
  return patient?.name || specimen?.accession || patient?.identifier || `Case ${String(caseId)}`;
}
