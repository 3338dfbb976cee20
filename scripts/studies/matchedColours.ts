import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import type { TrainingCell } from '#main/training/cellPictures/trainingCell.ts';

interface Spread { readonly mean: readonly number[]; readonly deviation: readonly number[] }

/** Mean and standard deviation of red, green and blue over some cells' pictures. */
function spreadOf(pictures: TrainingCells, cells: readonly TrainingCell[]): Spread {
  const sum = [0, 0, 0], squares = [0, 0, 0];
  let pixels = 0;
  for (const cell of cells) {
    const { rgb } = pictures.cropOf(cell);
    for (let i = 0; i < rgb.length; i += 3) for (let c = 0; c < 3; c++) { sum[c] += rgb[i + c]; squares[c] += rgb[i + c] ** 2; }
    pixels += rgb.length / 3;
  }
  const mean = sum.map((total) => total / pixels);
  return { mean, deviation: squares.map((total, c) => Math.sqrt(Math.max(1, total / pixels - mean[c] ** 2))) };
}

/** The same pictures, those of each patient (`group`) with the colours' mean and spread of the known ones (Reinhard et al. 2001, in RGB). */
export function withMatchedColours(pictures: TrainingCells, cells: readonly TrainingCell[], known: TrainingCells): TrainingCells {
  const wanted = spreadOf(known, known.cells), tables = new Map<number, readonly Uint8Array[]>();
  for (const ofGroup of Map.groupBy(cells, ({ group }) => group).values()) {
    const { mean, deviation } = spreadOf(pictures, ofGroup);
    const table = wanted.mean.map((to, c) => Uint8Array.from({ length: 256 }, (_, value) => Math.min(255, Math.max(0, Math.round(to + ((value - mean[c]) * wanted.deviation[c]) / deviation[c])))));
    for (const { canvas } of ofGroup) tables.set(canvas, table);
  }
  const change = (rgb: Uint8Array, table: readonly Uint8Array[] | undefined): Uint8Array => (table ? rgb.map((value, i) => table[i % 3][value]) : rgb);
  const { canvases } = pictures, perCanvas = 3 * canvases.sidePx ** 2, rgb = canvases.rgb.slice();
  for (const [canvas, table] of tables) rgb.set(change(rgb.subarray(canvas * perCanvas, (canvas + 1) * perCanvas), table), canvas * perCanvas);
  return { ...pictures, canvases: { ...canvases, rgb }, cropOf: (cell) => { const crop = pictures.cropOf(cell); return { ...crop, rgb: change(crop.rgb, tables.get(cell.canvas)) }; } };
}
