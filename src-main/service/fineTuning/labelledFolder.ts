import { existsSync } from 'node:fs';
import path from 'node:path';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { caseCode } from './caseCode.ts';
import type { CaseOfPatient } from './chooseSides.ts';
import { groupsOfPictures } from '../evaluation/groupsOfPictures.ts';
import type { SkippedPicture } from '../evaluation/listCellPictures.ts';
import { listCellPictures } from '../evaluation/listCellPictures.ts';
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
 * as the library's own; pictures of cases that the library holds itself are skipped, since their cells would count twice.
 * Throws as `listCellPictures`, and `bad-input` where the manifest is of other pictures.
 */
export async function labelledFolder(directory: string, own: readonly Pick<CaseToLearnFrom, 'key' | 'patient'>[]): Promise<LabelledFolder> {
  const { pictures, skipped } = await listCellPictures(directory), manifest = path.join(directory, manifestName);
  if (!existsSync(manifest)) return { pictures: pictures.map((picture) => ({ ...picture, inCase: undefined })), skipped, cases: [], spanUm: undefined };
  const files = pictures.map(({ file }) => file);
  const { columns, rows } = await readSeparatedValues(manifest, ['case']);
  const caseOf = await groupsOfPictures(files, manifest, 'case');
  const groupOf = columns.includes('group') ? await groupsOfPictures(files, manifest, 'group') : caseOf;
  const patients = new Map(own.map(({ patient }) => [caseCode(patient), patient])), ownCases = new Set(own.map(({ key }) => caseCode(key)));
  const twice: SkippedPicture[] = [], once: LabelledPicture[] = [];
  pictures.forEach((picture, i) => {
    const named = caseOf[i];
    if (named !== undefined && ownCases.has(named)) twice.push({ file: picture.file, reason: 'its case is in the library itself' });
    else once.push({ ...picture, inCase: named === undefined ? undefined : { key: `folder ${named}`, patient: patients.get(groupOf[i] ?? '') ?? `folder ${groupOf[i] ?? named}` } });
  });
  const spans = new Set(rows.map((row) => Number(row['width_um'])).filter((span) => span > 0));
  return {
    pictures: once, skipped: [...skipped, ...twice], spanUm: spans.size === 1 ? [...spans][0] : undefined,
    cases: [...new Map(once.flatMap(({ inCase }) => (inCase ? [[inCase.key, inCase] as const] : []))).values()],
  };
}
