import { lstat, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

/**
 * Where copies of dropped slides lie: `dropped`/GROUP/… in the library's folder, a group a slide. Beside a group that belongs
 * to no case yet lies GROUP.unclaimed, with the computer and process that took it in.
 */
const groupName = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const unclaimed = '.unclaimed';

/** The folder that holds the copies of a library. */
export const droppedFolder = (libraryDirectory: string): string => path.join(path.resolve(libraryDirectory), 'dropped');

export const isGroupName = (name: string): boolean => groupName.test(name);

/** The group of a copy, or of the group's own folder. Undefined for a path that is not below this `dropped` folder. */
export function groupOfCopy(folder: string, place: string): string | undefined {
  const [group] = path.relative(folder, path.resolve(place)).split(path.sep);
  return isGroupName(group) ? group : undefined;
}

/** Notes that a group belongs to no case yet, and that this process has it in hand. */
export async function markUnclaimed(folder: string, group: string): Promise<void> {
  await writeFile(path.join(folder, group + unclaimed), `${String(process.pid)} ${hostname()}\n`);
}

/** Notes that a group belongs to a case, or is not there any more. */
export async function markClaimed(folder: string, group: string): Promise<void> {
  await rm(path.join(folder, group + unclaimed), { force: true });
}

/**
 * Groups that belong to no case. `isLeft`: the process that took them in has ended, on this computer. To be asked before this
 * process takes any in: a note of its own number is an earlier one's.
 */
export async function unclaimedGroups(folder: string): Promise<{ group: string; isLeft: boolean }[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const groups = names.filter((name) => name.endsWith(unclaimed)).map((name) => name.slice(0, -unclaimed.length)).filter(isGroupName);
  return Promise.all(groups.map(async (group) => ({ group, isLeft: await isLeft(path.join(folder, group + unclaimed)) })));
}

async function isLeft(mark: string): Promise<boolean> {
  const [, pid, computer] = /^(\d+) (.*)\n$/.exec(await readFile(mark, 'utf8').catch(() => '')) ?? [];
  // A library may lie on a drive that others use, too: what another computer has in hand is not known here.
  return computer === hostname() && (Number(pid) === process.pid || !isRunning(Number(pid)));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/**
 * Deletes a group with all that lies in it. Nothing is deleted where the `dropped` folder or the group is a link: what it leads to
 * is not ours. Throws what the operating system says.
 */
export async function deleteGroup(folder: string, group: string): Promise<void> {
  if (!isGroupName(group)) throw new RangeError(`No group of dropped files: ${group}`);
  const place = path.join(folder, group);
  for (const each of [folder, place]) {
    const found = await lstat(each).catch(() => undefined);
    if (found && !found.isDirectory()) return;
  }
  // Windows lets go of a file that was just read a moment later.
  await rm(place, { recursive: true, force: true, maxRetries: 5 });
  await markClaimed(folder, group);
}
