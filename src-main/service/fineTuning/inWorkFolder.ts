import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { TrainingDiverged } from '#main/training/trainer/trainingDiverged.ts';

/**
 * Trains as a command asks, with a folder for checkpoints. Where it ends early, the folder is taken away unless the same command can go on
 * from it: it holds no checkpoint yet and was made for it, or the loss is no number, to which those in it lead again.
 */
export async function inWorkFolder<Trained>(directory: string, train: () => Promise<Trained>): Promise<Trained> {
  const wasThere = existsSync(directory);
  try {
    return await train();
  } catch (cause) {
    const kept = await readdir(directory).catch(() => []), hasDiverged = cause instanceof TrainingDiverged;
    // What ended the training is what the user must see, not that a folder stays.
    if (hasDiverged || (!wasThere && !kept.some((file) => file.endsWith('.checkpoint')))) await rm(directory, { recursive: true, force: true }).catch(() => undefined);
    throw hasDiverged ? new MyeloscopeError(cause.code, cause.message, 'Give a lower one with --learning-rate.', { cause }) : cause;
  }
}
