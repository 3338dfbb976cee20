import { seededRandom } from '../random/seededRandom.ts';

/** Lower and upper end of a 95 % interval. */
export type Interval = readonly [low: number, high: number];

export interface BootstrapOptions {
  /** The same seed gives the same intervals on every machine. */
  readonly seed?: number;
  readonly resamples?: number;
}

/** A figure of a weighted sample, or null where that sample does not have it. */
export type NamedFigures = Readonly<Record<string, number | null>>;

/**
 * 95 % percentile intervals (Efron 1979) of figures, by drawing whole groups with replacement: cells of one patient, picture or
 * overlap group are not independent of one another. With few groups (under about 20) such intervals are too narrow.
 *
 * @param groups the group of each member; members with `undefined` are a group each
 * @param figuresOf the figures of the sample in which member i counts `weights[i]` times
 * @returns an interval a figure. None is given for a figure that fewer than half of the samples have; for one that came out the same in
 *   every sample (0 of 8 cells right stays 0 of 8 however it is drawn, which is no certainty); nor for any with under two groups
 */
export function bootstrapIntervals(
  groups: readonly (string | undefined)[],
  figuresOf: (weights: Uint16Array) => NamedFigures,
  { seed = 1, resamples = 1000 }: BootstrapOptions = {},
): Record<string, Interval> {
  const { groupOf, count } = numberGroups(groups);
  if (count < 2) return {};
  const random = seededRandom(seed);
  const drawn = new Uint16Array(count);
  const weights = new Uint16Array(groups.length);
  const values = new Map<string, number[]>();
  for (let resample = 0; resample < resamples; resample++) {
    drawn.fill(0);
    for (let draw = 0; draw < count; draw++) drawn[random.below(count)]++;
    for (let member = 0; member < weights.length; member++) weights[member] = drawn[groupOf[member]];
    for (const [name, value] of Object.entries(figuresOf(weights))) {
      if (value === null || !Number.isFinite(value)) continue;
      const seen = values.get(name);
      if (seen) seen.push(value);
      else values.set(name, [value]);
    }
  }
  const intervals: Record<string, Interval> = {};
  for (const [name, seen] of values) {
    if (seen.length * 2 < resamples) continue;
    seen.sort((a, b) => a - b);
    if (seen[0] < seen.at(-1)!) intervals[name] = [quantile(seen, 0.025), quantile(seen, 0.975)];
  }
  return intervals;
}

/** How many groups there are; members without one are a group each. */
export function countGroups(groups: readonly (string | undefined)[]): number {
  return numberGroups(groups).count;
}

function numberGroups(groups: readonly (string | undefined)[]): { groupOf: Int32Array; count: number } {
  const numbers = new Map<string, number>();
  let count = 0;
  const groupOf = Int32Array.from(groups, (group) => {
    if (group === undefined) return count++;
    const known = numbers.get(group);
    if (known !== undefined) return known;
    numbers.set(group, count);
    return count++;
  });
  return { groupOf, count };
}

/** Quantile of ascending values, linear between neighbours. */
function quantile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
}
