import type { Settings } from '../contract/settingsCommands.ts';
import type { DecisionThreshold } from '../differential/decisionThresholds.ts';
import type { ReferenceRangeSet } from '../differential/referenceRanges.ts';
import { deliveredRanges } from '../differential/referenceRanges.ts';
import { withOwnClasses } from '../taxonomy/ownClasses.ts';
import type { Scheme } from '../taxonomy/schemes.ts';
import { bloodScheme, marrowScheme, withNeutrophilsCombined } from '../taxonomy/schemes.ts';
import { defaultSettings } from './defaultSettings.ts';

/** By what a differential is made of its counts. */
export interface CountingRules {
  readonly scheme: Scheme;
  /** Null for none. */
  readonly ranges: ReferenceRangeSet | null;
  readonly thresholds: readonly DecisionThreshold[];
  readonly printedInterval: Settings['interval'];
}

/** The rules that a laboratory has set for a kind of specimen. */
export function countingRules(specimen: 'marrow' | 'blood', settings: Settings): CountingRules {
  const usual = specimen === 'marrow' ? marrowScheme : bloodScheme;
  const scheme: Scheme = {
    ...withOwnClasses(usual, settings.ownClasses), target: settings.targets[specimen], unknownInDenominator: settings.unknownInDenominator,
    myeloidErythroid: usual.myeloidErythroid === 'none' ? 'none' : settings.myeloidErythroid, rounding: settings.rounding,
  };
  return {
    scheme: settings.neutrophilsCombined ? withNeutrophilsCombined(scheme) : scheme,
    ranges: rangesOf(specimen, settings),
    thresholds: settings.thresholds, printedInterval: settings.interval,
  };
}

/** Which setting holds the ranges of a specimen. */
export const rangeSettings = { marrow: 'ranges', blood: 'bloodRanges' } as const;

/** Ranges as delivered keep their name and whom they are of; a laboratory's own are its own, whatever they are. */
function rangesOf(specimen: 'marrow' | 'blood', settings: Settings): ReferenceRangeSet | null {
  const { source, ranges: kept } = settings[rangeSettings[specimen]];
  const letters = new Map<string, string>(settings.ownClasses.map((own) => [own.code, own.letters]));
  // Of an own class the range is kept under its place; the row stands under its letters.
  const ranges = kept.map((range) => ({ ...range, row: letters.get(range.row) ?? range.row }));
  if (ranges.length === 0) return null;
  if (JSON.stringify({ source, ranges }) === JSON.stringify(defaultSettings[rangeSettings[specimen]])) return deliveredRanges[specimen];
  return { name: 'Laboratory', source: source.trim() || 'source to be confirmed', population: 'as set by the laboratory', specimen, ranges };
}
