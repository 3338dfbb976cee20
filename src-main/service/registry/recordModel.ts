import os from 'node:os';
import type { ModelCard } from '#shared/models/modelCard.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import type { ModelRecord } from '#main/store/repositories/modelRecordRepository.ts';

/** Who is at work where no person's name was given, as on the command line: the account of this machine. */
function accountOfMachine(): string {
  try {
    return `the account ${os.userInfo().username}`;
  } catch {
    // A number that the machine has no account for, as in a container: what is done stays recorded.
    const { USER, LOGNAME, USERNAME } = process.env, name = [USER, LOGNAME, USERNAME].find((given) => given?.trim());
    return name === undefined ? 'an account without a name' : `the account ${name}`;
  }
}

/** Keeps for good who did what with a model, and when. `by`: the person; the account of this machine where undefined or blank. */
export function recordModel(library: Library, deed: ModelRecord['deed'], { name, version, sha256 }: Pick<ModelCard, 'name' | 'version' | 'sha256'>, by: string | undefined): void {
  library.modelRecords.add({ deed, name, version, sha256, by: by?.trim() || accountOfMachine(), at: new Date().toISOString() });
}

/** The same in the library of a folder. */
export function recordModelIn(libraryDirectory: string, deed: ModelRecord['deed'], model: Pick<ModelCard, 'name' | 'version' | 'sha256'>, by: string | undefined): void {
  const library = openLibrary(libraryDirectory);
  try {
    recordModel(library, deed, model, by);
  } finally {
    library.close();
  }
}
