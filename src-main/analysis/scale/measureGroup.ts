import type { WorkContext } from '#shared/jobs/progress.ts';
import type { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { SlideField, SlideSource } from '#main/slides/slideSource.ts';
import type { Detector } from '../detection/detector.ts';
import type { FoundScale } from './findScale.ts';
import { findScale } from './findScale.ts';
import { isAlike, isSure, judgeSizes, sizesBesideScale, speakAgainst, type SizesBesideScale } from './scaleEvidence.ts';
import { fieldSamples } from './scaleSamples.ts';

/** What is measured, with what, and the fields found damaged on the way, by name. */
export interface Measuring {
  readonly source: SlideSource;
  readonly detector: Detector;
  readonly context: WorkContext;
  readonly damaged: Map<string, MyeloscopeError>;
}

/** Fields of one scale. */
export interface MeasuredGroup { readonly found: FoundScale; readonly fields: readonly SlideField[] }

/** Fields from which a group's scale is pooled, and fields that are each asked whether they agree. */
const mostPooledFields = 30;
const mostAskedFields = 600;
/** Of large fields fewer are pooled: their pixels are all kept meanwhile, 3 bytes each. */
const mostPooledPx = 6e7;
/** Fewer fields that say the same scale by themselves are chance. */
const leastAgreed = 2;
export const seed = 1;

/**
 * The scale of fields that one camera may have taken, from their red cells together. Fields whose red cells contradict it are measured together
 * as another camera's. Fields with too few red cells to say get the scale of the others only where they
 * say it together, or nothing speaks for a second camera. Fields in none of the
 * groups could not be measured.
 */
export async function measureGroup(measuring: Measuring, fields: readonly SlideField[]): Promise<MeasuredGroup[]> {
  const pooled = await pooledScale(measuring, fields);
  const found = pooled ?? await scaleOfMost(measuring, fields);
  if (!found) return [];
  if (fields.length === 1) return [{ found, fields }];
  const { like, unlike, silent, sizesOfSilent } = await askFields(measuring, fields, found);
  // Cells too few in each picture may still say together that another camera took them.
  const ofSilent = silent.length > 1 ? await pooledScale(measuring, silent) : undefined;
  const silentDiffer = ofSilent ? !isAlike(ofSilent.micrometresPerPixel, found.micrometresPerPixel) : speakAgainst(sizesOfSilent);
  const apart = silentDiffer ? [...unlike, ...silent] : unlike;
  // A scale that no field bears out is no scale.
  if (apart.length === fields.length) return [];
  const others = apart.length > 0 ? await measureGroup(measuring, apart) : [];
  const hasAnother = others.some((other) => !isAlike(other.found.micrometresPerPixel, found.micrometresPerPixel));
  // One picture of another camera among many is no reason to leave those out that say this scale together.
  const lent = pooled && !silentDiffer && (ofSilent !== undefined || !hasAnother) ? silent : [];
  if (like.length + lent.length === 0) return others;
  // Measured of another camera's fields too, or of each by itself, it is measured again of those together that it fits.
  const ofLike = pooled && apart.length === 0 ? pooled : await pooledScale(measuring, like) ?? pooled;
  return ofLike ? [{ found: ofLike, fields: [...like, ...lent] }, ...others] : others;
}

/** Samples of a field; one of which nothing could be decoded is noted as damaged. */
async function samplesOf({ source, damaged }: Measuring, field: SlideField): Promise<readonly RgbPicture[]> {
  const { pictures, damage } = await fieldSamples(source, field, seed);
  if (damage) damaged.set(field.name, damage);
  return pictures;
}

/** The scale of some fields taken together; undefined where it is not sure. */
async function pooledScale(measuring: Measuring, fields: readonly SlideField[]): Promise<FoundScale | undefined> {
  const pictures: RgbPicture[] = [];
  let pooledFields = 0, pooledPx = 0;
  for (const field of fields) {
    if (pooledFields === mostPooledFields || pooledPx > mostPooledPx) break;
    const samples = await samplesOf(measuring, field);
    pictures.push(...samples);
    pooledPx += samples.reduce((sum, { widthPx, heightPx }) => sum + widthPx * heightPx, 0);
    if (!measuring.damaged.has(field.name)) pooledFields += 1;
  }
  const found = pictures.length > 0 ? await findScale(pictures, measuring.detector, measuring.context) : undefined;
  return found && isSure(found) ? found : undefined;
}

/**
 * Of the scales that fields say by themselves, the middle one of the most that agree, two at least: fields of several cameras may say nothing
 * together, and of many fields one says something by chance.
 */
async function scaleOfMost(measuring: Measuring, fields: readonly SlideField[]): Promise<FoundScale | undefined> {
  const own: FoundScale[] = [];
  await eachAsked(measuring, fields, async (_, pictures) => {
    const found = await findScale(pictures, measuring.detector, { signal: measuring.context.signal });
    if (found && isSure(found)) own.push(found);
  });
  const groups = own.map((one) => own.filter((other) => isAlike(one.micrometresPerPixel, other.micrometresPerPixel)));
  const largest = groups.reduce<FoundScale[]>((a, b) => (b.length > a.length ? b : a), []);
  const sorted = largest.toSorted((a, b) => a.micrometresPerPixel - b.micrometresPerPixel);
  if (sorted.length < leastAgreed) return undefined;
  const middle = sorted[sorted.length >> 1];
  return { ...middle, diametersUm: largest.flatMap(({ diametersUm }) => diametersUm), singlesUm: largest.flatMap(({ singlesUm }) => singlesUm) };
}

interface Answers {
  readonly like: readonly SlideField[];
  readonly unlike: readonly SlideField[];
  /** Too few red cells to say by themselves, not asked, or damaged. */
  readonly silent: readonly SlideField[];
  readonly sizesOfSilent: SizesBesideScale;
}

/** Whether the red cells of each field fit a scale. */
async function askFields(measuring: Measuring, fields: readonly SlideField[], { micrometresPerPixel }: FoundScale): Promise<Answers> {
  const like: SlideField[] = [], unlike: SlideField[] = [], byEdge: number[] = [], byBox: number[] = [];
  await eachAsked(measuring, fields, async (field, pictures) => {
    const sizes = await sizesBesideScale(pictures, micrometresPerPixel, measuring.detector);
    let answer = judgeSizes(sizes);
    // At a scale that is far from its own a picture full of red cells shows none.
    const own = answer === 'silent' ? await findScale(pictures, measuring.detector, { signal: measuring.context.signal }) : undefined;
    if (own && isSure(own)) answer = isAlike(own.micrometresPerPixel, micrometresPerPixel) ? 'like' : 'unlike';
    if (answer === 'like') like.push(field);
    else if (answer === 'unlike') unlike.push(field);
    else {
      byEdge.push(...sizes.byEdge);
      byBox.push(...sizes.byBox);
    }
  });
  const said = new Set([...like, ...unlike]);
  return { like, unlike, silent: fields.filter((field) => !said.has(field)), sizesOfSilent: { byEdge, byBox } };
}

async function eachAsked(measuring: Measuring, fields: readonly SlideField[], ask: (field: SlideField, pictures: readonly RgbPicture[]) => Promise<void>): Promise<void> {
  const asked = fields.slice(0, mostAskedFields);
  for (const [index, field] of asked.entries()) {
    throwIfCancelled(measuring.context.signal);
    measuring.context.report?.({ stage: 'Comparing the scale of the fields', done: index, total: asked.length });
    if (measuring.damaged.has(field.name)) continue;
    const pictures = await samplesOf(measuring, field);
    if (pictures.length > 0) await ask(field, pictures);
  }
}
