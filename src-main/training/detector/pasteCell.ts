import type { BoxPx } from '#shared/geometry/box.ts';
import { intersectionOverUnion } from '#shared/geometry/box.ts';
import type { SeededRandom } from '#shared/random/seededRandom.ts';
import type { BoxedCell, TrainingField } from './trainingField.ts';
import type { TrainingCanvas } from './trainingCanvas.ts';
import { canvasPx } from './trainingCanvas.ts';
import { boxOnCanvas, colourAt, randomView, samplePoints } from './fieldView.ts';

/** Pasted cells may hide this much of another cell; more would make a heap nobody could count. */
const mostHidden = 0.15;
/** The soft edge of a pasted cell, as a share of its radius. */
const edgeShare = 0.12;

/** A whole cell, and the field it is cut from. */
export interface DonorCell { readonly field: TrainingField; readonly cell: BoxedCell }

/** Cells that no edge of their picture cuts: they can be cut out and set beside others. */
export function donorCells(fields: readonly TrainingField[]): DonorCell[] {
  return fields.flatMap((field) => field.cells.filter(({ kind, box }) => kind === 'nucleatedCell'
    && box.xPx > 2 && box.yPx > 2 && box.xPx + box.widthPx < field.picture.widthPx - 2 && box.yPx + box.heightPx < field.picture.heightPx - 2)
    .map((cell) => ({ field, cell })));
}

/**
 * Cuts a cell out by the ellipse in its box and sets it on the canvas, mostly so that it touches one that is there: blood
 * pictures show single cells, marrow shows crowds. Does nothing where it would hide too much of another cell.
 */
export function pasteCell(canvas: TrainingCanvas, donor: DonorCell, zoom: number, random: SeededRandom): void {
  const { box } = donor.cell;
  const [middleX, middleY] = [box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2];
  const nucleated = canvas.cells.filter((cell) => cell.kind === 'nucleatedCell');
  const sizePx = boxOnCanvas(randomView(random, donor.field.micrometresPerPixel, zoom, middleX, middleY, 0, 0), box);
  let column = random.between(8, canvasPx - 8);
  let row = random.between(8, canvasPx - 8);
  if (nucleated.length > 0 && random.uniform() < 0.8) {
    const neighbour = nucleated[random.below(nucleated.length)].box;
    const angle = random.between(0, 2 * Math.PI);
    const gap = random.between(0.92, 1.15);
    column = neighbour.xPx + neighbour.widthPx / 2 + Math.cos(angle) * gap * (neighbour.widthPx + sizePx.widthPx) / 2;
    row = neighbour.yPx + neighbour.heightPx / 2 + Math.sin(angle) * gap * (neighbour.heightPx + sizePx.heightPx) / 2;
  }
  const view = randomView(random, donor.field.micrometresPerPixel, zoom, middleX, middleY, column, row);
  const place = boxOnCanvas(view, box);
  if (place.xPx < 0 || place.yPx < 0 || place.xPx + place.widthPx > canvasPx || place.yPx + place.heightPx > canvasPx) return;
  if (nucleated.some((cell) => intersectionOverUnion(cell.box, place) > mostHidden)) return;
  if (canvas.centres.some((centre) => contains(place, centre.xPx, centre.yPx))) return;
  const hidden = (cell: BoxedCell) => cell.kind !== 'nucleatedCell' && contains(place, cell.box.xPx + cell.box.widthPx / 2, cell.box.yPx + cell.box.heightPx / 2);
  canvas.cells.splice(0, canvas.cells.length, ...canvas.cells.filter((cell) => !hidden(cell)), { kind: 'nucleatedCell', box: place });
  paintEllipse(canvas, place, donor, (x, y) => [view.columnX * x + view.rowX * y + view.originX, view.columnY * x + view.rowY * y + view.originY]);
}

function contains(box: BoxPx, x: number, y: number): boolean {
  return x >= box.xPx && y >= box.yPx && x < box.xPx + box.widthPx && y < box.yPx + box.heightPx;
}

function paintEllipse(canvas: TrainingCanvas, place: BoxPx, donor: DonorCell, inPicture: (column: number, row: number) => [number, number]): void {
  const plane = canvasPx * canvasPx;
  const colour = new Float32Array(3);
  for (let row = Math.floor(place.yPx); row < Math.min(canvasPx, place.yPx + place.heightPx + 1); row += 1) {
    for (let column = Math.floor(place.xPx); column < Math.min(canvasPx, place.xPx + place.widthPx + 1); column += 1) {
      const u = (column + 0.5 - place.xPx) / place.widthPx * 2 - 1;
      const v = (row + 0.5 - place.yPx) / place.heightPx * 2 - 1;
      const share = Math.max(0, Math.min(1, (1 + edgeShare / 2 - Math.hypot(u, v)) / edgeShare));
      if (share === 0) continue;
      colour.fill(0);
      let points = 0;
      for (const [dx, dy] of samplePoints) if (colourAt(donor.field.picture, ...inPicture(column + dx, row + dy), colour)) points += 1;
      if (points === 0) continue;
      const at = row * canvasPx + column;
      for (let channel = 0; channel < 3; channel += 1) {
        canvas.planes[channel * plane + at] += share * (colour[channel] / points - canvas.planes[channel * plane + at]);
      }
      if (share > 0.5) canvas.unlabelledNucleated[at] = 0;
    }
  }
}
