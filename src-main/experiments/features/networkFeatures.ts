import { nextTurn } from '#shared/jobs/workSignal.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { exportInferenceModel } from '#main/training/layers/exportInferenceModel.ts';
import type { NetworkDescription, ParameterSet } from '#main/training/layers/layerBuilder.ts';
import type { Value } from '#main/training/graph/value.ts';
import type { FeatureExtractor } from './featureExtractor.ts';
import { normalizedPlanes, type ChannelNormalization } from './normalizedPlanes.ts';

export interface NetworkFeatureSettings {
  readonly name: string;
  readonly title: string;
  readonly network: NetworkDescription;
  readonly parameters: ParameterSet;
  readonly sidePx: number;
  readonly normalization: ChannelNormalization;
  readonly threads: number;
}

/** Pictures that go through the network at once. */
const batch = 8;

/** What the convolutional part of a network makes of pictures: whatever its first fully connected layer would be given. */
export async function networkFeatures({ name, title, network, parameters, sidePx, normalization, threads }: NetworkFeatureSettings): Promise<FeatureExtractor> {
  const model = exportInferenceModel({ network: convolutionalPart(network), parameters, inputName: 'pictures', inputShape: [3, sidePx, sidePx] });
  const runner = await createRunner(model, { provider: 'cpu', threads });
  return {
    name, title,
    async extract(pictures, signal) {
      const rows: Float32Array[] = [];
      for (let from = 0; from < pictures.length; from += batch) {
        await nextTurn(signal);
        const part = pictures.slice(from, from + batch);
        const data = new Float32Array(part.length * 3 * sidePx * sidePx);
        part.forEach((picture, i) => { normalizedPlanes(picture, normalization, data, i * 3 * sidePx * sidePx); });
        const { features } = await runner.run({ pictures: { data, shape: [part.length, 3, sidePx, sidePx] } });
        const length = features.data.length / part.length;
        part.forEach((_, i) => { rows.push(features.data.slice(i * length, (i + 1) * length)); });
      }
      return rows;
    },
    release: () => runner.release(),
  };
}

/** A network cut before its first fully connected layer. Throws a RangeError where it has none. */
export function convolutionalPart(network: NetworkDescription): NetworkDescription {
  return (layers, input) => {
    const seen: Value[] = [];
    // What lies behind is not wanted, and its parameters may be those of other classes, or none.
    network({ ...layers, linear: (x) => { seen.push(x); return x; } }, input);
    if (!seen.length) throw new RangeError('The network has no fully connected layer to cut it before');
    return { features: seen[0] };
  };
}
