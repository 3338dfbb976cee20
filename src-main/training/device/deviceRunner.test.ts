import { expect, test } from 'vitest';
import { createRunner } from '#main/inference/createRunner.ts';
import type { ModelRunner } from '#main/inference/modelRunner.ts';
import { trialModel } from '#main/inference/trialModel.ts';
import { createTrainer } from '../trainer/trainer.ts';
import type { DeviceOptions, DeviceStanding } from './computingDevice.ts';
import { ComputingDevice } from './computingDevice.ts';
import { createDeviceRunner } from './deviceRunner.ts';

const pictures = { data: Float32Array.from({ length: 30 * 3 * 32 * 32 }, (_, i) => Math.cos(i * 0.13)), shape: [30, 3, 32, 32] };
const expected = createRunner(trialModel, { threads: 1 }).then(async (runner) => { const { answer } = await runner.run({ pictures }); await runner.release(); return answer; });

/** A graphics card made of the processor, which shows a network at most so many pictures at once. */
function card(most: number, asked: number[] = [], keep?: DeviceOptions['keep']): ComputingDevice {
  const runner = async (...[model, options]: Parameters<typeof createRunner>): Promise<ModelRunner> => {
    const own = await createRunner(model, { ...options, provider: 'cpu' });
    if (options?.provider === 'cpu') return own;
    return {
      provider: 'dml', inputNames: own.inputNames, outputNames: own.outputNames, release: () => own.release(),
      run: (inputs) => {
        asked.push(inputs.pictures.shape[0]);
        return inputs.pictures.shape[0] > most ? Promise.reject(new Error('8007000E Not enough memory resources are available.')) : own.run(inputs);
      },
    };
  };
  return new ComputingDevice('dml', { keep, load: { runner, trainer: createTrainer } });
}

async function answerOn(device: ComputingDevice): Promise<void> {
  const runner = await createDeviceRunner(trialModel, device, 1), { answer } = await runner.run({ pictures });
  expect(answer.shape).toEqual([30, 4]);
  (await expected).data.forEach((value, i) => { expect(answer.data[i]).toBeCloseTo(value, 5); });
  expect(runner.provider).toBe(device.provider);
  await runner.release();
}

test('shows a network fewer pictures at once where memory runs out, and answers the same', async () => {
  const asked: number[] = [], device = card(7, asked);
  await answerOn(device);
  expect(asked).toEqual([30, 15, 7, 7, 7, 7, 2]);
  expect(device).toMatchObject({ provider: 'dml', said: [] });
});

test('leaves it to the processor where even few are too many, and says so', async () => {
  const device = card(3);
  await answerOn(device);
  expect(device).toMatchObject({ provider: 'cpu', said: ['The graphics card (DirectML) could not show the network 7 pictures at once: 8007000E Not enough memory resources are available. It went on on the processor.'] });
});

test.each(['cuda', 'webgpu'] as const)('the %s of this machine runs a network, or leaves it to the processor and says why', async (provider) => {
  const device = new ComputingDevice(provider);
  await answerOn(device);
  expect(device.said.length).toBe(device.isProcessor ? 1 : 0);
});

test('a network that does not load and pictures that it is not made for are refused as on the processor', async () => {
  await expect(createDeviceRunner(new TextEncoder().encode('no network'), card(9), 1)).rejects.toMatchObject({ code: 'model-invalid' });
  const runner = await createDeviceRunner(trialModel, card(99), 1);
  await expect(runner.run({ pictures: { data: new Float32Array(4 * 32 * 32), shape: [4, 1, 32, 32] } })).rejects.toMatchObject({ code: 'model-invalid' });
  await runner.release();
});

test('notes what it tries while it is tried, and nothing of what is loaded but not run', async () => {
  const kept: DeviceStanding[] = [], device = card(15, [], (standing) => { kept.push(standing); return Promise.resolve(); });
  const runner = await createDeviceRunner(trialModel, device, 1), noted = () => kept.splice(0).map(({ trying }) => trying);
  expect(noted()).toEqual(['network', undefined]);
  await runner.run({ pictures });
  // Thirty at once failed, fifteen did not.
  expect(noted()).toEqual(['network', undefined, 'network', undefined]);
  await runner.run({ pictures });
  expect(noted()).toEqual([]);
  await runner.release();
});

test('notes of the processor, once, that it has computed', async () => {
  const kept: DeviceStanding[] = [], device = new ComputingDevice('cpu', { keep: (standing) => { kept.push(standing); return Promise.resolve(); } });
  const runner = await createDeviceRunner(trialModel, device, 1);
  expect(kept).toEqual([]);
  for (let time = 0; time < 2; time++) await runner.run({ pictures });
  expect(kept).toEqual([{ provider: 'cpu', parts: 1, said: [], hasComputed: true }]);
  await runner.release();
});
