import path from 'node:path';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classesOfLabel } from '#shared/taxonomy/labelSets.ts';
import type { CellSource } from '#main/training/cellPictures/cellSources.ts';
import { picturesOfFolder } from '../fineTuning/picturesOfFolder.ts';

/** Labelled pictures in a folder `<CODE>/*.png`, each `spanUm` wide, with a table of cases or the manifest of an export. */
export interface ExpertFolder { readonly directory: string; readonly spanUm: number; readonly groupsFile?: string; readonly groupColumn?: string }

/**
 * The pictures of a folder that a local expert of these classes may learn from: not those of cases that are kept apart to judge the
 * trainings of its classifier, since the expert takes part where that is judged.
 *
 * @param known all classes of the classifier: sides are those of all that it learns
 * @throws as `picturesOfFolder`
 */
export async function folderSources({ directory, spanUm, groupsFile, groupColumn }: ExpertFolder, classes: readonly ClassCode[], known: readonly ClassCode[], libraryDirectory: string): Promise<{ sources: CellSource[]; areCasesKnown: boolean }> {
  const { pictures, areCasesKnown } = await picturesOfFolder({ directory, spanUm, groupsFile, groupColumn, libraryDirectory }, known);
  const taken = pictures.filter(({ truth, isApart }) => !isApart && classesOfLabel(truth).every((code) => classes.includes(code)));
  return {
    areCasesKnown,
    sources: taken.map(({ file, truth, group }): CellSource => ({
      name: file, origin: 'laboratory', label: truth, right: classesOfLabel(truth), group: group ?? file, look: undefined,
      read: async (reader) => ({ picture: await reader(path.join(directory, file)), spanUm }),
    })),
  };
}
