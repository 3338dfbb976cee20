// Slides of plain dots on a light ground, and a detector and classifier that really find and name them by darkness and
// colour: small, fast and exact, for tests of the count that need no network.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CellCall, DetectedCell } from '#main/analysis/cells.ts';
import type { CountTools } from '#main/cases/countTools.ts';
import type { CountModels } from '#main/service/countModels.ts';
import { writePyramidalTiff } from '#main/slides/tiff/writePyramidalTiff.ts';

export const dotMicrometresPerPixel = 0.46;
/** What the dots mean, by the channel that is brightest in them; a grey dot can't be named. */
const dotClasses: readonly ClassCode[] = ['NGS', 'LYT', 'ART'];
const dotColours: readonly (readonly [number, number, number])[] = [[140, 40, 40], [40, 140, 40], [40, 40, 140], [60, 60, 60]];
const pitchPx = 56;
const radiusPx = 12;

/** A picture with a dot in about half of the places of a grid, each of a random colour. */
export function dotPicture(widthPx: number, heightPx: number, seed: number, share = 0.5): RgbPicture {
  const picture = blankPicture(widthPx, heightPx, 236);
  const random = seededRandom(seed);
  for (let y = pitchPx / 2; y + radiusPx < heightPx; y += pitchPx) {
    for (let x = pitchPx / 2; x + radiusPx < widthPx; x += pitchPx) {
      const colour = dotColours[random.below(dotColours.length)];
      const [dx, dy] = [random.between(-9, 9), random.between(-9, 9)];
      if (random.uniform() < share) drawDot(picture, x + dx, y + dy, colour);
    }
  }
  return picture;
}

function drawDot({ widthPx, heightPx, rgb }: RgbPicture, centreX: number, centreY: number, colour: readonly [number, number, number]): void {
  for (let y = Math.max(0, Math.floor(centreY - radiusPx)); y < Math.min(heightPx, centreY + radiusPx); y++) {
    for (let x = Math.max(0, Math.floor(centreX - radiusPx)); x < Math.min(widthPx, centreX + radiusPx); x++) {
      if ((x - centreX) ** 2 + (y - centreY) ** 2 < radiusPx ** 2) rgb.set(colour, 3 * (y * widthPx + x));
    }
  }
}

/** Writes a tiled TIFF of dots; in a share of the usual light. */
export async function writeDotSlide(file: string, sidePx: number, seed: number, share?: number, light = 1): Promise<void> {
  const { rgb } = dotPicture(sidePx, sidePx, seed, share), lit = rgb.map((value) => Math.round(value * light));
  await writePyramidalTiff({
    path: file, widthPx: sidePx, heightPx: sidePx, micrometresPerPixel: dotMicrometresPerPixel, description: 'aperio',
    readStrip: (yPx, heightPx) => ({ widthPx: sidePx, heightPx, rgb: lit.subarray(3 * sidePx * yPx, 3 * sidePx * (yPx + heightPx)) }),
  });
}

/** Writes a folder of field pictures of dots; a share of 0 makes an empty field. */
export async function writeDotFolder(folder: string, shares: readonly number[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [index, share] of shares.entries()) {
    const { rgb, widthPx, heightPx } = dotPicture(400, 400, 100 + index, share);
    await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png().toFile(path.join(folder, `field-${String(index)}.png`));
  }
}

const dark = (rgb: Uint8Array, pixel: number): boolean => rgb[3 * pixel] + rgb[3 * pixel + 1] + rgb[3 * pixel + 2] < 450;

