import type { Settings } from '#shared/contract/settingsCommands.ts';
import type { ClassBook } from '#shared/taxonomy/classBook.ts';
import { settingsTexts } from '../texts/settings.ts';
import { typedNumber } from '../ui/typedNumber.ts';

type Threshold = Settings['thresholds'][number];

/** A limit as typed: classes by their letters, "BLA, PMO". */
export interface TypedThreshold { readonly name: string; readonly classes: string; readonly percent: string }

export function typedThreshold({ name, classes, percent }: Threshold, { lettersOf }: ClassBook): TypedThreshold {
  return { name, classes: classes.map(lettersOf).join(', '), percent: String(percent) };
}

/** The limit that was typed, or a sentence that says why it is none. */
export function readThreshold({ name, classes, percent }: TypedThreshold, { codes, lettersOf }: ClassBook): { readonly threshold: Threshold } | { readonly problem: string } {
  const letters = classes.toUpperCase().split(/[\s,;+]+/).filter((word) => word !== '');
  const known = codes.filter((code) => letters.includes(lettersOf(code)));
  const unknown = letters.find((word) => !codes.some((code) => lettersOf(code) === word));
  const share = typedNumber(percent);
  if (name.trim() === '') return { problem: settingsTexts.thresholdName };
  if (unknown !== undefined) return { problem: settingsTexts.thresholdClass(unknown) };
  if (known.length === 0) return { problem: settingsTexts.thresholdClasses };
  if (!(share > 0 && share < 100)) return { problem: settingsTexts.thresholdPercent };
  return { threshold: { name: name.trim(), classes: known, percent: share } };
}
