import { existsSync } from 'node:fs';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { caseCode } from './caseCode.ts';
import type { CaseOfPatient } from './chooseSides.ts';
import type { SkippedPicture } from '../evaluation/listCellPictures.ts';
import { listCellPictures } from '../evaluation/listCellPictures.ts';
import { pathInTable } from '../evaluation/namesOfPictures.ts';
import { readSeparatedValues } from '../evaluation/readSeparatedValues.ts';
import type { CaseToLearnFrom } from './libraryCells.ts';

/** The table that an export puts beside its pictures. */
export const manifestName = 'manifest.csv';

/** A labelled picture of a folder; `inCase` where a manifest says of which case it is. */
export interface LabelledPicture { readonly file: string; readonly truth: LabelCode; readonly inCase: CaseOfPatient | undefined }

export interface LabelledFolder {
  readonly pictures: readonly LabelledPicture[];
  readonly skipped: readonly SkippedPicture[];
  /** Each case once; none without a manifest. */
  readonly cases: readonly CaseOfPatient[];
  /** How wide each picture is, where the manifest says it and it is one width for all. */
  readonly spanUm: number | undefined;
}

/**
 * A folder `<CODE>/*.png` of labelled pictures. A manifest, as an export writes it, tells their cases, so that these can be put on sides
 * as the library's own. Pictures that it does not list by their path are skipped: nobody knows whose they are, and a cell that was
 * corrected after another export may lie under its old class. So are pictures of cases that the library holds itself, since their cells would count twice.
 * Throws as `listCellPictures`, and `bad-input` where the manifest is of other pictures.
 */
export async function labelledFolder(directory: string, own: readonly Pick<CaseToLearnFrom, 'key' | 'patient'>[]): Promise<LabelledFolder> {
  const { pictures, skipped } = await listCellPictures(directory, { mustKnowAllClasses: true }), manifest = path.join(directory, manifestName);
  if (!existsSync(manifest)) return { pictures: pictures.map((picture) => ({ ...picture, inCase: undefined })), skipped, cases: [], spanUm: undefined };
  const { rows } = await readSeparatedValues(manifest, ['file', 'case']);
  const rowOf = new Map(rows.map((row) => [pathInTable(row['file']), row]));
  if (!pictures.some(({ file }) => rowOf.has(file))) throw new MyeloscopeError('bad-input', `The table ${manifest} lists none of the pictures.`, `Name them in its column "file" as here: ${pictures[0].file}`);
  const patients = new Map(own.map(({ patient }) => [caseCode(patient), patient])), ownCases = new Set(own.map(({ key }) => caseCode(key)));
  const cases = casesOfRows(rows, patients);
  const leftOut: SkippedPicture[] = [], once: LabelledPicture[] = [];
  for (const picture of pictures) {
    const row = rowOf.get(picture.file);
    if (row === undefined) leftOut.push({ file: picture.file, reason: 'the manifest does not list it' });
    else if (ownCases.has(row['case'])) leftOut.push({ file: picture.file, reason: 'its case is in the library itself' });
    else once.push({ ...picture, inCase: cases.get(row['case']) });
  }
  const spans = new Set(rows.map((row) => Number(row['width_um'])).filter((span) => span > 0));
  return {
    pictures: once, skipped: [...skipped, ...leftOut], spanUm: spans.size === 1 ? [...spans][0] : undefined,
    cases: [...new Set(once.flatMap(({ inCase }) => inCase ?? []))],
  };
}

/** The cases that a manifest names, by its codes. Codes of patients and slides are known again in the library that they come from. */
function casesOfRows(rows: readonly Readonly<Record<string, string>>[], patients: ReadonlyMap<string, string>): Map<string, CaseOfPatient> {
  return new Map([...Map.groupBy(rows.filter((row) => row['case'] !== ''), (row) => row['case'])].map(([named, ofCase]) => {
    const group = ofCase[0]['group'] || named;
    return [named, { key: `folder ${named}`, patient: patients.get(group) ?? (isCode(group) ? group : `folder ${group}`), slides: [...new Set(ofCase.map((row) => row['slide'] ?? '').filter(isCode))] }];
  }));
}

const isCode = (name: string): boolean => /^[0-9a-f]{12}$/.test(name);
