import { groupsOfPictures } from './groupsOfPictures.ts';
import { listCellPictures, type CellPicture, type FolderRules, type SkippedPicture } from './listCellPictures.ts';

/** `group` tells with which others a picture belongs (patient, photograph), where a table says it. */
export interface GroupedPicture extends CellPicture { readonly group: string | undefined }

/** Where cell pictures lie, and a column of a table that groups them. */
export interface GroupedPlace extends FolderRules { readonly directory: string; readonly groupsFile?: string; readonly groupColumn?: string }

/** The cell pictures of DIR/<CODE>/*, each with its group. Throws as `listCellPictures` and `groupsOfPictures`. */
export async function groupedCellPictures({ directory, groupsFile, groupColumn, mustKnowAllClasses }: GroupedPlace): Promise<{ pictures: GroupedPicture[]; skipped: SkippedPicture[] }> {
  const { pictures, skipped } = await listCellPictures(directory, { mustKnowAllClasses });
  const groups = groupsFile && groupColumn ? await groupsOfPictures(pictures.map(({ file }) => file), groupsFile, groupColumn) : undefined;
  return { pictures: pictures.map((picture, i) => ({ ...picture, group: groups?.[i] })), skipped };
}
