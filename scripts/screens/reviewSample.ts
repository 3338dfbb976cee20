import type { ArgumentsOf, CommandName, ResultOf } from '#shared/contract/contract.ts';
import type { Reading } from '#shared/contract/parts.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes, cellClass } from '#shared/taxonomy/cellClasses.ts';
import type { ServiceClient } from '#main/shell/client/serviceClient.ts';

/** People of no laboratory, for the pictures. */
export const firstReader = 'Dr. Vera Blum';
export const secondReader = 'Jon Falk';

/** Asks the service as a window does. */
export function ask<Name extends CommandName>(client: ServiceClient, name: Name, given: ArgumentsOf<Name>): Promise<ResultOf<Name>> {
  return client.call(name, given) as Promise<ResultOf<Name>>;
}

/** Waits for the sample to be counted. Gives its id; throws where it was not made, or not counted. */
export async function countedSample(client: ServiceClient, say: (line: string) => void): Promise<number> {
  for (let told = ''; ;) {
    const line = (await ask(client, 'cases.list', {})).cases.find(({ isSample }) => isSample);
    if (line?.job?.state === 'failed') throw new Error(line.job.reason ?? 'The sample could not be counted.');
    if (line && (line.state === 'toReview' || line.state === 'signed')) return line.id;
    const words = line ? `The sample is being counted: ${line.cellsCounted} of ${line.target} cells` : 'The sample is being drawn';
    if (words !== told) say(words);
    told = words;
    await new Promise((resolve) => { setTimeout(resolve, 2000); });
  }
}

/** Names the people and the laboratory, and reviews a part of the case as the first reader would. Done once in a library. */
export async function reviewAsFirst(client: ServiceClient, caseId: number): Promise<void> {
  await ask(client, 'settings.set', { settings: {
    users: [{ name: firstReader, role: 'hematologist' }, { name: secondReader, role: 'technologist' }],
    laboratory: { name: 'Example laboratory', department: 'Hematology', address: '', telephone: '' },
  } });
  const place = { caseId, reading: 'first', by: firstReader } as const;
  if ((await ask(client, 'review.state', { caseId, reading: 'first' })).version > 0) return;
  const cells = await cellsOf(client, caseId, 'first');
  const named = cells.filter(({ code }) => isNucleated(code));
  // Some of what the machine could not name, a stage here and there, and much accepted: as at the end of a morning.
  const changed = named.filter((_, i) => i % 23 === 11);
  for (const { id, code } of changed) await ask(client, 'review.call', { ...place, cellIds: [id], code: neighbourOf(code) });
  const accepted = named.filter((cell, i) => i % 5 < 3 && !changed.includes(cell)).map(({ id }) => id);
  await ask(client, 'review.accept', { ...place, cellIds: accepted });
}

/** Lets a second reader read every sixth cell, both finish, and their consensus begin. */
export async function readTwice(client: ServiceClient, caseId: number): Promise<void> {
  if ((await ask(client, 'cases.get', { caseId })).readings.some(({ reading }) => reading === 'consensus')) return;
  const cells = (await cellsOf(client, caseId, 'first')).filter(({ code }) => isNucleated(code));
  await ask(client, 'readings.begin', { caseId, reading: 'second', reader: secondReader });
  const place = { caseId, reading: 'second', by: secondReader } as const;
  for (const [i, { id, code }] of cells.filter((_, at) => at % 3 === 0).entries()) {
    await ask(client, 'review.call', { ...place, cellIds: [id], code: i % 9 === 4 ? neighbourOf(code) : code });
  }
  for (const reading of ['first', 'second'] as const) await ask(client, 'readings.finish', { caseId, reading, finished: true });
  await ask(client, 'readings.begin', { caseId, reading: 'consensus', reader: firstReader });
}

async function cellsOf(client: ServiceClient, caseId: number, reading: Reading): Promise<{ id: number; code: ClassCode }[]> {
  const { ids, codes } = await ask(client, 'cells.ofCase', { caseId, reading });
  return Array.from(ids, (id, row) => ({ id, code: classCodes[codes[row]] }));
}

const isNucleated = (code: ClassCode): boolean => cellClass(code).inMarrowDifferential;

/** The class that is taken for it most easily: the next stage of its series, else the one before; a lymphocyte for the others. */
function neighbourOf(code: ClassCode): ClassCode {
  const { series, stage = 0 } = cellClass(code);
  const stageAt = (wanted: number): ClassCode | undefined => classCodes.find((other) => series !== undefined && cellClass(other).series === series && cellClass(other).stage === wanted);
  return stageAt(stage + 1) ?? stageAt(stage - 1) ?? (code === 'LYT' ? 'MON' : 'LYT');
}
