import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { TrainingDiverged } from '#main/training/trainer/trainingDiverged.ts';
import { inWorkFolder } from './inWorkFolder.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'work-folder-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

/** A training that keeps files and then ends so. */
async function ended(name: string, files: readonly string[], cause: Error): Promise<{ isThere: boolean; thrown: unknown }> {
  const folder = path.join(directory, name);
  const thrown = await inWorkFolder(folder, () => {
    mkdirSync(folder, { recursive: true });
    for (const file of files) writeFileSync(path.join(folder, file), 'kept');
    return Promise.reject(cause);
  }).catch((error: unknown) => error);
  return { isThere: existsSync(folder), thrown };
}

const stopped = new MyeloscopeError('cancelled', 'Stopped on request.');

it('leaves a folder from which the same command goes on, and no other', async () => {
  expect(await ended('begun', ['device.json'], stopped)).toEqual({ isThere: false, thrown: stopped });
  expect(await ended('kept', ['device.json', 'fold-1.checkpoint'], stopped)).toEqual({ isThere: true, thrown: stopped });
  // Of an earlier run that was killed before its first checkpoint: that of another command may be at work in it.
  mkdirSync(path.join(directory, 'anothers'));
  expect(await ended('anothers', ['device.json'], stopped)).toEqual({ isThere: true, thrown: stopped });
  // The same settings come to the same loss again; others can't go on from these weights.
  const { isThere, thrown } = await ended('wild', ['device.json', 'fold-1.checkpoint'], new TrainingDiverged('The loss became NaN.'));
  expect(isThere).toBe(false);
  expect(thrown).toMatchObject({ code: 'bad-input', message: 'The loss became NaN.', remedy: expect.stringContaining('--learning-rate') as string });
});
