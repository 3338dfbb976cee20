import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { Detector } from '../detection/detector.ts';
import { detectorMicrometresPerPixel } from '../detection/detectorOutput.ts';
import { sampleByArea } from '../detection/sampleByArea.ts';

/** What red cells say of a picture, were its pixels of an assumed size. */
export interface RedCellEvidence {
  /** Share of the picture that whole red cells cover, each weighed by its score. At the true scale it is largest. */
  readonly support: number;
  /** Diameters of the whole red cells in micrometres, were the assumption true. */
  readonly diametersUm: readonly number[];
  /** Boxes of all that may be red cells, cut and touching ones too, in pixels of the picture given. */
  readonly boxes: readonly BoxPx[];
}

/** Most detector pixels looked at each way: some hundred red cells, whatever the assumption. */
const mostPx = 320;
/** A box nearer to the edge than this may be cut. */
const edgePx = 1.5;

/** Only sure and round ones are measured: of what is found by chance at a wrong scale hardly any is both. */
const leastScore = 0.5;
const mostElongated = 1.25;

/** Looks for red cells in the middle of a picture at an assumed scale. */
export async function redCellEvidence(picture: RgbPicture, assumedMicrometresPerPixel: number, detector: Detector): Promise<RedCellEvidence> {
  const factor = detectorMicrometresPerPixel / assumedMicrometresPerPixel;
  const side = (px: number) => Math.max(1, Math.min(mostPx, Math.floor(px / factor)));
  const widthPx = side(picture.widthPx);
  const heightPx = side(picture.heightPx);
  const left = Math.max(0, (picture.widthPx - widthPx * factor) / 2);
  const top = Math.max(0, (picture.heightPx - heightPx * factor) / 2);
  const { redCells } = await detector.detect(sampleByArea(picture, left, top, factor, widthPx, heightPx));
  const whole = redCells.filter(({ box, score }) => score >= leastScore && Math.abs(Math.log(box.widthPx / box.heightPx)) < Math.log(mostElongated) && box.xPx > edgePx && box.yPx > edgePx && box.xPx + box.widthPx < widthPx - edgePx && box.yPx + box.heightPx < heightPx - edgePx);
  return {
    support: whole.reduce((sum, { box, score }) => sum + score * box.widthPx * box.heightPx, 0) / (widthPx * heightPx),
    diametersUm: whole.map(({ box }) => Math.sqrt(box.widthPx * box.heightPx) * detectorMicrometresPerPixel),
    boxes: redCells.map(({ box }) => ({ xPx: left + box.xPx * factor, yPx: top + box.yPx * factor, widthPx: box.widthPx * factor, heightPx: box.heightPx * factor })),
  };
}

/** The middle value; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
