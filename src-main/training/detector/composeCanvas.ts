import type { BoxPx } from '#shared/geometry/box.ts';
import type { SeededRandom } from '#shared/random/seededRandom.ts';
import type { TrainingField } from './trainingField.ts';
import type { TrainingCanvas } from './trainingCanvas.ts';
import { canvasPx, emptyCanvas } from './trainingCanvas.ts';
import { pointOnCanvas, randomView } from './fieldView.ts';
import type { DonorCell } from './pasteCell.ts';
import { donorCells, pasteCell } from './pasteCell.ts';
import { placeField } from './placeField.ts';
import { varyCanvas } from './varyCanvas.ts';

/** Cells are shown up to this much larger or smaller than they are (natural logarithm of 1.3). */
const largestLogZoom = 0.26;
const shareWithPastedCells = 0.5;
const mostPastedCells = 6;

/** Fields to learn from, in groups that are drawn from by weight and not by their size. */
export interface FieldGroup { readonly fields: readonly TrainingField[]; readonly weight: number }

/** Fields and the cells that can be cut out of them. */
export interface FieldPool { readonly groups: readonly FieldGroup[]; readonly donors: readonly DonorCell[] }

/** A pool of the groups that hold any field. */
export function fieldPool(groups: readonly FieldGroup[]): FieldPool {
  const filled = groups.filter((group) => group.fields.length > 0 && group.weight > 0);
  return { groups: filled, donors: filled.flatMap((group) => donorCells(group.fields)) };
}

function drawnField(pool: FieldPool, random: SeededRandom): TrainingField {
  const total = pool.groups.reduce((sum, group) => sum + group.weight, 0);
  let place = random.uniform() * total;
  const group = pool.groups.find((candidate) => (place -= candidate.weight) < 0) ?? pool.groups[0];
  return group.fields[random.below(group.fields.length)];
}

/**
 * One training picture: parts of four fields side by side, in half of them cells pasted so that they touch, then colours,
 * focus and noise varied. The same pool and stream give the same picture.
 */
export function composeCanvas(pool: FieldPool, random: SeededRandom): TrainingCanvas {
  const canvas = emptyCanvas();
  if (random.uniform() < 0.4) lightGround(canvas.planes, random);
  const column = Math.round(random.between(44, canvasPx - 44));
  const row = Math.round(random.between(44, canvasPx - 44));
  const zoom = Math.exp(random.between(-largestLogZoom, largestLogZoom));
  for (const [xPx, widthPx] of [[0, column], [column, canvasPx - column]]) {
    for (const [yPx, heightPx] of [[0, row], [row, canvasPx - row]]) {
      placeAtRandom(canvas, { xPx, yPx, widthPx, heightPx }, drawnField(pool, random), zoom * Math.exp(random.between(-0.08, 0.08)), random);
    }
  }
  if (pool.donors.length > 0 && random.uniform() < shareWithPastedCells) {
    const count = 1 + random.below(mostPastedCells);
    for (let i = 0; i < count; i += 1) pasteCell(canvas, pool.donors[random.below(pool.donors.length)], zoom * Math.exp(random.between(-0.1, 0.1)), random);
  }
  varyCanvas(canvas.planes, random);
  return canvas;
}

/** Between pictures lies white, as beside a field on a slide, or bare glass of some light colour, so that white means nothing. */
function lightGround(planes: Float32Array, random: SeededRandom): void {
  const light = random.between(200, 250);
  for (let channel = 0; channel < 3; channel += 1) planes.fill(light + random.between(-25, 5), channel * canvasPx * canvasPx, (channel + 1) * canvasPx * canvasPx);
}

/** Lays a field so that it covers the rectangle where it is large enough for it, and lies inside it where it isn't. */
function placeAtRandom(canvas: TrainingCanvas, rectangle: BoxPx, field: TrainingField, zoom: number, random: SeededRandom): void {
  const { widthPx, heightPx } = field.picture;
  const view = randomView(random, field.micrometresPerPixel, zoom, 0, 0, 0, 0);
  // Sides as they lie after turning.
  const corner = pointOnCanvas(view, widthPx, heightPx);
  const freeX = rectangle.widthPx - Math.abs(corner.xPx);
  const freeY = rectangle.heightPx - Math.abs(corner.yPx);
  const left = rectangle.xPx + random.uniform() * freeX;
  const top = rectangle.yPx + random.uniform() * freeY;
  // The canvas point where picture point (0, 0) must lie so that the picture's left upper corner on the canvas is (left, top).
  const originColumn = corner.xPx < 0 ? left - corner.xPx : left;
  const originRow = corner.yPx < 0 ? top - corner.yPx : top;
  const placed = {
    ...view,
    originX: -view.columnX * originColumn - view.rowX * originRow,
    originY: -view.columnY * originColumn - view.rowY * originRow,
  };
  placeField(canvas, rectangle, field, placed);
}
