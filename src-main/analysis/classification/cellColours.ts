import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { colourNames } from '#shared/models/colourNames.ts';

/** Sums over so many cells, in the order of `colourNames`. Optical densities: 0 is white, 1 lets a tenth of the light through. */
export interface ColourSums { readonly cells: number; readonly sums: readonly number[] }

/** The nucleus lies within so many µm of a cell's middle. */
const nucleusReachUm = 5;
/** Of the middle, the darkest share is nucleus in every nucleated cell; of the whole picture, the lightest is bare glass. */
const nucleusShare = 0.25, backgroundShare = 0.1;

const densityOf = Float64Array.from({ length: 256 }, (_, value) => -Math.log10((value + 1) / 256));

/** The colours of pictures of cells, each `widthUm` wide and centred on its cell. */
export function coloursOf(crops: readonly RgbPicture[], widthUm: number): ColourSums {
  const sums = new Float64Array(colourNames.length);
  for (const crop of crops) {
    const density = densities(crop), middle = placesNear(crop, (nucleusReachUm * crop.widthPx) / widthUm);
    addMean(crop, extreme(density, Array.from(density.keys()), backgroundShare, 1), sums, 0);
    addMean(crop, extreme(density, middle, nucleusShare, -1), sums, 3);
  }
  return { cells: crops.length, sums: [...sums] };
}

/** Density of each pixel, all channels together. */
function densities({ rgb }: RgbPicture): Float64Array {
  return Float64Array.from({ length: rgb.length / 3 }, (_, pixel) => densityOf[rgb[3 * pixel]] + densityOf[rgb[3 * pixel + 1]] + densityOf[rgb[3 * pixel + 2]]);
}

function placesNear({ widthPx, heightPx }: RgbPicture, reachPx: number): number[] {
  const places: number[] = [];
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) if (Math.hypot(x + 0.5 - widthPx / 2, y + 0.5 - heightPx / 2) <= reachPx) places.push(y * widthPx + x);
  }
  return places;
}

/** The lightest (1) or darkest (-1) share of some pixels. */
function extreme(density: Float64Array, places: readonly number[], share: number, direction: 1 | -1): readonly number[] {
  return places.toSorted((a, b) => direction * (density[a] - density[b])).slice(0, Math.max(1, Math.round(share * places.length)));
}

function addMean({ rgb }: RgbPicture, places: readonly number[], sums: Float64Array, at: number): void {
  for (const place of places) for (let channel = 0; channel < 3; channel++) sums[at + channel] += densityOf[rgb[3 * place + channel]] / places.length;
}
