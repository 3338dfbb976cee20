import { failureOf } from '#shared/contract/failureOf.ts';
import type { SaveOutcome } from '#shared/contract/saveOutcome.ts';
import { writeWhole } from '#main/files/writeWhole.ts';

const remedies = {
  'not-permitted': 'Close it there, or save it under another name or in another folder.',
  'not-found': 'Check whether its drive is connected, or save it in another folder.',
  'bad-input': 'Save it under another name.',
} as const;

/** Writes a file that a person has named. Whatever goes wrong, a file that had that name before is as it was, and the outcome says it in words. */
export async function saveFile(file: string, bytes: Uint8Array): Promise<SaveOutcome> {
  try {
    await writeWhole(file, bytes, { remedies });
    return { kind: 'saved', place: file };
  } catch (cause) {
    return { kind: 'failed', failure: failureOf(cause) };
  }
}
