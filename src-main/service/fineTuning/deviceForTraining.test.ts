import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ProviderChoice } from '#main/inference/chooseProvider.ts';
import type { ComputingDevice } from '#main/training/device/computingDevice.ts';
import type { WantedProvider } from './deviceForTraining.ts';
import { deviceForTraining } from './deviceForTraining.ts';

let workDirectory: string;
beforeEach(() => { workDirectory = mkdtempSync(path.join(tmpdir(), 'device-')); });
afterEach(() => { rmSync(workDirectory, { recursive: true, force: true }); });
const kept = () => ({ workDirectory, recipe: 'these cells' });
const file = () => path.join(workDirectory, 'device.json');
const found = (): Promise<ProviderChoice> => Promise.resolve({ provider: 'cuda', rejected: [] });
const never = (): Promise<ProviderChoice> => Promise.reject(new Error('nothing is to be tried'));

it('takes what works, and the processor where what was asked for does not, in words', async () => {
  expect(await deviceForTraining({ wanted: 'cpu', batch: 64 }, {}, { choose: never })).toMatchObject({ provider: 'cpu', said: [] });
  expect(await deviceForTraining({ wanted: 'auto', batch: 64 }, {}, { choose: found })).toMatchObject({ provider: 'cuda', mustBeFast: true, said: [] });
  expect(await deviceForTraining({ wanted: 'cuda', batch: 64 }, {}, { choose: found })).toMatchObject({ provider: 'cuda', mustBeFast: false });
  const refused = () => Promise.reject(new MyeloscopeError('provider-unavailable', 'The provider cuda cannot be used: no graphics device that it can use was found.'));
  const device = await deviceForTraining({ wanted: 'cuda', batch: 64 }, {}, { choose: refused });
  expect(device).toMatchObject({ provider: 'cpu', said: ['The provider cuda cannot be used: no graphics device that it can use was found. It was trained on the processor.'] });
  expect(device.inWords()).toContain('At the end it computed on the processor.');
  // Where nobody asked for a card, nothing is amiss without one.
  expect((await deviceForTraining({ wanted: 'auto', batch: 64 }, {}, { choose: () => Promise.resolve({ provider: 'cpu', rejected: [{ provider: 'cuda', reason: 'none' }] }) })).inWords()).toBeUndefined();
});

it('goes on as the device stood, with smaller parts where the card ended the process', async () => {
  const first = await deviceForTraining({ wanted: 'auto', batch: 64, kept: kept() }, {}, { choose: found });
  /** What is kept while the driver is called into: all that is left where it ends the process. */
  const within = async (device: ComputingDevice, trying: 'batch' | 'network') => { let left = ''; await device.firstRun(trying, () => { left = readFileSync(file(), 'utf8'); return Promise.resolve(); }); return left; };
  const killed = await within(first, 'batch');
  expect(JSON.parse(killed)).toMatchObject({ wanted: 'auto', provider: 'cuda', parts: 1, trying: 'batch' });
  writeFileSync(file(), killed);
  const second = await deviceForTraining({ wanted: 'auto', batch: 64, kept: kept() }, {}, { choose: never });
  expect(second).toMatchObject({ provider: 'cuda', parts: 2, said: ['The graphics card (CUDA) could not train 64 cells at once: the program ended while this was tried. It went on with 32 at once.'] });
  const killedAgain = await within(second, 'network');
  // Stopped by a person.
  expect(await deviceForTraining({ wanted: 'auto', batch: 64, kept: kept() }, {}, { choose: never })).toMatchObject({ provider: 'cuda', parts: 2, said: second.said });
  writeFileSync(file(), killedAgain);
  expect(await deviceForTraining({ wanted: 'auto', batch: 64, kept: kept() }, {}, { choose: never })).toMatchObject({ provider: 'cpu', parts: 1 });
});

it('looks anew where another device is asked for, or what was kept is damaged', async () => {
  const first = await deviceForTraining({ wanted: 'webgpu', batch: 64, kept: kept() }, {}, { choose: () => Promise.resolve({ provider: 'webgpu', rejected: [] }) });
  await first.toProcessor('failed');
  expect(await deviceForTraining({ wanted: 'webgpu', batch: 64, kept: kept() }, {}, { choose: never })).toMatchObject({ provider: 'cpu' });
  expect(await deviceForTraining({ wanted: 'cuda', batch: 64, kept: kept() }, {}, { choose: found })).toMatchObject({ provider: 'cuda', said: [] });
  writeFileSync(file(), '{"wanted":"webgpu","provider":"all"}');
  expect(await deviceForTraining({ wanted: 'webgpu', batch: 64, kept: kept() }, {}, { choose: found })).toMatchObject({ provider: 'cuda' });
});

