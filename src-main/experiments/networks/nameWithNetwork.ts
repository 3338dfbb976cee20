import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkSignal } from '#shared/jobs/workSignal.ts';
import { nextTurn } from '#shared/jobs/workSignal.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { exportInferenceModel } from '#main/training/layers/exportInferenceModel.ts';
import type { NetworkDescription, ParameterSet } from '#main/training/layers/layerBuilder.ts';
import { normalizedPlanes, type ChannelNormalization } from '../features/normalizedPlanes.ts';

/** A trained network that names pictures of one size. */
export interface NamingNetwork {
  /** The class of each picture: the largest of the network's outputs. Throws `cancelled`. */
  name(pictures: readonly RgbPicture[], signal?: WorkSignal): Promise<number[]>;
  release(): Promise<void>;
}

const batch = 16;

/** Loads a trained network for use: normalisation folded, no dropout. */
export async function namingNetwork(network: NetworkDescription, parameters: ParameterSet, sidePx: number, normalization: ChannelNormalization, threads: number): Promise<NamingNetwork> {
  const runner = await createRunner(exportInferenceModel({ network, parameters, inputName: 'pictures', inputShape: [3, sidePx, sidePx] }), { provider: 'cpu', threads });
  const floats = 3 * sidePx * sidePx;
  return {
    async name(pictures, signal) {
      const named: number[] = [];
      for (let from = 0; from < pictures.length; from += batch) {
        await nextTurn(signal);
        const part = pictures.slice(from, from + batch), data = new Float32Array(part.length * floats);
        part.forEach((picture, i) => { normalizedPlanes(picture, normalization, data, i * floats); });
        const { logits } = await runner.run({ pictures: { data, shape: [part.length, 3, sidePx, sidePx] } });
        const classes = logits.data.length / part.length;
        part.forEach((_, i) => {
          const row = logits.data.subarray(i * classes, (i + 1) * classes);
          named.push(row.indexOf(Math.max(...row)));
        });
      }
      return named;
    },
    release: () => runner.release(),
  };
}
