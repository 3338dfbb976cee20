import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkSignal } from '#shared/jobs/workSignal.ts';
import { daisy, graebelDaisy } from './daisy.ts';
import { denseSift, graebelSift } from './denseSift.ts';
import { graebelPatterns, localBinaryPatterns } from './localBinaryPatterns.ts';
import { graebelGradients, orientedGradients } from './orientedGradients.ts';
import { colourPlanes, greyPlane } from './plane.ts';
import { polarPlane } from './polarPlane.ts';

/** Turns pictures into rows of numbers, all of one length. */
export interface FeatureExtractor {
  /** As it stands in state files and options. */
  readonly name: string;
  /** As the papers call it. */
  readonly title: string;
  /** What takes long hears the signal in between, and throws `cancelled`. */
  extract(pictures: readonly RgbPicture[], signal?: WorkSignal): Promise<Float32Array[]>;
  /** Gives back what it holds outside of the program's own memory. */
  release(): Promise<void>;
}

function fromPicture(name: string, title: string, extractOne: (picture: RgbPicture) => Float32Array): FeatureExtractor {
  return { name, title, extract: (pictures) => Promise.resolve(pictures.map(extractOne)), release: () => Promise.resolve() };
}

function joined(parts: readonly Float64Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return all;
}

/** The features of Graebel 2018 that need no network, in the order of the paper; the last two it tried first and dropped. */
export const pictureFeatures: readonly FeatureExtractor[] = [
  fromPicture('hog', 'HOG', (picture) => joined(colourPlanes(picture, 1).map((plane) => orientedGradients(plane, graebelGradients)))),
  fromPicture('shog', 'SHOG', (picture) => joined(colourPlanes(picture, 1).map((plane) => orientedGradients(polarPlane(plane), graebelGradients)))),
  fromPicture('lbp', 'LBP', (picture) => joined(colourPlanes(picture, 255).map((plane) => localBinaryPatterns(plane, graebelPatterns)))),
  fromPicture('dsift', 'Dense SIFT', (picture) => joined([denseSift(greyPlane(picture), graebelSift)])),
  fromPicture('daisy', 'Daisy', (picture) => joined([daisy(greyPlane(picture), graebelDaisy)])),
];
