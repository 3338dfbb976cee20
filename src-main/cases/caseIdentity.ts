import { createHash } from 'node:crypto';
import type { CountSettings } from '#shared/cases/countSettings.ts';

/**
 * Names a count: SHA-256 of the slides' hashes, in the order given, and of all settings that decide its cells. So the same
 * command finds its case again wherever the slides lie now.
 */
export function caseIdentity(slideHashes: readonly string[], settings: CountSettings): string {
  const { formatVersion, kind, micrometresPerPixel, everywhere, seed, models, provider } = settings;
  const modelLines = models.map(({ name, version, sha256 }) => [name, version, sha256]);
  // An array, because the order of an object's keys is not part of what it says.
  return createHash('sha256').update(JSON.stringify([formatVersion, slideHashes, kind, micrometresPerPixel ?? null, everywhere, seed, modelLines, provider])).digest('hex');
}
