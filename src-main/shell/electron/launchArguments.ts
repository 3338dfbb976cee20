import { existsSync } from 'node:fs';
import path from 'node:path';

export interface LaunchArguments {
  /** Absolute; undefined where none was named. */
  readonly libraryDirectory: string | undefined;
  /** Slides and folders to open, absolute: by file association, or named when it was started. */
  readonly paths: readonly string[];
}

/** What the program was started with. `entry` is the program's own file among the arguments, where it was started by it. */
export function readLaunchArguments(argv: readonly string[], entry: string, from: string): LaunchArguments {
  const at = argv.findLastIndex((argument) => path.resolve(from, argument) === entry);
  // Switches of Chromium itself may stand anywhere.
  const given = argv.slice(Math.max(at, 0) + 1);
  const library = given.find((argument) => argument.startsWith('--library='))?.slice('--library='.length);
  return {
    libraryDirectory: library ? path.resolve(from, library) : undefined,
    paths: given.filter((argument) => !argument.startsWith('-')).map((argument) => path.resolve(from, argument)).filter(existsSync),
  };
}
