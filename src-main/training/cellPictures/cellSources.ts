import { join } from 'node:path';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { classesOfLabel, isLabelCode } from '#shared/taxonomy/labelSets.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import { cutSquare } from '#main/analysis/classification/cellInput.ts';
import { readCommaSeparated } from '../detector/commaSeparated.ts';
import { bloodFieldScale } from '../detector/bloodFields.ts';
import type { PictureReader } from '../detector/bloodFields.ts';
import { canvasMicrometresPerPixel, canvasPx } from './cellCanvases.ts';
import type { TrainingCell } from './trainingCell.ts';

/** A training cell before its picture is read. */
export interface CellSource extends Omit<TrainingCell, 'canvas'> {
  /** Gives a picture centred on the cell, and its width in µm; `input` is the classifier's own view, where it is cut otherwise than out of that picture. */
  readonly read: (reader: PictureReader) => Promise<{ picture: RgbPicture; spanUm: number; input?: RgbPicture }>;
}

/** Widths of the single-cell pictures of the training data, µm. */
export const marrowSpanUm = 22;
export const bloodSpanUm = 30;

/** The single cells of a set, from its `cells.csv`. Throws `bad-input` on a label that is none. */
export async function singleCellSources(dataDirectory: string, set: 'marrow-cells' | 'blood-cells'): Promise<CellSource[]> {
  const rows = await readCommaSeparated(join(dataDirectory, set, 'cells.csv'), ['file', 'class']);
  const origin = set === 'marrow-cells' ? 'marrow' : 'blood';
  const spanUm = origin === 'marrow' ? marrowSpanUm : bloodSpanUm;
  return rows.map((row) => {
    const file = row.get('file')!, label = row.get('class')!;
    if (!isLabelCode(label)) throw new MyeloscopeError('bad-input', `${set}/cells.csv has the unknown label ${label}.`);
    const path = join(dataDirectory, set, file);
    return {
      name: `${set}/${file}`, origin, label, right: classesOfLabel(label),
      group: `${set}/${row.get('overlap_group') ?? file}`, look: row.get('stain_look'),
      read: async (reader) => ({ picture: await reader(path), spanUm }),
    } satisfies CellSource;
  });
}

/** What the coarser names of blood fields allow. */
const fieldLabels: Readonly<Record<string, readonly ClassCode[]>> = {
  neutrophil: ['NGB', 'NGS'], lymphocyte: ['LYT'], monocyte: ['MON'], eosinophil: ['EOS'], basophil: ['BAS'],
};

/**
 * Cells out of blood fields, training split only: white cells whose kind is noted, and red cells and platelets, which a
 * classifier must be able to answer with "artefact". Only cameras that `blood-cells` does not share photographs with.
 *
 * @param artefacts at most so many red cells and platelets of each camera
 */
export async function fieldCellSources(dataDirectory: string, artefacts: number, seed: number): Promise<CellSource[]> {
  const rows = await readCommaSeparated(join(dataDirectory, 'blood-fields', 'boxes.csv'), ['image', 'class', 'xmin', 'ymin', 'xmax', 'ymax', 'source', 'split', 'wbc_subtype']);
  const named: CellSource[] = [];
  const others = new Map<string, CellSource[]>();
  for (const row of rows) {
    const source = row.get('source')!, kind = row.get('class')!;
    const [left, top, right, bottom] = ['xmin', 'ymin', 'xmax', 'ymax'].map((column) => Number(row.get(column)));
    if (row.get('split') !== 'train' || source.startsWith('txl-pbc') || right - left < 4 || bottom - top < 4) continue;
    const classes: readonly ClassCode[] | undefined = kind === 'WBC' ? fieldLabels[row.get('wbc_subtype')!] : ['ART'];
    if (!classes) continue;
    const cell: CellSource = {
      name: `blood-fields/${row.get('image')!}@${left},${top}`, origin: 'fields', label: kind === 'WBC' ? row.get('wbc_subtype')! : kind,
      right: classes, group: `blood-fields/${row.get('image')!}`, look: source,
      async read(reader) {
        const field = await reader(join(dataDirectory, 'blood-fields', 'images', row.get('image')!));
        const picture = cutSquare(field, (left + right) / 2, (top + bottom) / 2, bloodFieldScale(source), canvasPx, canvasMicrometresPerPixel);
        return { picture, spanUm: canvasPx * canvasMicrometresPerPixel };
      },
    };
    if (kind === 'WBC') named.push(cell);
    else others.set(`${source} ${kind}`, [...(others.get(`${source} ${kind}`) ?? []), cell]);
  }
  const random = seededRandom(seed, 0xf1e1d);
  return [...named, ...[...others.values()].flatMap((cells) => shuffle(cells, random).slice(0, artefacts))];
}
