import { existsSync } from 'node:fs';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { readCheckpoint, type Checkpoint } from '#main/training/trainer/checkpoint.ts';

/**
 * The checkpoint that an earlier run of the same recipe left, or undefined where there is none.
 *
 * @throws MyeloscopeError `bad-input` naming the file, where it is damaged, may not be read, or belongs to another run: hours of
 *   training are not thrown away unasked
 */
export async function earlierCheckpoint(file: string, recipe: string): Promise<Checkpoint | undefined> {
  if (!existsSync(file)) return undefined;
  const saved = await readCheckpoint(file).catch((cause: unknown) => {
    throw new MyeloscopeError('bad-input', `${file}, the state of a training that was stopped, can't be read or is damaged.`, 'Delete it to begin this training again.', { cause });
  });
  if (saved.notes.recipe !== recipe) throw new MyeloscopeError('bad-input', `The checkpoint ${file} belongs to another run.`, 'Delete it to begin this training again, or choose another folder.');
  return saved;
}
