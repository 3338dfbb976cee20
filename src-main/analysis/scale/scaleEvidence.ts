import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { Detector } from '../detection/detector.ts';
import { redCellMicrometres } from '../detection/detectorOutput.ts';
import { glassColour } from '../regions/blockFeatures.ts';
import { median, redCellEvidence } from './redCellEvidence.ts';
import { redCellOutline } from './redCellOutline.ts';

/**
 * Sizes are read where cells are assumed a fifth smaller than they are: there the network's boxes follow the picture, while of cells that look
 * too large, or little like those it learnt from (marrow), they shrink towards the usual size. On the train part of the blood fields the boxes are
 * then 4.5 % too wide.
 */
export const readingFactor = 0.8;
export const readingBias = 1.045;
/**
 * What a red cell measures by its edge where the box that people draw about it is 7.5 µm wide, as the scales of the blood fields are
 * reckoned. Median by camera on 80 pictures each of their train part: 6.8, 7.1 and 7.1.
 */
export const edgeMicrometres = 7;
/** Fewer single round red cells than this do not move the scale, and leave it doubtful. */
export const leastSingles = 12;
/** Fewer red cells than this of a field say nothing of its scale, and by their edges fewer than `leastEdgesForScale` bear none out. */
const leastSizes = 3;
const leastEdgesForScale = 5;
/** Round red cells cover a tenth of a blood field and a thirtieth of a marrow field; what is found by chance at a wrong scale covers a hundredth. */
const leastSupport = 0.02;
/** Of single pictures one in thirty covers more by chance: those with few round cells must be as full as blood is. */
const leastSupportOfFew = 0.06;
/** Sizes that differ by more than this (natural logarithm) are of two scales; red cells of patients differ by a tenth. */
const sameScaleLog = 0.25;

/** Whether two scales, or two sizes, may be of one camera. */
export const isAlike = (a: number, b: number): boolean => Math.abs(Math.log(a / b)) < sameScaleLog;

/** Diameters in pixels of a picture's red cells near a scale: of whole ones by the detector, of single round ones by their edge. */
export async function sizesNearScale(picture: RgbPicture, micrometresPerPixel: number, detector: Detector): Promise<{ boxesPx: number[]; edgesPx: number[] }> {
  const assumed = micrometresPerPixel * readingFactor;
  const { boxes, diametersUm } = await redCellEvidence(picture, assumed, detector);
  const glass = glassColour(picture);
  return {
    boxesPx: diametersUm.map((readAs) => readAs / readingBias / assumed),
    edgesPx: boxes.map((box) => redCellOutline(picture, glass, box)).filter((diameter) => diameter !== undefined),
  };
}

/** How many times as large as a red cell those of a field are at a scale: by their edges, and by the detector. */
export interface SizesBesideScale { readonly byEdge: readonly number[]; readonly byBox: readonly number[] }

export async function sizesBesideScale(pictures: readonly RgbPicture[], micrometresPerPixel: number, detector: Detector): Promise<SizesBesideScale> {
  const byEdge: number[] = [], byBox: number[] = [];
  for (const picture of pictures) {
    const { boxesPx, edgesPx } = await sizesNearScale(picture, micrometresPerPixel, detector);
    byEdge.push(...edgesPx.map((px) => (px * micrometresPerPixel) / edgeMicrometres));
    byBox.push(...boxesPx.map((px) => (px * micrometresPerPixel) / redCellMicrometres));
  }
  return { byEdge, byBox };
}

/** Whether red cells fit a scale. The detector's boxes shrink towards the usual size, so edges decide where there are any; too few say nothing. */
export function judgeSizes({ byEdge, byBox }: SizesBesideScale): 'like' | 'unlike' | 'silent' {
  const sizes = byEdge.length >= leastSizes ? byEdge : byBox;
  if (sizes.length < leastSizes) return 'silent';
  return isAlike(median(sizes), 1) ? 'like' : 'unlike';
}

/** Of one camera's red cells hardly any differ so much; from this share on they are of several, though their middle one may fit. */
const leastStrayShare = 0.25;
/** Whether red cells of several fields together, each too poor to be judged, speak for another scale. */
export function speakAgainst({ byEdge }: SizesBesideScale): boolean {
  return byEdge.length >= leastSizes && byEdge.filter((size) => !isAlike(size, 1)).length >= leastStrayShare * byEdge.length;
}

/**
 * Whether red cells enough bear a scale out, by their edges and by the detector's boxes alike: lobes of nuclei, platelets and grains pass for red cells at a
 * scale that is several times too coarse, but few are round on bare glass, and of that size.
 */
export function isSure({ support, singlesUm, diametersUm }: { readonly support: number; readonly singlesUm: readonly number[]; readonly diametersUm: readonly number[] }): boolean {
  return support >= (singlesUm.length < leastSingles ? leastSupportOfFew : leastSupport) && singlesUm.length >= leastEdgesForScale
    && isAlike(median(singlesUm), edgeMicrometres) && isAlike(median(diametersUm), redCellMicrometres);
}
