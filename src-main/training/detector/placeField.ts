import type { BoxPx } from '#shared/geometry/box.ts';
import { detectorMicrometresPerPixel } from '#main/analysis/detection/detectorOutput.ts';
import type { TrainingField } from './trainingField.ts';
import type { TrainingCanvas } from './trainingCanvas.ts';
import { canvasPx } from './trainingCanvas.ts';
import type { FieldView } from './fieldView.ts';
import { boxOnCanvas, colourAt, pointOnCanvas, samplePoints } from './fieldView.ts';

/** A cell cut so that less than this of its box is left is not asked for; it isn't counted as background either. */
const leastVisibleShare = 0.3;
const leastVisiblePx = 3;
/** BCCD leaves out cells at the border: there nothing is learnt from the absence of a label. */
const carelessBorder: Readonly<Record<string, number>> = { bccd: 2.5 / detectorMicrometresPerPixel };

/** The part of a box inside a rectangle; sides may be 0 or less where there is none. */
function cut(box: BoxPx, rectangle: BoxPx): BoxPx {
  const xPx = Math.max(box.xPx, rectangle.xPx);
  const yPx = Math.max(box.yPx, rectangle.yPx);
  return {
    xPx, yPx,
    widthPx: Math.min(box.xPx + box.widthPx, rectangle.xPx + rectangle.widthPx) - xPx,
    heightPx: Math.min(box.yPx + box.heightPx, rectangle.yPx + rectangle.heightPx) - yPx,
  };
}

/** Marks a part of the canvas as unlabelled. */
export function markUnlabelled(mask: Uint8Array, part: BoxPx): void {
  const left = Math.max(0, Math.floor(part.xPx));
  const right = Math.min(canvasPx, Math.ceil(part.xPx + part.widthPx));
  for (let y = Math.max(0, Math.floor(part.yPx)); y < Math.min(canvasPx, Math.ceil(part.yPx + part.heightPx)); y += 1) {
    if (right > left) mask.fill(1, y * canvasPx + left, y * canvasPx + right);
  }
}

/** Draws a field into a rectangle of the canvas (whole pixels) and takes over what is labelled; outside the field it stays as it was. */
export function placeField(canvas: TrainingCanvas, rectangle: BoxPx, field: TrainingField, view: FieldView): void {
  paint(canvas, rectangle, field, view);
  const shown = cut(boxOnCanvas(view, { xPx: 0, yPx: 0, widthPx: field.picture.widthPx, heightPx: field.picture.heightPx }), rectangle);
  for (const { kind, box } of field.cells) {
    const whole = boxOnCanvas(view, box);
    const visible = cut(whole, shown);
    if (visible.widthPx <= 0 || visible.heightPx <= 0) continue;
    const share = (visible.widthPx * visible.heightPx) / (whole.widthPx * whole.heightPx);
    const seen = share >= leastVisibleShare && Math.min(visible.widthPx, visible.heightPx) >= leastVisiblePx;
    if (seen) canvas.cells.push({ kind, box: visible });
    else markUnlabelled(kind === 'nucleatedCell' ? canvas.unlabelledNucleated : canvas.unlabelledRed, visible);
  }
  for (const centre of field.centres) {
    const place = pointOnCanvas(view, centre.xPx, centre.yPx);
    const part = cut({ xPx: place.xPx - 4, yPx: place.yPx - 4, widthPx: 8, heightPx: 8 }, shown);
    if (part.widthPx >= 8 && part.heightPx >= 8) canvas.centres.push(place);
    else if (part.widthPx > 0 && part.heightPx > 0) markUnlabelled(canvas.unlabelledNucleated, part);
  }
  const border = carelessBorder[field.source];
  if (border !== undefined) {
    for (const mask of [canvas.unlabelledNucleated, canvas.unlabelledRed]) {
      markUnlabelled(mask, { ...shown, widthPx: border });
      markUnlabelled(mask, { ...shown, heightPx: border });
      markUnlabelled(mask, { ...shown, xPx: shown.xPx + shown.widthPx - border, widthPx: border });
      markUnlabelled(mask, { ...shown, yPx: shown.yPx + shown.heightPx - border, heightPx: border });
    }
  }
}

function paint(canvas: TrainingCanvas, rectangle: BoxPx, field: TrainingField, view: FieldView): void {
  const plane = canvasPx * canvasPx;
  const colour = new Float32Array(3);
  for (let row = rectangle.yPx; row < rectangle.yPx + rectangle.heightPx; row += 1) {
    for (let column = rectangle.xPx; column < rectangle.xPx + rectangle.widthPx; column += 1) {
      colour.fill(0);
      let points = 0;
      for (const [dx, dy] of samplePoints) {
        const x = view.columnX * (column + dx) + view.rowX * (row + dy) + view.originX;
        const y = view.columnY * (column + dx) + view.rowY * (row + dy) + view.originY;
        if (colourAt(field.picture, x, y, colour)) points += 1;
      }
      if (points === 0) continue;
      const at = row * canvasPx + column;
      for (let channel = 0; channel < 3; channel += 1) canvas.planes[channel * plane + at] = colour[channel] / points;
      canvas.unlabelledRed[at] = field.labelsRedCells ? 0 : 1;
      if (field.unlabelled) {
        const x = Math.floor(view.columnX * (column + 0.5) + view.rowX * (row + 0.5) + view.originX);
        const y = Math.floor(view.columnY * (column + 0.5) + view.rowY * (row + 0.5) + view.originY);
        if (x >= 0 && y >= 0 && x < field.picture.widthPx && y < field.picture.heightPx) canvas.unlabelledNucleated[at] = field.unlabelled[y * field.picture.widthPx + x];
      }
    }
  }
}
