import { readFileSync } from 'node:fs';
import path from 'node:path';
import { programDirectory } from './places.ts';

/** The version of this program, as its package says. */
export function softwareVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(programDirectory, 'package.json'), 'utf8')) as { version: string };
  return version;
}
