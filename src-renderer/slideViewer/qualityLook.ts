import { slideTexts } from '../texts/slide.ts';

/** How a kind of block is drawn in the quality map. */
export interface QualityLook { readonly fill: string; readonly letter: string; readonly words: string }

/** Fills that stay apart for all kinds of colour blindness on a smear's pale pink; the letters say the same. */
const fills: Readonly<Record<string, string>> = {
  good: 'rgb(0 130 90 / 30%)', empty: 'rgb(90 90 90 / 35%)', thick: 'rgb(200 70 0 / 45%)', blurred: 'rgb(30 90 200 / 45%)',
  edge: 'rgb(60 60 60 / 25%)', dirt: 'rgb(225 190 0 / 55%)', damaged: 'rgb(20 20 20 / 55%)', unexamined: 'rgb(90 90 90 / 12%)',
};

/** A kind that this window does not know is shown under its own name. */
export function qualityLook(kind: string): QualityLook {
  const known = slideTexts.qualityKinds[kind];
  return { fill: fills[kind] ?? 'rgb(120 0 120 / 35%)', letter: known?.letter ?? kind.slice(0, 1).toUpperCase(), words: known?.words ?? kind };
}
