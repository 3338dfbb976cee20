import type { Settings } from '#shared/contract/settingsCommands.ts';
import { isClassCode } from '#shared/taxonomy/cellClasses.ts';
import { settingsTexts } from '../texts/settings.ts';

type Threshold = Settings['thresholds'][number];

/** A limit as typed: classes as codes, "BLA, PMO". */
export interface TypedThreshold { readonly name: string; readonly classes: string; readonly percent: string }

export function typedThreshold({ name, classes, percent }: Threshold): TypedThreshold {
  return { name, classes: classes.join(', '), percent: String(percent) };
}

/** The limit that was typed, or a sentence that says why it is none. */
export function readThreshold({ name, classes, percent }: TypedThreshold): { readonly threshold: Threshold } | { readonly problem: string } {
  const codes = classes.toUpperCase().split(/[\s,;+]+/).filter((code) => code !== '');
  const known = codes.filter(isClassCode);
  const unknown = codes.find((code) => !isClassCode(code));
  const share = percent.trim() === '' ? NaN : Number(percent.trim().replace(',', '.'));
  if (name.trim() === '') return { problem: settingsTexts.thresholdName };
  if (unknown !== undefined) return { problem: settingsTexts.thresholdClass(unknown) };
  if (known.length === 0) return { problem: settingsTexts.thresholdClasses };
  if (!(share > 0 && share < 100)) return { problem: settingsTexts.thresholdPercent };
  return { threshold: { name: name.trim(), classes: [...new Set(known)], percent: share } };
}
