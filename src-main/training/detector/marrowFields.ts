import { join } from 'node:path';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { readCommaSeparated } from './commaSeparated.ts';
import type { PictureReader } from './bloodFields.ts';
import type { TrainingField } from './trainingField.ts';

/** 137 px are 22 µm in both marrow sets. */
export const marrowMicrometresPerPixel = 22 / 137;

/** Within this distance of a labelled middle everything is known: it is that cell. */
const knownRadiusPx = 4 / marrowMicrometresPerPixel;
/** A nucleus may be this far beyond its darkest part. */
const nucleusRimPx = Math.round(1.5 / marrowMicrometresPerPixel);
/** Optical density in red above which a stained nucleus may lie, against the picture's background. */
const nucleusDensity = 0.32;
/** Unknown area of the re-joined fields is exactly this grey. */
const unknownGrey = 235;

/** A marrow picture, its labelled middles, and the group of overlapping pictures it belongs to. */
export interface MarrowPicture { readonly field: TrainingField; readonly overlapGroup: string }

/**
 * Where a marrow picture says nothing: grey unknown area, and whatever may be a nucleus that nobody labelled.
 * Background and red cells remain: from them the network learns what is no nucleated cell.
 */
export function unlabelledMarrow(picture: RgbPicture, centres: TrainingField['centres']): Uint8Array {
  const { widthPx, heightPx, rgb } = picture;
  const brightest: number[] = [];
  for (let i = 0; i < rgb.length; i += 3 * 7) if (!(rgb[i] === unknownGrey && rgb[i + 1] === unknownGrey && rgb[i + 2] === unknownGrey)) brightest.push(rgb[i]);
  brightest.sort((a, b) => a - b);
  const background = brightest[Math.floor(brightest.length * 0.95)] ?? 255;
  const darkest = background * Math.exp(-nucleusDensity);
  const mask = new Uint8Array(widthPx * heightPx);
  const mark = (x: number, y: number, radius: number) => {
    for (let v = Math.max(0, y - radius); v <= Math.min(heightPx - 1, y + radius); v += 1) {
      mask.fill(1, v * widthPx + Math.max(0, x - radius), v * widthPx + Math.min(widthPx - 1, x + radius) + 1);
    }
  };
  for (let y = 0; y < heightPx; y += 2) {
    for (let x = 0; x < widthPx; x += 2) {
      const i = 3 * (y * widthPx + x);
      const isUnknown = rgb[i] === unknownGrey && rgb[i + 1] === unknownGrey && rgb[i + 2] === unknownGrey;
      // Nuclei absorb red most; a red cell absorbs green and blue more than red.
      if (isUnknown) mark(x, y, 3);
      else if (rgb[i] < darkest && rgb[i + 2] > rgb[i]) mark(x, y, nucleusRimPx);
    }
  }
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      if (centres.some((centre) => Math.hypot(x - centre.xPx, y - centre.yPx) < knownRadiusPx)) mask[y * widthPx + x] = 0;
    }
  }
  return mask;
}

function marrowPicture(name: string, source: string, picture: RgbPicture, centres: TrainingField['centres'], overlapGroup: string): MarrowPicture {
  const field: TrainingField = {
    name, source, picture, centres, micrometresPerPixel: marrowMicrometresPerPixel, cells: [],
    unlabelled: unlabelledMarrow(picture, centres), labelsRedCells: false,
  };
  return { field, overlapGroup };
}

/** The re-joined marrow fields with the middles somebody labelled; not every cell is. Throws `bad-input` on missing files. */
export async function readMarrowFields(dataDirectory: string, readPicture: PictureReader): Promise<MarrowPicture[]> {
  const rows = await readCommaSeparated(join(dataDirectory, 'marrow-fields', 'centres.csv'), ['image', 'x', 'y', 'overlap_group']);
  const files = [...new Set(rows.map((row) => row.get('image')!))];
  return Promise.all(files.map(async (file) => {
    const own = rows.filter((row) => row.get('image') === file);
    const picture = await readPicture(join(dataDirectory, 'marrow-fields', 'images', file));
    const centres = own.map((row) => ({ xPx: Number(row.get('x')), yPx: Number(row.get('y')) }));
    return marrowPicture(`marrow-fields/${file}`, 'marrow-fields', picture, centres, own[0].get('overlap_group')!);
  }));
}

/** The single marrow cells: each stands in the middle of its picture; its neighbours are not labelled. */
export async function readMarrowCells(dataDirectory: string, readPicture: PictureReader): Promise<MarrowPicture[]> {
  const rows = await readCommaSeparated(join(dataDirectory, 'marrow-cells', 'cells.csv'), ['file', 'overlap_group']);
  const pictures: MarrowPicture[] = [];
  for (const row of rows) {
    const file = row.get('file')!;
    const picture = await readPicture(join(dataDirectory, 'marrow-cells', file));
    const middle = { xPx: picture.widthPx / 2, yPx: picture.heightPx / 2 };
    pictures.push(marrowPicture(`marrow-cells/${file}`, 'marrow-cells', picture, [middle], row.get('overlap_group')!));
  }
  return pictures;
}
