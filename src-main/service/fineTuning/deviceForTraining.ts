import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import { writeWhole } from '#main/files/writeWhole.ts';
import { chooseProvider } from '#main/inference/chooseProvider.ts';
import type { ProviderName } from '#main/inference/modelRunner.ts';
import type { DeviceOptions, DeviceStanding } from '#main/training/device/computingDevice.ts';
import { ComputingDevice, deviceNames } from '#main/training/device/computingDevice.ts';

export type WantedProvider = 'auto' | ProviderName;

export interface DeviceRequest {
  readonly wanted: WantedProvider;
  /** Pictures in a batch. */
  readonly batch: number;
  /** Where a training keeps its checkpoints, and how its device stood, and the `trainingRecipe` that both are of; nothing is kept without. */
  readonly kept?: { readonly workDirectory: string; readonly recipe: string };
}

/** What the choice rests on; tests put their own in place. */
export interface DeviceSeams { readonly choose?: typeof chooseProvider; readonly load?: DeviceOptions['load'] }

const provider = v.picklist(['cpu', 'cuda', 'webgpu', 'dml']);
const keptStanding = v.object({
  wanted: v.picklist(['auto', ...provider.options]), batch: v.number(), recipe: v.string(),
  provider, parts: v.pipe(v.number(), v.integer(), v.minValue(1)), said: v.array(v.string()), earlier: v.optional(v.array(v.string())), hasComputed: v.optional(v.boolean()), isWithoutCard: v.optional(v.boolean()),
  trying: v.optional(v.picklist(['network', 'batch'])),
});

/**
 * The device that a training computes on: what was asked for where it works, else the processor, with the reason in `said`. A training
 * that goes on begins as it stood, and steps down at once where the graphics card ended its process; only where no card was there, one
 * is looked for again. Where it goes on on another device than before, what is known of the one before is still said in the end. What was kept of another recipe is passed over.
 */
export async function deviceForTraining({ wanted, batch, kept }: DeviceRequest, context: WorkContext = {}, { choose = chooseProvider, load }: DeviceSeams = {}): Promise<ComputingDevice> {
  const file = kept && path.join(kept.workDirectory, 'device.json');
  const keep = async (standing: DeviceStanding): Promise<void> => {
    if (file === undefined) return;
    // Until there are cells enough to learn from there is no such folder.
    makeFolders(path.dirname(file));
    await writeWhole(file, JSON.stringify({ wanted, batch, recipe: kept?.recipe, ...standing }));
  };
  const options: DeviceOptions = { mustBeFast: wanted === 'auto', keep, load };
  const before = file === undefined ? undefined : await standingIn(file, { batch, recipe: kept!.recipe });
  if (before?.wanted === wanted && !before.standing.isWithoutCard) {
    const device = new ComputingDevice(before.standing, options), ended = 'the program ended while this was tried', { trying } = before.standing;
    if (trying === 'batch') await device.stepDown(batch, ended);
    if (trying === 'network') await device.toProcessor(`could not load or run the network: ${ended}`);
    return device;
  }
  const chosen: DeviceStanding = wanted === 'cpu' ? { provider: 'cpu', parts: 1, said: [] } : await choice(wanted, choose, context);
  if (!before) return new ComputingDevice(chosen, options);
  if (before.wanted === wanted && chosen.provider === 'cpu') return new ComputingDevice(before.standing, options);
  const standing = { ...chosen, earlier: saidBefore(before.standing, chosen.provider) };
  await keep(standing);
  return new ComputingDevice(standing, options);
}

async function choice(wanted: WantedProvider, choose: typeof chooseProvider, context: WorkContext): Promise<DeviceStanding> {
  context.report?.({ stage: 'Looking for a graphics card', done: 0, total: 1 });
  return choose(wanted).then(({ provider: chosen }): DeviceStanding => ({ provider: chosen, parts: 1, said: [], isWithoutCard: chosen === 'cpu' }), (cause: unknown): DeviceStanding => {
    // Hours of learning are not refused for the want of a graphics card: the processor learns the same.
    if (cause instanceof MyeloscopeError && cause.code === 'provider-unavailable') return { provider: 'cpu', parts: 1, said: [`${cause.message} It was trained on the processor.`], isWithoutCard: true };
    throw cause;
  });
}

/** What is to be said of a training that goes on with another device than was asked for before. */
function saidBefore({ provider: left, said, earlier = [], hasComputed }: DeviceStanding, now: ProviderName): string[] {
  const changed = hasComputed && left !== now ? [`It computed on ${deviceNames[left]} until it was stopped, and went on on ${deviceNames[now]}.`] : [];
  return [...earlier, ...said, ...changed];
}

/** What was asked for, and how the device stood, when a training was broken off; undefined where nothing was kept of this one. */
async function standingIn(file: string, { batch, recipe }: { batch: number; recipe: string }): Promise<{ wanted: WantedProvider; standing: DeviceStanding } | undefined> {
  if (!existsSync(file)) return undefined;
  try {
    const { wanted, batch: batchThen, recipe: recipeThen, ...standing } = v.parse(keptStanding, JSON.parse(await readFile(file, 'utf8')));
    return batchThen === batch && recipeThen === recipe && batch % standing.parts === 0 ? { wanted, standing } : undefined;
  } catch {
    // It only saves trying again.
    return undefined;
  }
}
