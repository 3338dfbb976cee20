import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { TrueCentre } from '#shared/evaluation/matchDetections.ts';
import { lineageOfLabel } from '#shared/evaluation/stageAgreement.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import { isLabelCode, type LabelCode } from '#shared/taxonomy/labelSets.ts';
import { pictureName, type SkippedPicture } from './listCellPictures.ts';
import { readSeparatedValues } from './readSeparatedValues.ts';

/** The nucleated cells of a field picture as a person marked them. */
export interface FieldTruth {
  /** Name in DIR/images. */
  readonly image: string;
  /** By boxes, or ... */
  readonly boxes?: readonly BoxPx[];
  /** ... by centres, with a class where it is known. */
  readonly centres?: readonly (TrueCentre & { readonly label?: LabelCode })[];
}

export interface LabelledFields {
  readonly markedBy: 'boxes' | 'centres';
  readonly fields: readonly FieldTruth[];
  /** Rows that mark no place: a number missing, or a box without extent. */
  readonly degenerateRows: number;
  /** Rows that mark something without a nucleus: red cells, platelets, smudges, artefacts. */
  readonly notNucleatedRows: number;
  /** Pictures without a label, and labels without a picture. */
  readonly skipped: readonly SkippedPicture[];
}

/** Whether a box of this class marks a nucleated cell, in lower case. */
const boxClasses: ReadonlyMap<string, boolean> = new Map([['wbc', true], ['rbc', false], ['platelets', false], ['platelet', false]]);

/**
 * Reads DIR/boxes.csv (image,class,xmin,ymin,xmax,ymax; WBC has a nucleus, RBC and Platelets have none), or, without it,
 * DIR/centres.csv (image,x,y,class). More columns do no harm. A picture of DIR/images that no row names is left out, for nobody
 * says that it holds no cell.
 *
 * @throws MyeloscopeError `not-found` where neither table or no images folder is there; `bad-input` for a missing column, a class
 *   that is none, or where no row names a picture
 */
export async function readFieldTruth(directory: string): Promise<LabelledFields> {
  const images = new Set((await readdir(path.join(directory, 'images')).catch((cause: unknown) => {
    throw new MyeloscopeError('not-found', `The folder ${path.join(directory, 'images')} can't be read.`, 'Put the field pictures into a folder "images" beside boxes.csv or centres.csv.', { cause });
  })).filter((name) => pictureName.test(name)));
  const boxesTable = path.join(directory, 'boxes.csv');
  const markedBy = await access(boxesTable).then(() => 'boxes' as const, () => 'centres' as const);
  const table = markedBy === 'boxes' ? boxesTable : path.join(directory, 'centres.csv');
  const { rows } = await readSeparatedValues(table, markedBy === 'boxes' ? ['image', 'class', 'xmin', 'ymin', 'xmax', 'ymax'] : ['image', 'x', 'y', 'class']);
  const fields = new Map<string, { image: string; boxes?: BoxPx[]; centres?: (TrueCentre & { label?: LabelCode })[] }>();
  let degenerateRows = 0;
  let notNucleatedRows = 0;
  for (const row of rows) {
    const image = row.image;
    const field = fields.get(image) ?? (markedBy === 'boxes' ? { image, boxes: [] } : { image, centres: [] });
    fields.set(image, field);
    const nucleated = markedBy === 'boxes' ? isNucleatedBox(row.class, table) : isNucleatedLabel(row.class, table);
    if (!nucleated) notNucleatedRows++;
    else if (markedBy === 'boxes') {
      const box = boxOf(row);
      if (box) field.boxes!.push(box);
      else degenerateRows++;
    } else {
      const [xPx, yPx] = [numberOf(row.x), numberOf(row.y)];
      const label = row.class && row.class !== 'UNK' ? row.class as LabelCode : undefined;
      if (xPx >= 0 && yPx >= 0) field.centres!.push({ xPx, yPx, label });
      else degenerateRows++;
    }
  }
  const skipped = [
    ...[...images].filter((image) => !fields.has(image)).map((file) => ({ file, reason: `no row of ${path.basename(table)} names it` })),
    ...[...fields.keys()].filter((image) => !images.has(image)).map((file) => ({ file, reason: 'named in the table, but not in the folder images' })),
  ];
  const labelled = [...fields.values()].filter(({ image }) => images.has(image)).sort((a, b) => a.image < b.image ? -1 : 1);
  if (!labelled.length) throw new MyeloscopeError('bad-input', `No row of ${table} names a picture of ${path.join(directory, 'images')}.`);
  return { markedBy, fields: labelled, degenerateRows, notNucleatedRows, skipped };
}

function isNucleatedBox(name: string, table: string): boolean {
  const nucleated = boxClasses.get(name.toLowerCase());
  if (nucleated === undefined) throw new MyeloscopeError('bad-input', `${table} has the class "${name}".`, 'Use WBC for nucleated cells, RBC and Platelets for the others.');
  return nucleated;
}

function isNucleatedLabel(code: string, table: string): boolean {
  if (!code) return true;
  if (!isLabelCode(code)) throw new MyeloscopeError('bad-input', `${table} has the class "${code}", which is none.`, 'Use the class codes, such as NGS, or leave the class empty.');
  return lineageOfLabel(code) !== 'noCell';
}

function boxOf(row: Readonly<Record<string, string>>): BoxPx | undefined {
  const [left, top, right, bottom] = [row.xmin, row.ymin, row.xmax, row.ymax].map(numberOf);
  return right > left && bottom > top ? { xPx: left, yPx: top, widthPx: right - left, heightPx: bottom - top } : undefined;
}

/** NaN for an empty or foreign text, which `Number` alone would take for 0. */
function numberOf(text: string): number {
  return text === '' || !Number.isFinite(Number(text)) ? NaN : Number(text);
}
