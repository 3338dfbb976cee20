import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { Detector } from '../detection/detector.ts';
import { redCellMicrometres } from '../detection/detectorOutput.ts';
import { median, redCellEvidence } from './redCellEvidence.ts';
import { edgeMicrometres, leastSingles, readingBias, readingFactor, sizesNearScale } from './scaleEvidence.ts';

/**
 * Scales tried, finest first: each 1.35 times the last, from an enlarged picture taken with oil to a low dry lens. Red cells are found over a
 * range of 0.7 to 1.4.
 */
export const triedScales: readonly number[] = Array.from({ length: 15 }, (_, i) => 0.03 * 1.35 ** (i - 2));
/** A picture less than so many red cells wide is not asked: one found there by chance would cover much of it. */
const leastCellsAcross = 2;
/** An assumption is trusted less the further its red cells are from 7.5 µm, by this spread of the natural logarithm. */
const consistency = 0.4;
/** Pictures on which all scales are tried; one more adds little and costs much. */
const mostTried = 6;
/** A rival at another scale with this share of the best support leaves the question open. */
const rivalShare = 0.85;
const rivalFactor = 1.6;
const refinements = 4;
/** The detector's boxes only say where to look, so the second round seldom changes anything. */
const edgeRounds = 3;

/** A scale that fits the red cells of some pictures. */
export interface FoundScale {
  readonly micrometresPerPixel: number;
  /** Diameters by the detector of the red cells that fit it, in micrometres at this scale. */
  readonly diametersUm: readonly number[];
  /** Diameters by their edge of those that lie singly and are round. */
  readonly singlesUm: readonly number[];
  /** Mean share of the pictures that red cells cover. */
  readonly support: number;
}

/**
 * The scale at which the pictures, all of one camera, show most red cells, of 7.5 µm: all scales are tried on a few pictures, and
 * the best is made finer on all. Undefined where red cells are too few to tell, or two scales fit alike.
 */
export async function findScale(pictures: readonly RgbPicture[], detector: Detector, context: WorkContext = {}): Promise<FoundScale | undefined> {
  const tried: { scale: number; weight: number }[] = [];
  const some = pictures.slice(0, mostTried);
  for (const [index, scale] of triedScales.entries()) {
    context.report?.({ stage: 'Measuring the scale from red cells', done: index, total: triedScales.length });
    const wideEnough = some.filter(({ widthPx, heightPx }) => Math.min(widthPx, heightPx) * scale >= leastCellsAcross * redCellMicrometres);
    const { support, diametersUm } = await pooledEvidence(wideEnough, scale, detector, context);
    const distance = Math.log(median(diametersUm) / redCellMicrometres) / consistency;
    tried.push({ scale, weight: diametersUm.length === 0 ? 0 : support * Math.exp((-distance * distance) / 2) });
  }
  const best = tried.reduce((a, b) => (b.weight > a.weight ? b : a));
  const isRival = ({ scale, weight }: (typeof tried)[number]) => weight > rivalShare * best.weight && Math.abs(Math.log(scale / best.scale)) > Math.log(rivalFactor);
  if (best.weight === 0 || tried.some(isRival)) return undefined;
  const refined = await refineScale(pictures, best.scale, detector, context);
  return refined && byTheirEdges(pictures, refined, detector, context);
}

/** Replaces a scale by what the edges of single round red cells say, where they are enough. */
async function byTheirEdges(pictures: readonly RgbPicture[], refined: FoundScale, detector: Detector, context: WorkContext): Promise<FoundScale> {
  let found = refined;
  for (let i = 0; i < edgeRounds; i += 1) {
    const diametersPx: number[] = [];
    for (const picture of pictures) {
      throwIfCancelled(context.signal);
      diametersPx.push(...(await sizesNearScale(picture, found.micrometresPerPixel, detector)).edgesPx);
    }
    // Too few: what is found already stands.
    if (diametersPx.length < leastSingles) return i > 0 ? found : { ...found, singlesUm: diametersPx.map((px) => px * found.micrometresPerPixel) };
    const micrometresPerPixel = edgeMicrometres / median(diametersPx);
    const change = micrometresPerPixel / found.micrometresPerPixel;
    found = {
      ...found, micrometresPerPixel,
      diametersUm: found.diametersUm.map((diameter) => diameter * change), singlesUm: diametersPx.map((px) => px * micrometresPerPixel),
    };
    if (Math.abs(Math.log(change)) < 0.01) break;
  }
  return found;
}

/** Moves a scale that is right within about a third until the red cells found at it are 7.5 µm across. */
async function refineScale(pictures: readonly RgbPicture[], start: number, detector: Detector, context: WorkContext): Promise<FoundScale | undefined> {
  let scale = start;
  for (let i = 0; i < refinements; i += 1) {
    let factor = readingFactor;
    let { support, diametersUm } = await pooledEvidence(pictures, scale * factor, detector, context);
    // A start that is itself too fine may leave none to be seen a fifth smaller still.
    if (diametersUm.length === 0) {
      factor = 1;
      ({ support, diametersUm } = await pooledEvidence(pictures, scale, detector, context));
    }
    if (diametersUm.length === 0) return undefined;
    const inMicrometres = (readAs: number) => readAs / factor / (factor === 1 ? 1 : readingBias);
    const change = redCellMicrometres / inMicrometres(median(diametersUm));
    scale *= change;
    const isLast = i === refinements - 1 || Math.abs(Math.log(change)) < 0.02;
    if (isLast) return { micrometresPerPixel: scale, diametersUm: diametersUm.map((readAs) => inMicrometres(readAs) * change), singlesUm: [], support };
  }
  return undefined;
}

async function pooledEvidence(pictures: readonly RgbPicture[], scale: number, detector: Detector, context: WorkContext): Promise<{ support: number; diametersUm: number[] }> {
  const diametersUm: number[] = [];
  let support = 0;
  for (const picture of pictures) {
    throwIfCancelled(context.signal);
    const evidence = await redCellEvidence(picture, scale, detector);
    diametersUm.push(...evidence.diametersUm);
    support += evidence.support / pictures.length;
  }
  return { support, diametersUm };
}
