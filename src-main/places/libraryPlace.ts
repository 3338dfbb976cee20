import { homedir } from 'node:os';
import path from 'node:path';

/** Where the user's own files of a program belong on each system. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const here = (): Surroundings => ({ platform: process.platform, environment: process.env, home: homedir() });

/**
 * The folder of the user's library where none is named: `~/.local/share/myeloscope` (or XDG_DATA_HOME) on Linux,
 * `Application Support` on macOS, local AppData on Windows (not the roaming one: SQLite files must not be synchronised).
 */
export function defaultLibraryDirectory(surroundings: Surroundings = here()): string {
  const { platform, environment, home } = surroundings;
  if (platform === 'win32') return path.win32.join(environment['LOCALAPPDATA'] ?? path.win32.join(home, 'AppData', 'Local'), 'Myeloscope');
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'Myeloscope');
  const data = environment['XDG_DATA_HOME'];
  // The XDG specification says that a relative path there must be ignored.
  return path.posix.join(data && path.posix.isAbsolute(data) ? data : path.posix.join(home, '.local', 'share'), 'myeloscope');
}
