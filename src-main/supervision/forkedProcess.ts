/** How a process ended. `lastWords` is the end of what it wrote to stderr, for diagnostics. */
export interface Ending { readonly code: number | null; readonly signal: string | null; readonly lastWords: string }

/**
 * A process that this one started and speaks to. Messages are structured clones: typed arrays arrive as typed arrays, copied.
 * Both implementations (`forkWithNode.ts`, and Electron's in the shell) behave alike; everything above knows this alone.
 */
export interface ForkedProcess {
  readonly pid: number | undefined;
  /** Lost without a word where the process is gone: whoever waits for an answer is told by `onExit`. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also where it could not be started at all. */
  onExit(listener: (ending: Ending) => void): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

export interface ForkRequest {
  /** For people and process lists: "Myeloscope service". */
  readonly name: string;
  /** The file to run. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Gives way to everything that a person is waiting for. */
  readonly lowPriority?: boolean;
}

/** The one seam through which processes are started. */
export type Fork = (request: ForkRequest) => ForkedProcess;
