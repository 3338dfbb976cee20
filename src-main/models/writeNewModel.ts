import { existsSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import { writeAllWhole, writeWhole } from '#main/files/writeWhole.ts';
import { cardText } from './cardText.ts';
import type { LearntPictures } from './learntPictures.ts';
import { learntPath, learntText } from './learntPictures.ts';

/** The place of a laboratory's models is settled: nobody can choose another disk for one of them. */
const remedies = { 'disk-full': 'Make room there, then try again.', 'not-permitted': 'Check that you may write there, then try again.' } as const;

/** Whether a folder holds a model of a name, or what is left of one: a damaged card, a file without a card. */
export function isNameTaken(directory: string, name: string): boolean {
  const file = path.join(directory, `${name}.onnx`);
  return existsSync(path.join(directory, `${name}.card.json`)) || (existsSync(file) && !isLeftClaim(file));
}

/** That it is taken, and what to do. */
export function nameTaken(directory: string, name: string): MyeloscopeError {
  return new MyeloscopeError('bad-input', `There is a model called ${name} already, or what is left of one: ${name}.card.json or ${name}.onnx lies in ${directory}.`, 'Give the new one another name.');
}

/**
 * Writes a model into a folder as `writeModel` does, but never over another, even one whose card can't be read: its file is made only
 * where there is none, so that of two that are written at once one is refused.
 *
 * @param learnt what is to lie beside it of the pictures that it learnt from; nothing where that is not known
 * @returns the card's path
 * @throws MyeloscopeError `model-invalid` for a card that would not be read back; `bad-input` where the name is taken; `disk-full`, `not-permitted` with nothing left behind
 */
export async function writeNewModel(directory: string, card: ModelCard, onnx: Uint8Array, learnt?: LearntPictures): Promise<string> {
  const text = cardText(card);
  makeFolders(directory, remedies);
  const file = path.join(directory, card.file), cardPath = path.join(directory, `${card.name}.card.json`);
  const recordPath = learntPath({ card, directory }), record = learnt ? [{ path: recordPath, content: learntText(card, learnt) }] : [];
  // Cut short between the two files, or after taking the name, the same model is completed by whoever makes it again.
  if (!existsSync(cardPath) && await isFileOf(file, onnx)) {
    await writeAllWhole([{ path: file, content: onnx }, ...record, { path: cardPath, content: text }], { remedies });
    return cardPath;
  }
  if (isNameTaken(directory, card.name)) throw nameTaken(directory, card.name);
  await writeWhole(file, onnx, { isNew: true, remedies }).catch((cause: unknown) => {
    throw cause instanceof MyeloscopeError && cause.code === 'bad-input' ? nameTaken(directory, card.name) : cause;
  });
  try {
    await writeAllWhole([...record, { path: cardPath, content: text }], { remedies });
    return cardPath;
  } catch (cause) {
    await rm(file, { force: true });
    throw cause;
  }
}

async function isFileOf(file: string, onnx: Uint8Array): Promise<boolean> {
  if (isLeftClaim(file)) return true;
  const found = await readFile(file).catch(() => undefined);
  return found !== undefined && Buffer.compare(found, onnx) === 0;
}

/** Milliseconds after which an empty file is filled no more by who took a name with it: `giveFreeName` waits less than two seconds. */
const claimEnds = 10_000;

/** Whether a file is only the taking of a name, which a program has left that was killed then, on a disk without links. */
function isLeftClaim(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.size === 0 && Date.now() - found.mtimeMs > claimEnds;
}
