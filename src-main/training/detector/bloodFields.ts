import { join } from 'node:path';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { DetectedKind } from '#main/analysis/detection/detectorOutput.ts';
import { redCellMicrometres } from '#main/analysis/detection/detectorOutput.ts';
import { sampleByArea } from '#main/analysis/detection/sampleByArea.ts';
import type { BoxedCell, TrainingField } from './trainingField.ts';
import { readCommaSeparated } from './commaSeparated.ts';

/** Decodes a picture file. */
export type PictureReader = (path: string) => Promise<RgbPicture>;

/** Blood pictures are kept at this scale: fine enough for the detector enlarged by a third, small enough for memory. */
export const keptMicrometresPerPixel = 0.2;

/** Median width of a complete red cell's box in pixels, a camera: the README of the set gives them. Red cells are about 7.5 µm. */
const redCellPx: Readonly<Record<string, number>> = { 'txl-pbc_barcelona': 78, 'txl-raabin_crop': 135, bccd: 103 };

const kinds: Readonly<Record<string, DetectedKind>> = { WBC: 'nucleatedCell', RBC: 'redCell', Platelets: 'platelet' };

/** Micrometres per pixel of a blood field's source; `bad-input` where the source is unknown. */
export function bloodFieldScale(source: string): number {
  const px = redCellPx[source];
  if (px === undefined) throw new MyeloscopeError('bad-input', `Blood fields of the source "${source}" have no known scale.`);
  return redCellMicrometres / px;
}

/** A blood field as its file is, before it is made small. */
export interface BloodField {
  readonly file: string;
  readonly source: string;
  readonly split: 'train' | 'val';
  /** Boxes in the file's pixels; degenerate ones are left out. */
  readonly cells: readonly BoxedCell[];
}

/** The labels of `blood-fields`, by picture, in the order of the file. */
export async function readBloodFieldLabels(dataDirectory: string): Promise<BloodField[]> {
  const rows = await readCommaSeparated(join(dataDirectory, 'blood-fields', 'boxes.csv'), ['image', 'class', 'xmin', 'ymin', 'xmax', 'ymax', 'source', 'split']);
  const fields = new Map<string, BloodField & { cells: BoxedCell[] }>();
  for (const row of rows) {
    const file = row.get('image')!;
    let field = fields.get(file);
    if (!field) {
      field = { file, source: row.get('source')!, split: row.get('split') === 'val' ? 'val' : 'train', cells: [] };
      fields.set(file, field);
    }
    const [left, top, right, bottom] = ['xmin', 'ymin', 'xmax', 'ymax'].map((column) => Number(row.get(column)));
    const kind = kinds[row.get('class')!];
    // Two boxes of this set have no extent; a name we don't know is no cell we could learn.
    if (kind && right - left >= 2 && bottom - top >= 2) field.cells.push({ kind, box: { xPx: left, yPx: top, widthPx: right - left, heightPx: bottom - top } });
  }
  return [...fields.values()];
}

/** The same box on a picture whose pixels are `factor` old pixels wide, cut to the picture. */
export function scaledBox(box: BoxPx, factor: number, widthPx: number, heightPx: number): BoxPx {
  const xPx = Math.max(0, box.xPx / factor);
  const yPx = Math.max(0, box.yPx / factor);
  return {
    xPx,
    yPx,
    widthPx: Math.min(widthPx, (box.xPx + box.widthPx) / factor) - xPx,
    heightPx: Math.min(heightPx, (box.yPx + box.heightPx) / factor) - yPx,
  };
}

/** Reads blood fields and makes them small enough to keep together in memory (about 100 kB each). */
export async function readBloodFields(dataDirectory: string, labels: readonly BloodField[], readPicture: PictureReader, context: WorkContext = {}): Promise<TrainingField[]> {
  const fields: TrainingField[] = [];
  for (const [index, label] of labels.entries()) {
    throwIfCancelled(context.signal);
    context.report?.({ stage: 'Reading blood fields', done: index, total: labels.length });
    const whole = await readPicture(join(dataDirectory, 'blood-fields', 'images', label.file));
    const factor = keptMicrometresPerPixel / bloodFieldScale(label.source);
    const widthPx = Math.max(1, Math.floor(whole.widthPx / factor));
    const heightPx = Math.max(1, Math.floor(whole.heightPx / factor));
    fields.push({
      name: `blood-fields/${label.file}`,
      source: label.source,
      picture: sampleByArea(whole, 0, 0, factor, widthPx, heightPx),
      micrometresPerPixel: keptMicrometresPerPixel,
      cells: label.cells.map(({ kind, box }) => ({ kind, box: scaledBox(box, factor, widthPx, heightPx) })),
      centres: [],
      labelsRedCells: true,
    });
  }
  return fields;
}
