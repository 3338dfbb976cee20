/**
 * What a benchmark set out to reach: at least so large a ratio, or at most so much of its unit where what a person can feel
 * decides and not what the machine could do.
 */
export type BenchAim = number | { readonly atMost: number };

/** One line of a benchmark: ours beside a peer or floor measured in the same run. `ratio` above 1 means ours is faster. */
export interface BenchResult {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly unit: string;
  readonly ratio: number;
  /** Absent where the line only explains another. */
  readonly aim?: BenchAim;
  readonly note: string;
}
