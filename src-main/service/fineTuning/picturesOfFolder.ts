import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { groupedCellPictures, type GroupedPicture } from '../evaluation/groupedCellPictures.ts';
import type { SkippedPicture } from '../evaluation/listCellPictures.ts';
import { mustBeOfWidth } from '../evaluation/mustBeOfWidth.ts';
import { caseCode } from './caseCode.ts';
import { isHeldOutCase } from './heldOutCases.ts';
import { labelledFolder, manifestName } from './labelledFolder.ts';
import { libraryCells } from './libraryCells.ts';
import { onceEachPicture } from './onceEachPicture.ts';

/** A labelled picture of a folder; `group` tells whose cell it is, where that is known. */
export interface FolderPicture extends GroupedPicture { /** Kept out of the training, to judge by. */ readonly isApart: boolean }

export interface PicturesOfFolder { readonly pictures: readonly FolderPicture[]; readonly skipped: SkippedPicture[]; readonly areCasesKnown: boolean }

export interface LabelledFolderPlace { readonly directory: string; /** How wide each picture is said to be. */ readonly spanUm: number; readonly groupsFile?: string; readonly groupColumn?: string; readonly libraryDirectory: string }

/**
 * The pictures of a folder, and which of them are kept apart. Where an export's manifest lies there, cases stand on the sides that the
 * library keeps for them, their patients and their slides; new ones are chosen and kept as for any training, and cases that the library leaves out are
 * skipped. Elsewhere a table tells the cases, and a quarter of them, always the same, is kept apart; they are known where it tells that of every
 * picture. A picture that lies there several times is taken once, or not at all: see `onceEachPicture`.
 * Throws as `labelledFolder` and `groupedCellPictures`, and where the manifest tells another width.
 */
export async function picturesOfFolder(place: LabelledFolderPlace, classes: readonly ClassCode[]): Promise<PicturesOfFolder> {
  const found = await picturesOnSides(place, classes), once = await onceEachPicture(place.directory, found.pictures, ({ isApart }) => isApart);
  return { ...found, pictures: once.pictures, skipped: [...found.skipped, ...once.skipped] };
}

async function picturesOnSides({ directory, spanUm, groupsFile, groupColumn, libraryDirectory }: LabelledFolderPlace, classes: readonly ClassCode[]): Promise<PicturesOfFolder> {
  if (existsSync(path.join(directory, manifestName))) {
    const library = openLibrary(path.resolve(libraryDirectory));
    try {
      return await picturesOfExport(library, { directory, spanUm }, classes);
    } finally {
      library.close();
    }
  }
  const { pictures, skipped } = await groupedCellPictures({ directory, groupsFile, groupColumn, mustKnowAllClasses: true });
  return {
    // One picture without a case may be of any patient.
    skipped, areCasesKnown: pictures.every(({ group }) => group !== undefined),
    pictures: pictures.map((picture) => ({ ...picture, isApart: picture.group !== undefined && isHeldOutCase(picture.group) })),
  };
}

async function picturesOfExport(library: Library, { directory, spanUm }: Pick<LabelledFolderPlace, 'directory' | 'spanUm'>, classes: readonly ClassCode[]): Promise<PicturesOfFolder> {
  // None counts as the library's own: its cells are learnt from nowhere else here.
  const { pictures, skipped, cases, spanUm: told } = await labelledFolder(directory, []);
  mustBeOfWidth(directory, spanUm, told);
  const { cases: own, sides } = library.transaction(() => {
    const found = libraryCells(library, classes, cases);
    const ofFolder = cases.flatMap(({ key }) => found.sides.get(key) ?? []);
    library.trainingCases.keepSides(new Map(ofFolder.flatMap(({ keys, side }) => keys.map((key) => [key, side]))), new Date().toISOString());
    return found;
  });
  const leftOut = new Set(own.filter(({ side }) => side === 'excluded').map(({ key }) => `folder ${caseCode(key)}`));
  return {
    skipped: [...skipped, ...pictures.flatMap(({ file, inCase }) => (inCase && leftOut.has(inCase.key) ? [{ file, reason: 'its case is left out of trainings' }] : []))],
    pictures: pictures.filter(({ inCase }) => !inCase || !leftOut.has(inCase.key)).map(({ file, truth, inCase }) => {
      const chosen = inCase && sides.get(inCase.key);
      return { file, truth, group: chosen?.patient, isApart: chosen?.side === 'heldOut' };
    }),
    areCasesKnown: pictures.every(({ inCase }) => inCase !== undefined),
  };
}
