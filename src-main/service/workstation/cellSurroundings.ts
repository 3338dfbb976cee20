import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { resamplePicture } from '#shared/geometry/resamplePicture.ts';
import { pasteInto } from '#main/slides/pasteInto.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';

/** What is to be seen: a square of the slide around a place (level-0 pixels), and how many pixels it has at most. */
export interface CellView {
  readonly xPx: number;
  readonly yPx: number;
  readonly micrometresPerPixel: number;
  readonly spanUm: number;
  readonly sidePx: number;
}

/** A level may be so much coarser than what is asked for: nobody sees it, and a quarter of the pixels need decoding. */
const coarserUnseen = 1.15;

/**
 * A cell with its surroundings, the cell in the middle. It is cut from the field that the cell lies in; beyond the field's
 * edge it is white, never a piece of another field. Where the slide has fewer pixels than asked for, so has the picture: whoever
 * shows it enlarges it as well, and the service would be busy with that for longer than with all the rest.
 */
export async function cellSurroundings(source: SlideSource, { xPx, yPx, micrometresPerPixel, spanUm, sidePx }: CellView): Promise<RgbPicture> {
  const spanPx = spanUm / micrometresPerPixel;
  let level = 0;
  source.levels.forEach(({ downsample }, index) => {
    if (spanPx / downsample >= sidePx / coarserUnseen) level = index;
  });
  const { downsample, widthPx, heightPx } = source.levels[level];
  const side = Math.max(1, Math.round(spanPx / downsample));
  const left = Math.round(xPx / downsample - side / 2);
  const top = Math.round(yPx / downsample - side / 2);
  const field = fieldAround(source, xPx, yPx);
  const from = { x: Math.max(left, Math.ceil(field.xPx / downsample), 0), y: Math.max(top, Math.ceil(field.yPx / downsample), 0) };
  const to = {
    x: Math.min(left + side, Math.floor((field.xPx + field.widthPx) / downsample), widthPx),
    y: Math.min(top + side, Math.floor((field.yPx + field.heightPx) / downsample), heightPx),
  };
  const madePx = Math.min(side, sidePx);
  if (to.x <= from.x || to.y <= from.y) return blankPicture(madePx, madePx);
  const read = await source.readRegion(level, from.x, from.y, to.x - from.x, to.y - from.y);
  const shrink = madePx / side;
  const part = side === madePx ? read : resamplePicture(read, { widthPx: Math.max(1, Math.round(read.widthPx * shrink)), heightPx: Math.max(1, Math.round(read.heightPx * shrink)) });
  if (part.widthPx === madePx && part.heightPx === madePx) return part;
  const square = blankPicture(madePx, madePx);
  pasteInto(square, part, Math.round((from.x - left) * shrink), Math.round((from.y - top) * shrink));
  return square;
}

function fieldAround({ fields, levels: [base] }: SlideSource, xPx: number, yPx: number): BoxPx {
  return fields.find(({ box }) => xPx >= box.xPx && yPx >= box.yPx && xPx < box.xPx + box.widthPx && yPx < box.yPx + box.heightPx)?.box
    ?? { xPx: 0, yPx: 0, widthPx: base.widthPx, heightPx: base.heightPx };
}
