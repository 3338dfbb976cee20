import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { CellInputSize } from '#main/analysis/classification/cellInput.ts';
import { cellPictureToInput, cutCellInput, usualCellInput } from '#main/analysis/classification/cellInput.ts';
import type { CellView } from './nameCellPictures.ts';
import { blurPicture, changeLight, changeStain, fadeColour, keptDiscUm, maskBackground } from '#main/analysis/classification/pictureChanges.ts';

/** A change under which the same cells are named again. */
export interface NamedChange {
  readonly name: string;
  readonly kind: 'colour' | 'brightness' | 'blur' | 'scale' | 'place' | 'background';
  readonly view: CellView;
}

const pxPerUm = ({ sidePx, widthUm }: CellInputSize) => sidePx / widthUm;

const after = (change: (input: RgbPicture, pxPerUm: number) => RgbPicture): CellView => (picture, spanUm, size = usualCellInput) => change(cellPictureToInput(picture, spanUm, size), pxPerUm(size));
/** As if the scale were measured wrong: the cell seems `factor` times as large. */
const scaled = (factor: number): CellView => (picture, spanUm, size) => cellPictureToInput(picture, spanUm * factor, size);
const shifted = (acrossUm: number, downUm: number): CellView => (picture, spanUm, size) => {
  const micrometresPerPixel = spanUm / picture.widthPx;
  return cutCellInput(picture, picture.widthPx / 2 + acrossUm / micrometresPerPixel, picture.heightPx / 2 + downUm / micrometresPerPixel, micrometresPerPixel, size);
};

/**
 * The changes of the robustness table: what another laboratory's stain, lamp, focus and camera do, and a scale or place that was
 * measured a little wrong. Sizes are those between laboratories, not beyond recognition.
 */
export const namedChanges: readonly NamedChange[] = [
  { name: 'stain 30 % weaker', kind: 'colour', view: after((input) => changeStain(input, [0.7, 0.7, 0.7])) },
  { name: 'stain 40 % stronger', kind: 'colour', view: after((input) => changeStain(input, [1.4, 1.4, 1.4])) },
  { name: 'more eosin (pinker)', kind: 'colour', view: after((input) => changeStain(input, [0.9, 1.3, 1.1])) },
  { name: 'more azure (bluer)', kind: 'colour', view: after((input) => changeStain(input, [1.35, 1.05, 0.8])) },
  { name: 'warm light', kind: 'colour', view: after((input) => changeLight(input, [1, 0.93, 0.8])) },
  { name: 'cool light', kind: 'colour', view: after((input) => changeLight(input, [0.82, 0.94, 1])) },
  { name: 'half the colour', kind: 'colour', view: after((input) => fadeColour(input, 0.5)) },
  { name: '20 % darker', kind: 'brightness', view: after((input) => changeLight(input, [0.8, 0.8, 0.8])) },
  { name: '15 % brighter', kind: 'brightness', view: after((input) => changeLight(input, [1.15, 1.15, 1.15])) },
  { name: 'blur of 0.25 µm', kind: 'blur', view: after((input, perUm) => blurPicture(input, 0.25 * perUm)) },
  { name: 'blur of 0.5 µm', kind: 'blur', view: after((input, perUm) => blurPicture(input, 0.5 * perUm)) },
  { name: '10 % smaller', kind: 'scale', view: scaled(0.9) },
  { name: '10 % larger', kind: 'scale', view: scaled(1.1) },
  { name: '20 % smaller', kind: 'scale', view: scaled(0.8) },
  { name: '25 % larger', kind: 'scale', view: scaled(1.25) },
  { name: '1.5 µm off centre', kind: 'place', view: shifted(1.2, -0.9) },
  { name: 'background masked', kind: 'background', view: after((input, perUm) => maskBackground(input, keptDiscUm / 2 * perUm)) },
];
