import { access } from 'node:fs/promises';
import path from 'node:path';
import { groupedBy } from '#shared/collections/groupedBy.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { fieldOfRows, placeColumns, placesMarked, type FieldTruth, type MarkedBy, type RowsOfField } from './fieldOfRows.ts';
import type { SkippedPicture } from './listCellPictures.ts';
import { listFieldPictures } from './listFieldPictures.ts';
import { namesOfPictures, pathInTable, spelledAlike } from './namesOfPictures.ts';
import { readSeparatedValues } from './readSeparatedValues.ts';

export interface LabelledFields {
  readonly markedBy: MarkedBy;
  readonly fields: readonly FieldTruth[];
  /** Rows that mark no place: a number missing or none, or a box without extent. */
  readonly degenerateRows: number;
  /** Rows that mark something without a nucleus: red cells, platelets, smudges, artefacts. */
  readonly notNucleatedRows: number;
  /** Rows that say what another one of their picture says. */
  readonly doubledRows: number;
  /** Classes that are none here, with their rows. A box of one is left out; a centre of one is a nucleated cell without a class. */
  readonly unknownClasses: readonly { readonly name: string; readonly rows: number }[];
  /** Pictures that the table calls otherwise than the folder: in another case, or without their inner folder or ending. */
  readonly namedOtherwise: number;
  /** Pictures without a label, and labels without a picture. */
  readonly skipped: readonly SkippedPicture[];
}

/**
 * Reads DIR/boxes.csv (image,class,xmin,ymin,xmax,ymax), or, without it, DIR/centres.csv (image,x,y,class); classes as `markedKind` knows
 * them. More columns do no harm. A row with nothing but a picture says that it holds no cell; a picture that no row names is left
 * out, for nobody says so of it.
 *
 * @throws MyeloscopeError `not-found` where neither table or no images folder is there; `bad-input` for a missing column, where no row
 *   names a picture, and where rows were written of nucleated cells, or of classes that are none here, and not one marks a cell: figures
 *   would say that there was nothing to be found
 */
export async function readFieldTruth(directory: string): Promise<LabelledFields> {
  const images = await listFieldPictures(directory);
  const boxesTable = path.join(directory, 'boxes.csv');
  const markedBy = await access(boxesTable).then(() => 'boxes' as const, () => 'centres' as const);
  const table = markedBy === 'boxes' ? boxesTable : path.join(directory, 'centres.csv');
  const { rows, separator } = await readSeparatedValues(table, ['image', 'class', ...placeColumns[markedBy]]);
  const rowsOf = groupedBy(rows, ({ image }) => nameInImages(image));
  const { named, skipped } = picturesNamed(images, [...rowsOf.keys()], path.basename(table));
  if (!named.size) throw new MyeloscopeError('bad-input', `No row of ${table} names a picture of ${path.join(directory, 'images')}.`, images.length ? `Name them as here: ${images[0]}` : '');
  const read = [...named].map(([image, names]) => fieldOfRows(image, names.flatMap((name) => rowsOf.get(name)!), markedBy, separator));
  mustMarkCells(read, table, markedBy);
  const sum = (of: 'degenerateRows' | 'notNucleatedRows' | 'doubledRows') => read.reduce((total, each) => total + each[of], 0);
  return {
    markedBy, fields: read.map(({ field }) => field),
    degenerateRows: sum('degenerateRows'), notNucleatedRows: sum('notNucleatedRows'), doubledRows: sum('doubledRows'),
    unknownClasses: unknownOf(read),
    namedOtherwise: [...named].filter(([image, names]) => names.some((name) => name !== image)).length,
    skipped,
  };
}

/** A path as a table has it, from the folder of the pictures on: tables are written beside that folder, and on other machines. */
const nameInImages = (written: string): string => pathInTable(written).replace(/^(?:(?:[a-z]:)?\/.*\/)?images\//iu, '');

/** The names of each picture in the table, and why others were left out. */
function picturesNamed(images: readonly string[], names: readonly string[], table: string): { named: Map<string, readonly string[]>; skipped: SkippedPicture[] } {
  const found = namesOfPictures(images, names), named = new Map<string, readonly string[]>();
  const skipped: SkippedPicture[] = [];
  for (const image of images) {
    const ofImage = found.get(image);
    if (!ofImage) skipped.push({ file: image, reason: `no row of ${table} names it` });
    else if (new Set(ofImage.map(spelledAlike)).size > 1) skipped.push({ file: image, reason: `several names in ${table} may mean it: ${ofImage.slice(0, 3).join(', ')}` });
    else named.set(image, ofImage);
  }
  const meant = new Set([...found.values()].flat());
  const reason = 'named in the table, but no picture in the folder images is called so, or more than one';
  skipped.push(...names.filter((name) => !meant.has(name)).map((file) => ({ file, reason })));
  return { named, skipped };
}

function unknownOf(read: readonly RowsOfField[]): LabelledFields['unknownClasses'] {
  return [...groupedBy(read.flatMap(({ unknownClasses }) => unknownClasses), (name) => name)].map(([name, { length }]) => ({ name, rows: length }));
}

function mustMarkCells(read: readonly RowsOfField[], table: string, markedBy: MarkedBy): void {
  if (read.some(({ field }) => placesMarked(field))) return;
  const row = read.flatMap(({ nucleatedRows }) => nucleatedRows).at(0);
  if (row) {
    throw new MyeloscopeError('bad-input', `No row of a nucleated cell in ${table} marks a place. The first has ${placeColumns[markedBy].map((column) => `${column} "${row[column]}"`).join(', ')}.`,
      `Write places in pixels, such as 14 or 14.5${markedBy === 'boxes' ? ', xmax greater than xmin and ymax greater than ymin' : ''}.`);
  }
  const [first] = unknownOf(read);
  if (first) throw new MyeloscopeError('bad-input', `No row of ${table} is of a nucleated cell. It has the class "${first.name}".`, 'Use WBC or a class code, such as NGS, for nucleated cells, and RBC, Platelets or ART for the others.');
}
