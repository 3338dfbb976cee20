import { parseArgs } from 'node:util';
import path from 'node:path';
import { defaultLibraryDirectory } from '#main/places/libraryPlace.ts';

export interface StartOptions {
  readonly libraryDirectory: string;
  /** No window: the address is printed. */
  readonly isWeb: boolean;
  readonly isHelp: boolean;
  /** Slides and folders to open, absolute. */
  readonly paths: readonly string[];
}

export const startHelp = `Opens Myeloscope: npm start [-- OPTIONS] [SLIDE ...]

  --web            opens no window; prints the address for a browser on this machine
  --library DIR    where cases are kept (${defaultLibraryDirectory()} where not given)
  --help           this page

The window opens in Electron where it is at hand or can be fetched, else in an installed Chromium, Chrome or Edge, else its
address is printed. MYELOSCOPE_ELECTRON and MYELOSCOPE_BROWSER name a program to use instead. Ctrl-C closes it.
`;

/** Throws an error with a sentence where they are not understood. `from`: the folder that paths are relative to. */
export function readStartOptions(args: readonly string[], from: string): StartOptions {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { web: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, library: { type: 'string' } } });
  if (values.library === '') throw new Error('--library needs a folder.');
  return {
    libraryDirectory: path.resolve(from, values.library ?? defaultLibraryDirectory()), isWeb: values.web ?? false, isHelp: values.help ?? false,
    paths: positionals.map((given) => path.resolve(from, given)),
  };
}