const askedFor = (wanted: WantedProvider) => deviceForTraining({ wanted, batch: 64, kept: kept() }, {}, { choose: (name) => Promise.resolve({ provider: name as 'cuda' | 'webgpu', rejected: [] }) });

it('says in the end on which devices it computed before, whatever is asked for now', async () => {
  const run = () => Promise.resolve();
  await (await askedFor('cuda')).firstLoad('batch', run);
  // Nothing was computed yet: as if it had been the processor from the beginning.
  expect((await askedFor('cpu')).inWords()).toBeUndefined();
  const onCard = await askedFor('cuda');
  await onCard.stepDown(64, 'out of memory');
  await onCard.firstRun('batch', run);
  const onProcessor = await askedFor('cpu'), before = 'The graphics card (CUDA) could not train 64 cells at once: out of memory. It went on with 32 at once. It computed on the graphics card (CUDA) until it was stopped, and went on on the processor.';
  expect(onProcessor).toMatchObject({ provider: 'cpu', parts: 1, aside: '' });
  expect(onProcessor.inWords()).toBe(`${before} At the end it computed on the processor.`);
  const onAnother = await askedFor('webgpu');
  expect(onAnother).toMatchObject({ provider: 'webgpu', parts: 1, said: [] });
  await onAnother.firstRun('network', run);
  expect((await askedFor('cpu')).inWords()).toBe(`${before} It computed on the graphics card (WebGPU) until it was stopped, and went on on the processor. At the end it computed on the processor.`);
});

it('says so too where the processor came first, once it has computed', async () => {
  const run = () => Promise.resolve();
  await (await askedFor('cpu')).firstLoad('batch', run);
  expect((await askedFor('cuda')).inWords()).toBe('At the end it computed on the graphics card (CUDA).');
  const onProcessor = await askedFor('cpu');
  await onProcessor.firstRun('batch', run);
  expect((await askedFor('cpu')).inWords()).toBeUndefined();
  expect((await askedFor('cuda')).inWords()).toBe('It computed on the processor until it was stopped, and went on on the graphics card (CUDA). At the end it computed on the graphics card (CUDA).');
});

it('looks again for a card that was not there, and says what was computed without it', async () => {
  const noCard = () => Promise.reject(new MyeloscopeError('provider-unavailable', 'The provider cuda cannot be used: none was found.'));
  const goOn = (choose: () => Promise<ProviderChoice>) => deviceForTraining({ wanted: 'cuda', batch: 64, kept: kept() }, {}, { choose });
  await (await goOn(noCard)).firstRun('batch', () => Promise.resolve());
  const without = 'The provider cuda cannot be used: none was found. It was trained on the processor.';
  expect((await goOn(noCard)).inWords()).toBe(`${without} At the end it computed on the processor.`);
  const device = await goOn(found);
  expect(device).toMatchObject({ provider: 'cuda', said: [] });
  expect(device.inWords()).toBe(`${without} It computed on the processor until it was stopped, and went on on the graphics card (CUDA). At the end it computed on the graphics card (CUDA).`);
});

it('passes over what was kept of another batch, or of other cells', async () => {
  await (await deviceForTraining({ wanted: 'cuda', batch: 64, kept: kept() }, {}, { choose: found })).stepDown(64, 'out of memory');
  for (const other of [{ batch: 25, kept: kept() }, { batch: 64, kept: { workDirectory, recipe: 'other cells' } }]) {
    for (const wanted of ['cuda', 'cpu'] as const) expect(await deviceForTraining({ wanted, ...other }, {}, { choose: found })).toMatchObject({ provider: wanted, parts: 1, said: [] });
    expect((await deviceForTraining({ wanted: 'cpu', ...other })).inWords()).toBeUndefined();
  }
  expect(await deviceForTraining({ wanted: 'cuda', batch: 64, kept: kept() }, {}, { choose: never })).toMatchObject({ parts: 2 });
});
