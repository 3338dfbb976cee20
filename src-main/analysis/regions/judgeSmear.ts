import type { BlockFeatures } from './blockFeatures.ts';
import type { BlockQuality, SmearVerdict } from './regionChoice.ts';

/** A block that was looked at. */
export interface ExaminedBlock { readonly features: BlockFeatures; readonly quality: BlockQuality }

/** Below this share of good blocks among those that hold anything, a slide is no smear, or is doubtful. */
const leastGoodShare = 0.02;
const usualGoodShare = 0.1;
/** Print and pencil have less colour than this, any stain more. */
const leastChroma = 0.12;
const mostForeign = 0.25;
/** Even blood has a nucleus in some of its blocks: below this share of pixels in all of them there is none. */
const leastNuclei = 0.0004;
/** What is taken for bare glass is tinted below this, as no real field's is: it may be tissue. */
const usualGlassGreen = 0.88;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/**
 * Whether what was looked at is a stained smear. It says no where nothing is there, where nothing has a stain's colour, or where cells
 * nowhere lie side by side with glass between; it doubts where little does, where the glass seems stained, or nothing is stained as
 * nuclei are.
 */
export function judgeSmear(blocks: readonly ExaminedBlock[]): SmearVerdict {
  if (blocks.length === 0) return { kind: 'not-a-smear', reasons: ['no part of it could be looked at'] };
  const filled = blocks.filter(({ quality }) => quality !== 'empty');
  if (filled.length === 0) return { kind: 'not-a-smear', reasons: ['there is nothing on it but bare glass'] };
  const share = (quality: BlockQuality) => filled.filter((block) => block.quality === quality).length / filled.length;
  const refusals: string[] = [];
  if (mean(filled.map(({ features }) => features.chroma)) < leastChroma) refusals.push('what is on it has no colour, like print or a drawing');
  if (mean(filled.map(({ features }) => features.foreign)) > mostForeign) refusals.push('it has colours that no smear stain gives, like a photograph');
  if (share('good') + share('blurred') < leastGoodShare) refusals.push('nowhere do cells lie side by side with bare glass between, like a tissue section, a photograph, or a smear that is too thick everywhere');
  if (refusals.length > 0) return { kind: 'not-a-smear', reasons: refusals };
  const doubts: string[] = [];
  if (share('good') < leastGoodShare) doubts.push('it is out of focus nearly everywhere');
  else if (share('good') < usualGoodShare) doubts.push('cells lie spread and sharp in only a small part of it');
  if (mean(filled.map(({ features }) => features.glassGreen)) < usualGlassGreen) doubts.push('what lies between the cells is tinted, as in a tissue section');
  if (mean(filled.map(({ features }) => features.nuclei)) < leastNuclei) doubts.push('hardly anything is stained as nuclei are');
  return { kind: doubts.length > 0 ? 'doubtful' : 'smear', reasons: doubts };
}
