import type { BlockFeatures } from './blockFeatures.ts';
import type { BlockQuality } from './regionChoice.ts';

/**
 * Bounds between qualities. Of 1,220 real blood and marrow fields coverage lies between 0.31 and 0.85, `deep` below 0.1 (0.36 when blurred
 * by 2 µm), sharpness above 0.5 (0.41 to 0.51 when blurred by 2 µm); drawn tissue sections and photographs have `deep` above 0.4.
 * `glassGreen` is above 0.89 in them, above 0.92 in drawn smears of all looks, and 0.76 to 0.79 in drawn tissue filled with nuclei.
 */
const bounds = { leastCoverage: 0.05, mostCoverage: 0.93, mostDeep: 0.4, leastSharpness: 0.43, mostForeign: 0.3, leastChroma: 0.1, inkDensity: 0.35, leastGlassGreen: 0.84 } as const;

/** What a block is good for, by its looks at about 1 µm a pixel. */
export function judgeBlock(features: BlockFeatures): BlockQuality {
  if (features.coverage < bounds.leastCoverage) return 'empty';
  if (features.foreign > bounds.mostForeign || (features.chroma < bounds.leastChroma && features.density > bounds.inkDensity)) return 'dirt';
  if (features.coverage > bounds.mostCoverage || features.deep > bounds.mostDeep || features.glassGreen < bounds.leastGlassGreen) return 'thick';
  return features.sharpness < bounds.leastSharpness ? 'blurred' : 'good';
}
