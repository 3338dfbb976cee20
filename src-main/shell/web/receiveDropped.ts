import { createWriteStream } from 'node:fs';
import { readdir, rm, rmdir, statfs } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { failureOf } from '#shared/contract/failureOf.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import { isUnfinishedName, writeWhole } from '#main/files/writeWhole.ts';
import { groupOfCopy, isGroupName, markClaimed, markUnclaimed, unclaimedGroups } from '#main/places/droppedCopy.ts';
import { failureAnswer, sendAnswer } from './answer.ts';
import { droppedParts } from './droppedName.ts';

/** Room that is left on the disk: the library must be able to go on writing. */
const roomLeftBytes = 512 * 2 ** 20;

/**
 * Takes a copy of a dropped file into `directory`/GROUP/PATH while it arrives: a browser does not tell where a file lies.
 * A file that did not arrive whole leaves nothing behind. Answers `{path, folder}`, absolute, or a failure.
 */
export async function receiveDropped(directory: string, request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
  try {
    const place = placeOf(directory, query);
    const bytes = Number(request.headers['content-length']);
    if (!Number.isSafeInteger(bytes)) throw new MyeloscopeError('bad-input', 'The dropped file came without its size.', 'Drop it again.');
    makeFolders(directory);
    await checkRoom(directory, bytes);
    makeFolders(path.dirname(place.path));
    await markUnclaimed(directory, query.get('group')!);
    await receive(directory, request, place.path);
    sendAnswer(response, { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(place) });
  } catch (error) {
    // What still comes is not read: the connection ends with the answer.
    response.setHeader('connection', 'close');
    sendAnswer(response, failureAnswer(failureOf(error)));
    request.unpipe();
    request.resume();
  }
}

function placeOf(directory: string, query: URLSearchParams): { path: string; folder: string } {
  const group = query.get('group') ?? '';
  const parts = droppedParts(query.get('path') ?? '');
  if (!isGroupName(group) || !parts) throw new MyeloscopeError('bad-input', 'A dropped file has a name that can\'t be kept.', 'Give it a plain name and drop it again.');
  const file = path.join(directory, group, ...parts);
  return { path: file, folder: parts.length > 1 ? path.join(directory, group, parts[0]) : path.dirname(file) };
}

async function checkRoom(directory: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bytes + roomLeftBytes > bavail * bsize) {
    throw new MyeloscopeError('disk-full', 'There is not enough room on the disk of the library for a copy of the dropped file.', 'Make room there, or open the slide from where it lies with "Open slide".');
  }
}

async function receive(directory: string, request: IncomingMessage, file: string): Promise<void> {
  try {
    await writeWhole(file, (beside) => pipeline(request, createWriteStream(beside)), { isNew: true, remedies: { 'disk-full': 'Make room there and drop it again.' } });
  } catch (cause) {
    await removeEmptyFolders(directory, path.dirname(file));
    if (!(cause instanceof MyeloscopeError)) throw new MyeloscopeError('bad-input', 'The dropped file did not arrive whole.', 'Drop it again.', { cause });
    // Each group has a folder of its own: what is there came with the same drop, maybe under a name that only here is the same.
    throw cause.code === 'bad-input' ? new MyeloscopeError('bad-input', 'Two dropped files have the same name.', 'Give one another name and drop it again.', { cause }) : cause;
  }
}

/** Takes away the folders of a file that did not arrive, up to its group, where nothing else lies in them. */
async function removeEmptyFolders(directory: string, folder: string): Promise<void> {
  const group = groupOfCopy(directory, folder);
  if (group === undefined) return;
  const isGone = await rmdir(folder).then(() => true, () => false);
  if (!isGone) return;
  if (folder === path.join(directory, group)) await markClaimed(directory, group);
  else await removeEmptyFolders(directory, path.dirname(folder));
}

/**
 * Takes away what hosts that were killed had begun to receive, and gives the folders of the groups that they left to no case.
 * What another host that still runs has in hand is not touched. To be asked before anything is received.
 */
export async function removePartialDrops(directory: string): Promise<string[]> {
  const groups = await unclaimedGroups(directory);
  const inHand = new Set(groups.filter(({ isLeft }) => !isLeft).map(({ group }) => group));
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && isUnfinishedName(entry.name) && !inHand.has(groupOfCopy(directory, file) ?? '')) await rm(file, { force: true });
  }
  return groups.filter(({ isLeft }) => isLeft).map(({ group }) => path.join(directory, group));
}
