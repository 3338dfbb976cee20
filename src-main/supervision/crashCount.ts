/** Counts how often something crashed of late, to tell bad luck from what can't work. */
export interface CrashCount {
  /** Counts one more. True where there were too many within the time. */
  add(): boolean;
  /** How many lie within the time now. */
  readonly recent: number;
  forget(): void;
}

export function countCrashes(limit: number, withinMs: number, now: () => number = () => performance.now()): CrashCount {
  let crashes: number[] = [];
  const recent = (): number => {
    crashes = crashes.filter((at) => now() - at < withinMs);
    return crashes.length;
  };
  return {
    add: () => {
      crashes.push(now());
      return recent() >= limit;
    },
    get recent() { return recent(); },
    forget: () => { crashes = []; },
  };
}
