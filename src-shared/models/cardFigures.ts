import type { Interval } from '../evaluation/bootstrapIntervals.ts';
import type { ModelCard } from './modelCard.ts';

/** To four digits: more than is known of any figure of some hundred cells. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/**
 * Measured figures as cards hold them, rounded, each with its interval where there is one.
 *
 * @param intervals 95 %, by the names of the figures
 * @param source what they were measured on, and by which command
 */
export function cardFigures(
  figures: readonly { readonly name: string; readonly value: number; readonly count: number }[], intervals: Readonly<Record<string, Interval>>, source: { readonly on: string; readonly command?: string },
): ModelCard['figures'] {
  return figures.map(({ name, value, count }) => ({ name, value: rounded(value), ...(intervals[name] && { interval: [rounded(intervals[name][0]), rounded(intervals[name][1])] as [number, number] }), count, ...source }));
}
