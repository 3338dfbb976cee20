/** Slides that the system asks the program to open. */
export interface GivenPaths {
  give(paths: readonly string[]): void;
  /** Hands over what was given so far, in order and at once, and from then on whatever is given. */
  takeBy(take: (paths: readonly string[]) => void): void;
}

/**
 * Keeps paths until there is somebody to take them. macOS says which file was double-clicked (`open-file`) before the program is
 * ready to open a window.
 */
export function keepGivenPaths(): GivenPaths {
  let waiting: string[] = [];
  let taker: ((paths: readonly string[]) => void) | undefined;
  const handOver = (): void => {
    if (!taker || waiting.length === 0) return;
    const paths = waiting;
    waiting = [];
    taker(paths);
  };
  return {
    give(paths) {
      waiting.push(...paths);
      handOver();
    },
    takeBy(take) {
      taker = take;
      handOver();
    },
  };
}