/** Connected dark pixels of at least a tenth of a dot. */
export function findDots({ widthPx, heightPx, rgb }: RgbPicture): DetectedCell[] {
  const seen = new Uint8Array(widthPx * heightPx);
  const cells: DetectedCell[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] || !dark(rgb, start)) continue;
    const waiting = [start];
    seen[start] = 1;
    let [left, top, right, bottom, size] = [widthPx, heightPx, 0, 0, 0];
    for (let pixel = waiting.pop(); pixel !== undefined; pixel = waiting.pop()) {
      const [x, y] = [pixel % widthPx, Math.floor(pixel / widthPx)];
      [left, top, right, bottom, size] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y), size + 1];
      for (const [nextX, nextY] of [[x - 1, y], [x + 1, y], [x, y - 1], [x, y + 1]]) {
        const next = nextY * widthPx + nextX;
        if (nextX < 0 || nextY < 0 || nextX >= widthPx || nextY >= heightPx || seen[next] || !dark(rgb, next)) continue;
        seen[next] = 1;
        waiting.push(next);
      }
    }
    if (size >= 45) cells.push({ score: Math.min(1, size / 450), box: { xPx: left, yPx: top, widthPx: right - left + 1, heightPx: bottom - top + 1 } });
  }
  return cells;
}

/** Names a dot by the brightest channel of its middle, with probabilities that follow how bright it is. */
export function nameDot({ widthPx, heightPx, rgb }: RgbPicture): CellCall {
  const middle = 3 * (Math.floor(heightPx / 2) * widthPx + Math.floor(widthPx / 2));
  const channels = [...rgb.subarray(middle, middle + 3)];
  const sum = channels.reduce((total, value) => total + value, 0) || 1;
  const best = channels.indexOf(Math.max(...channels));
  const named = channels[best] / sum > 0.42;
  return { code: named ? dotClasses[best] : 'UNK', forcedCode: dotClasses[best], probabilities: Float32Array.from(channels, (value) => value / sum), familiarity: named ? 1 : 0 };
}

/** Regions of 256 px over every usable field, in a seeded order. */
export const chooseDotRegions: CountTools['chooseRegions'] = (source, scaleOfField, { seed }) => {
  const regions = source.fields.filter(({ name, problem }) => problem === undefined && scaleOfField(name) !== undefined).flatMap(({ name, box }) => {
    const inField = [];
    for (let yPx = 0; yPx < box.heightPx; yPx += 256) {
      for (let xPx = 0; xPx < box.widthPx; xPx += 256) {
        inField.push({ field: name, box: { xPx: box.xPx + xPx, yPx: box.yPx + yPx, widthPx: Math.min(256, box.widthPx - xPx), heightPx: Math.min(256, box.heightPx - yPx) } });
      }
    }
    return inField;
  });
  return Promise.resolve({ regions: shuffle(regions, seededRandom(seed)), map: { blocks: [] }, verdict: { kind: 'smear', reasons: [] }, leftOut: [] });
};

/** Models for dots. `pauseMs` makes each region take that long, so that a test can kill in the middle of one. */
export function dotModels(pauseMs = 0): CountModels {
  const pause = () => (pauseMs > 0 ? new Promise<void>((resolve) => { setTimeout(resolve, pauseMs); }) : Promise.resolve());
  return {
    detector: {
      thresholds: { nucleatedCell: 0.1, redCell: 1, platelet: 1 },
      detect: async (picture) => { await pause(); return { nucleated: findDots(picture), redCells: [], platelets: [] }; },
    },
    classifier: { classes: dotClasses, classify: async (crops) => { await pause(); return crops.map(nameDot); } },
    classifierVersion: 'dots@1',
    measureScale: () => Promise.resolve({ micrometresPerPixel: dotMicrometresPerPixel, origin: 'redCells', redCells: 0, spread: 0, groups: [], unknown: [], scaleOfField: () => dotMicrometresPerPixel }),
    chooseRegions: chooseDotRegions,
    classes: dotClasses, cards: [{ role: 'Names cells', name: 'dots', version: '1', sha256: '0'.repeat(64) }],
    confusionOf: () => undefined, provider: 'cpu', notes: [],
    rejectedProviders: [],
    release: () => Promise.resolve(),
  };
}
