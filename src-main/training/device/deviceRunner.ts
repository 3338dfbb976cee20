import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { FloatTensor, ModelRunner } from '#main/inference/modelRunner.ts';
import type { ComputingDevice } from './computingDevice.ts';
import { briefReason, endsTheWork } from './computingDevice.ts';

type Tensors = Readonly<Record<string, FloatTensor>>;

/** Pictures that a network is shown at once, below which a graphics card that failed is not asked again. */
const fewestPictures = 4;

/**
 * Loads a network on a device, whose inputs and outputs all have the batch as their first axis. Where the graphics card fails, half as
 * many pictures are shown to it at once, and in the end the processor takes over: for this network, and for whatever comes after it.
 *
 * @throws as `createRunner` does on the processor
 */
export async function createDeviceRunner(model: Uint8Array, device: ComputingDevice, threads: number): Promise<ModelRunner> {
  const load = async (): Promise<ModelRunner> => {
    if (!device.isProcessor) {
      try {
        return await device.firstLoad('network', () => device.load.runner(model, { provider: device.provider, threads }));
      } catch (cause) {
        if (endsTheWork(cause)) throw cause;
        await device.toProcessor(`could not load the network: ${briefReason(cause)}`);
      }
    }
    return device.load.runner(model, { provider: 'cpu', threads });
  };
  let runner = await load(), atOnce = Infinity, hasRun = false;

  const runInParts = async (inputs: Tensors): Promise<Record<string, FloatTensor>> => {
    const count = Math.max(...Object.values(inputs).map(({ shape }) => shape[0]));
    if (count <= atOnce) return runner.run(inputs);
    const answers: Tensors[] = [];
    for (let start = 0; start < count; start += atOnce) answers.push(await runner.run(rowsOf(inputs, start, Math.min(count, start + atOnce))));
    return joined(answers);
  };

  return {
    get provider() { return runner.provider; },
    get inputNames() { return runner.inputNames; },
    get outputNames() { return runner.outputNames; },
    async run(inputs) {
      for (;;) {
        try {
          const outputs = hasRun ? await runInParts(inputs) : await device.firstRun('network', () => runInParts(inputs));
          hasRun = true;
          return outputs;
        } catch (cause) {
          if (runner.provider === 'cpu' || endsTheWork(cause)) throw cause;
          const shown = Math.min(atOnce, Math.max(...Object.values(inputs).map(({ shape }) => shape[0])));
          atOnce = Math.floor(shown / 2);
          // What the network is not made for, it is not made for on the processor either.
          if (!(cause instanceof MyeloscopeError) && atOnce >= fewestPictures) continue;
          if (!device.isProcessor) await device.toProcessor(`could not show the network ${shown} pictures at once: ${briefReason(cause)}`);
          await runner.release().catch(() => undefined);
          atOnce = Infinity;
          runner = await load();
        }
      }
    },
    release: () => runner.release(),
  };
}

function rowsOf(tensors: Tensors, from: number, to: number): Record<string, FloatTensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, { data, shape }]) => {
    const size = data.length / shape[0];
    return [name, { data: data.subarray(from * size, to * size), shape: [to - from, ...shape.slice(1)] }];
  }));
}

function joined(parts: readonly Tensors[]): Record<string, FloatTensor> {
  return Object.fromEntries(Object.entries(parts[0]).map(([name, { shape }]) => {
    const data = new Float32Array(parts.reduce((sum, part) => sum + part[name].data.length, 0));
    let at = 0;
    for (const part of parts) { data.set(part[name].data, at); at += part[name].data.length; }
    return [name, { data, shape: [parts.reduce((sum, part) => sum + part[name].shape[0], 0), ...shape.slice(1)] }];
  }));
}
