import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { errorOfWriting } from '#main/files/errorOfWriting.ts';
import { writeWhole } from '#main/files/writeWhole.ts';
import { chooseProvider } from '#main/inference/chooseProvider.ts';
import type { ProviderName } from '#main/inference/modelRunner.ts';
import type { DeviceOptions, DeviceStanding } from '#main/training/device/computingDevice.ts';
import { ComputingDevice } from '#main/training/device/computingDevice.ts';

export type WantedProvider = 'auto' | ProviderName;

export interface DeviceRequest {
  readonly wanted: WantedProvider;
  /** Pictures in a batch. */
  readonly batch: number;
  /** Where a training keeps its checkpoints, and how its device stood; nothing is kept without. */
  readonly workDirectory?: string;
}

/** What the choice rests on; tests put their own in place. */
export interface DeviceSeams { readonly choose?: typeof chooseProvider; readonly load?: DeviceOptions['load'] }

const provider = v.picklist(['cpu', 'cuda', 'webgpu', 'dml']);
const keptStanding = v.object({
  wanted: v.picklist(['auto', ...provider.options]), provider, parts: v.pipe(v.number(), v.integer(), v.minValue(1)), said: v.array(v.string()), trying: v.optional(v.picklist(['network', 'batch'])),
});

/**
 * The device that a training computes on: what was asked for where it works, else the processor, with the reason in `said`. A training
 * that goes on begins as it stood, and steps down at once where the graphics card ended its process.
 */
export async function deviceForTraining({ wanted, batch, workDirectory }: DeviceRequest, context: WorkContext = {}, { choose = chooseProvider, load }: DeviceSeams = {}): Promise<ComputingDevice> {
  if (wanted === 'cpu') return new ComputingDevice('cpu', { load });
  const file = workDirectory === undefined ? undefined : path.join(workDirectory, 'device.json');
  const keep = async (standing: DeviceStanding): Promise<void> => {
    if (file === undefined) return;
    // Until there are cells enough to learn from there is no such folder.
    await mkdir(path.dirname(file), { recursive: true }).catch((cause: unknown) => { throw errorOfWriting(cause, file); });
    await writeWhole(file, JSON.stringify({ wanted, ...standing }));
  };
  const options: DeviceOptions = { mustBeFast: wanted === 'auto', keep, load };
  const before = file === undefined ? undefined : await standingIn(file, wanted);
  if (before) {
    const device = new ComputingDevice(before, options), ended = 'the program ended while this was tried';
    if (before.trying === 'batch') await device.stepDown(batch, ended);
    if (before.trying === 'network') await device.toProcessor(`could not load or run the network: ${ended}`);
    return device;
  }
  context.report?.({ stage: 'Looking for a graphics card', done: 0, total: 1 });
  const standing = await choose(wanted).then(({ provider: chosen }): DeviceStanding => ({ provider: chosen, parts: 1, said: [] }), (cause: unknown): DeviceStanding => {
    // Hours of learning are not refused for the want of a graphics card: the processor learns the same.
    if (cause instanceof MyeloscopeError && cause.code === 'provider-unavailable') return { provider: 'cpu', parts: 1, said: [`${cause.message} It was trained on the processor.`] };
    throw cause;
  });
  return new ComputingDevice(standing, options);
}

/** How a device stood when a training was broken off; undefined where nothing was kept, or another was asked for. */
async function standingIn(file: string, wanted: WantedProvider): Promise<DeviceStanding | undefined> {
  if (!existsSync(file)) return undefined;
  try {
    const { success, output } = v.safeParse(keptStanding, JSON.parse(await readFile(file, 'utf8')));
    return success && output.wanted === wanted ? output : undefined;
  } catch {
    // It only saves trying again.
    return undefined;
  }
}
