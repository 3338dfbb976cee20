import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { experimentProtocols, type ExperimentProtocol } from '#shared/contract/experimentCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { errorOfWriting } from '#main/files/errorOfWriting.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import type { ChoiResult } from '#main/experiments/choi/choiResult.ts';
import { viewChoi } from '#main/experiments/choi/viewChoi.ts';
import type { ResultView } from '#main/experiments/figures/resultView.ts';
import type { GraebelResult } from '#main/experiments/graebel/graebelResult.ts';
import { viewGraebel } from '#main/experiments/graebel/viewGraebel.ts';

/** An experiment's folder in the library, and what lies in it. */
export interface ExperimentFolder {
  readonly name: string;
  readonly directory: string;
  /** Of its result, or as its name begins where there is none yet. */
  readonly protocol: ExperimentProtocol | undefined;
  readonly resultAt: Date | undefined;
  /** When something was put into it last. */
  readonly changedAt: Date | undefined;
}

const folderOfAll = (libraryDirectory: string): string => path.join(libraryDirectory, 'experiments');
/** Where an experiment works, and leaves its result. */
export const experimentDirectory = (libraryDirectory: string, name: string): string => path.join(folderOfAll(libraryDirectory), name);
const resultFile = (protocol: ExperimentProtocol): string => `${protocol}.json`;

/** All experiments of a library, those put there by hand among them; none where there is no such folder. */
export function experimentFolders(libraryDirectory: string): ExperimentFolder[] {
  const all = folderOfAll(libraryDirectory);
  let names: string[] = [];
  try {
    names = readdirSync(all, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /^\w[\w.-]{0,99}$/u.test(entry.name)).map(({ name }) => name).sort();
  } catch {
    // Nobody has run one here.
  }
  return names.map((name) => {
    const directory = path.join(all, name);
    const written = experimentProtocols.map((protocol) => ({ protocol, at: changedAt(path.join(directory, resultFile(protocol))) })).find(({ at }) => at);
    return { name, directory, protocol: written?.protocol ?? experimentProtocols.find((protocol) => name.startsWith(protocol)), resultAt: written?.at, changedAt: changedAt(directory) };
  });
}

/** Makes the folder of a new experiment, named after its protocol and its pictures. Throws as `makeFolders`. */
export function makeExperimentFolder(libraryDirectory: string, protocol: ExperimentProtocol, pictures: string): string {
  const words = path.basename(path.resolve(pictures)).replace(/[^\w-]+/gu, '-').replace(/^-+|-+$/gu, '').slice(0, 60), base = words ? `${protocol}-${words}` : protocol;
  const all = folderOfAll(libraryDirectory);
  makeFolders(all);
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    try {
      mkdirSync(path.join(all, name));
      return name;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw errorOfWriting(cause, path.join(all, name));
    }
  }
}

/** The result of an experiment as people read it. Throws `not-found`, or `bad-input` naming a file that is damaged. */
export async function readExperimentResult(libraryDirectory: string, name: string): Promise<ResultView> {
  const found = experimentFolders(libraryDirectory).find((folder) => folder.name === name);
  if (!found?.protocol || !found.resultAt) throw new MyeloscopeError('not-found', `The experiment ${name} has no result yet.`, 'Wait until its first method is done.');
  const file = path.join(found.directory, resultFile(found.protocol));
  try {
    const result = v.parse(v.looseObject({ kind: v.literal(found.protocol) }), JSON.parse(await readFile(file, 'utf8')));
    return found.protocol === 'graebel' ? viewGraebel(result as unknown as GraebelResult) : viewChoi(result as unknown as ChoiResult);
  } catch (cause) {
    throw new MyeloscopeError('bad-input', `${file} is damaged, or was written by another version.`, 'Run the experiment again; what it worked out is kept beside.', { cause });
  }
}

/** Takes an experiment's folder away. Throws `not-permitted`. */
export async function removeExperimentFolder(libraryDirectory: string, name: string): Promise<void> {
  const directory = experimentDirectory(libraryDirectory, name);
  await rm(directory, { recursive: true, force: true }).catch((cause: unknown) => { throw new MyeloscopeError('not-permitted', `${directory} can't be taken away.`, 'Close what has it open, and try again.', { cause }); });
}

function changedAt(file: string): Date | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtime;
}
