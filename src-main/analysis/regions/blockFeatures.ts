import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/** What a block of a slide looks like at about 1 µm a pixel. Shares are 0 to 1. */
export interface BlockFeatures {
  /** Share of pixels that hold anything but bare glass. */
  readonly coverage: number;
  /** Mean optical density (natural logarithm, mean of the channels) of the covered pixels; 0 where none is. */
  readonly density: number;
  /** Share of pixels stained as nuclei are: dark purple or blue. */
  readonly nuclei: number;
  /** Green light through what is taken for glass over the mean of red and blue: about 1. Stain takes green away first, so less where it is tissue. */
  readonly glassGreen: number;
  /** Share of covered pixels more than 9 µm from bare glass: a sheet and not cells lying side by side. */
  readonly deep: number;
  /** How much of the contrast lies in detail finer than 3 µm; falls with blur, about 0.1 to 0.6. */
  readonly sharpness: number;
  /** How far the channels differ, as a share of the density: about 0.3 to 1 for stain, near 0 for ink, print and dirt. */
  readonly chroma: number;
  /** Share of covered pixels that let green through best: no Romanowsky stain does. */
  readonly foreign: number;
}

/** Light through bare glass, red, green, blue, 1 to 255. */
export type GlassColour = readonly [number, number, number];

/** Optical density from which a pixel holds something: bare glass varies by less. */
const coveredDensity = 0.09;
/** Optical density in red of a nucleus at least; red cells are below. */
const nucleusDensity = 0.25;
const deepMicrometres = 9;

/** The light of bare glass in a picture: the bright end of each channel, beyond specks of glare. */
export function glassColour(picture: RgbPicture): GlassColour {
  const level = (channel: number) => {
    const counts = new Uint32Array(256);
    for (let i = channel; i < picture.rgb.length; i += 3) counts[picture.rgb[i]] += 1;
    let left = 0.04 * picture.widthPx * picture.heightPx;
    for (let value = 255; value > 0; value -= 1) if ((left -= counts[value]) < 0) return value;
    return 1;
  };
  return [level(0), level(1), level(2)];
}

/** Measures a block. `micrometresPerPixel` of the picture, about 0.6 to 1.6; at least 4 x 4 px, else nothing can be said and all is 0. */
export function blockFeatures(picture: RgbPicture, glass: GlassColour, micrometresPerPixel: number): BlockFeatures {
  const { widthPx, heightPx, rgb } = picture;
  if (widthPx < 4 || heightPx < 4) return { coverage: 0, density: 0, nuclei: 0, glassGreen: 1, deep: 0, sharpness: 0, chroma: 0, foreign: 0 };
  const size = widthPx * heightPx;
  const densities = new Float32Array(size);
  const covered = new Uint8Array(size);
  const tables = glass.map((light) => Float32Array.from({ length: 256 }, (_, value) => Math.max(0, Math.log(light / Math.max(1, value)))));
  const counts = { covered: 0, nuclei: 0, spread: 0, foreign: 0, density: 0 };
  for (let at = 0, i = 0; at < size; at += 1, i += 3) {
    const red = tables[0][rgb[i]];
    const green = tables[1][rgb[i + 1]];
    const blue = tables[2][rgb[i + 2]];
    const density = (red + green + blue) / 3;
    densities[at] = density;
    if (density < coveredDensity) continue;
    covered[at] = 1;
    counts.covered += 1;
    counts.density += density;
    if (red > nucleusDensity && green > red * 0.9 && green > blue) counts.nuclei += 1;
    counts.spread += Math.max(red, green, blue) - Math.min(red, green, blue);
    // Eosin and azure both absorb green more than one of the others: what absorbs it least is no such stain.
    if (green < 0.85 * Math.min(red, blue)) counts.foreign += 1;
  }
  const share = (count: number) => (counts.covered === 0 ? 0 : count / counts.covered);
  return {
    coverage: counts.covered / size,
    density: share(counts.density),
    nuclei: counts.nuclei / size,
    glassGreen: (2 * glass[1]) / (glass[0] + glass[2]),
    deep: share(deepPixels(covered, widthPx, heightPx, deepMicrometres / micrometresPerPixel)),
    sharpness: sharpness(densities, widthPx, heightPx, micrometresPerPixel),
    chroma: counts.density === 0 ? 0 : counts.spread / counts.density,
    foreign: share(counts.foreign),
  };
}

/** Covered pixels further than `reachPx` from any bare one, by the two-pass 3-4 chamfer distance (Borgefors 1986). Beyond the edge nothing is known. */
function deepPixels(covered: Uint8Array, widthPx: number, heightPx: number, reachPx: number): number {
  const far = 30_000;
  const distance = new Uint16Array(covered.length);
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= widthPx || y >= heightPx ? far : distance[y * widthPx + x]);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      if (covered[y * widthPx + x]) distance[y * widthPx + x] = Math.min(far, at(x - 1, y) + 3, at(x, y - 1) + 3, at(x - 1, y - 1) + 4, at(x + 1, y - 1) + 4);
    }
  }
  let deep = 0;
  for (let y = heightPx - 1; y >= 0; y -= 1) {
    for (let x = widthPx - 1; x >= 0; x -= 1) {
      const place = y * widthPx + x;
      distance[place] = Math.min(distance[place], at(x + 1, y) + 3, at(x, y + 1) + 3, at(x + 1, y + 1) + 4, at(x - 1, y + 1) + 4);
      if (distance[place] > 3 * reachPx) deep += 1;
    }
  }
  return deep;
}

/** Root mean square of differences over about 1.5 µm against those over about 5 µm: a blurred edge has only the latter. */
function sharpness(densities: Float32Array, widthPx: number, heightPx: number, micrometresPerPixel: number): number {
  const near = Math.max(1, Math.round(1.5 / micrometresPerPixel));
  const wide = Math.max(near + 1, Math.round(5 / micrometresPerPixel));
  const meanSquare = (step: number) => {
    let sum = 0;
    let count = 0;
    for (let y = 0; y < heightPx - step; y += 1) {
      for (let x = 0; x < widthPx - step; x += 1) {
        const place = y * widthPx + x;
        sum += (densities[place] - densities[place + step]) ** 2 + (densities[place] - densities[place + step * widthPx]) ** 2;
        count += 2;
      }
    }
    return count === 0 ? 0 : sum / count;
  };
  const wideContrast = meanSquare(wide);
  return wideContrast < 1e-5 ? 0 : Math.sqrt(meanSquare(near) / wideContrast);
}
