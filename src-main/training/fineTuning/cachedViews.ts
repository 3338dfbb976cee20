import { freemem } from 'node:os';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { nextTurn } from '#shared/jobs/workSignal.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { floatsOfView, writeView } from '#main/analysis/classification/views.ts';
import type { FloatTensor } from '#main/inference/modelRunner.ts';
import type { CellAugmentation } from '../augmentation/augmentCell.ts';
import { augmentCell } from '../augmentation/augmentCell.ts';
import type { TrainingCells } from '../cellPictures/readCells.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import { ComputingDevice } from '../device/computingDevice.ts';
import { createDeviceRunner } from '../device/deviceRunner.ts';
import { mustFitInMemory } from './mustFitInMemory.ts';

/** What a frozen front makes of several views of each cell: at `(cell * views + view) * size` of each tensor. */
export interface CachedViews {
  readonly views: number;
  /** A hash of the network and the pictures that they were made from, where a training is to be gone on with: see `fingerprintOf`. */
  readonly madeFrom?: string;
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[]; readonly size: number; readonly values: Float32Array }[];
}

/** Views that go through the front at once. */
const viewsPerRun = 32;

/** The memory that several views of each cell may take, in floats: half a gigabyte. One view of each may take more, where there is room. */
const largestCache = 128 * 2 ** 20;

export type CellViewWriter = (cell: TrainingCell, place: number, view: number, into: Float32Array, offset: number) => void;

/** Turned and mirrored views, as in use. */
export const plainViews = (pictures: TrainingCells): CellViewWriter => (cell, _place, view, into, offset) => { writeView(pictures.cropOf(cell).rgb, view, into, offset, pictures.size.sidePx); };

/** Changed views for training; the first is the cell as it is. All that is random comes from the seed and the place. */
export function changedViews(pictures: TrainingCells, augmentation: CellAugmentation, seed: number): CellViewWriter {
  return (cell, place, view, into, offset) => {
    const { canvases, size: { sidePx } } = pictures;
    if (view === 0) writeView(pictures.cropOf(cell).rgb, 0, into, offset, sidePx);
    else augmentCell(canvases.rgb, cell.canvas, augmentation, seededRandom(seed, place * 4099 + view), into, offset, sidePx, canvases.sidePx);
  };
}

/**
 * Runs views of cells through the front of a divided model once, so that training need not do it at every step. Throws `bad-input` where
 * they have no room in memory, before any is taken.
 *
 * @param front a model that gives `cut`; undefined where training begins at the pictures themselves
 * @param sidePx of a view
 */
export async function cacheViews(
  front: Uint8Array | undefined, cut: readonly string[], cells: readonly TrainingCell[], wantedViews: number, write: CellViewWriter, threads: number, sidePx: number, context: WorkContext = {}, device = new ComputingDevice('cpu'),
): Promise<CachedViews> {
  const floatsPerView = floatsOfView(sidePx);
  const runner = front && await createDeviceRunner(front, device, threads);
  try {
    const inputName = runner?.inputNames[0] ?? cut[0];
    const run = async (pictures: FloatTensor): Promise<Record<string, FloatTensor>> => (runner ? runner.run({ [inputName]: pictures }) : { [cut[0]]: pictures });
    const first = await run({ data: new Float32Array(floatsPerView), shape: [1, 3, sidePx, sidePx] });
    const shapes = cut.map((name) => ({ name, shape: first[name].shape.slice(1), size: first[name].data.length }));
    const perView = shapes.reduce((sum, { size }) => sum + size, 0);
    const views = Math.max(1, Math.min(wantedViews, Math.floor(largestCache / (perView * Math.max(1, cells.length)))));
    const total = cells.length * views;
    mustFitInMemory(cells.length, views * perView * Float32Array.BYTES_PER_ELEMENT, freemem());
    const tensors = shapes.map((shape) => ({ ...shape, values: new Float32Array(total * shape.size) }));
    const buffer = new Float32Array(viewsPerRun * floatsPerView);
    for (let start = 0; start < total; start += viewsPerRun) {
      await nextTurn(context.signal);
      context.report?.({ stage: `Looking at the cells${device.aside}`, done: start, total });
      const count = Math.min(viewsPerRun, total - start);
      for (let i = 0; i < count; i++) {
        const place = Math.floor((start + i) / views);
        write(cells[place], place, (start + i) % views, buffer, i * floatsPerView);
      }
      const given = await run({ data: buffer.slice(0, count * floatsPerView), shape: [count, 3, sidePx, sidePx] });
      for (const { name, size, values } of tensors) values.set(given[name].data, start * size);
    }
    return { views, tensors };
  } finally {
    await runner?.release();
  }
}
