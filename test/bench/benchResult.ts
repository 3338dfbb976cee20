/** One line of a benchmark: ours beside a peer or floor measured in the same run. `ratio` above 1 means ours is faster. */
export interface BenchResult {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly unit: string;
  readonly ratio: number;
  readonly aim: number;
  readonly note: string;
}
