import { describe, expect, it } from 'vitest';
import type { NetworkEncoding } from '#shared/models/networkEncoding.ts';
import type { FloatTensor, ModelRunner } from '#main/inference/modelRunner.ts';
import { encodedOutputs, encodeView } from './encodedOutputs.ts';

const encoding: NetworkEncoding = {
  inputName: 'image', outputName: 'scores', layout: 'NCHW', channels: 'RGB', scale: 1 / 255, mean: [0, 0, 0], deviation: [1, 1, 1], answer: 'probabilities',
  outputs: ['NGS', 'LYT', 'NGS'], names: ['segmented', 'lymphocyte', 'hypersegmented'],
};
const crop = { widthPx: 2, heightPx: 2, rgb: Uint8Array.from({ length: 12 }, (_, i) => i * 20) };

/** Gives the same answer to each picture, and keeps what it was fed. */
function network(answer: readonly number[], fed: FloatTensor[] = []): ModelRunner {
  return {
    provider: 'cpu', inputNames: ['image'], outputNames: ['scores'], release: () => Promise.resolve(),
    run: ({ image }) => {
      fed.push(image);
      return Promise.resolve({ scores: { data: Float32Array.from({ length: image.shape[0] * answer.length }, (_, i) => answer[i % answer.length]), shape: [image.shape[0], answer.length] } });
    },
  };
}

describe('encodeView', () => {
  const planes = Float32Array.of(0, 51, 102, 255);
  const encoded = (more: Partial<NetworkEncoding>) => {
    const target = new Float32Array(13);
    encodeView(Float32Array.from([...planes, ...planes.map((value) => value / 2), ...planes.map((value) => value / 4)]), { ...encoding, ...more }, target, 1);
    return [...target.subarray(1)].map((value) => Math.round(value * 1000) / 1000);
  };

  it('scales, and normalises by the mean and deviation of each channel', () => {
    expect(encoded({}).slice(0, 8)).toEqual([0, 0.2, 0.4, 1, 0, 0.1, 0.2, 0.5]);
    expect(encoded({ mean: [0.5, 0.1, 0], deviation: [0.5, 0.2, 1] }).slice(0, 8)).toEqual([-1, -0.6, -0.2, 1, -0.5, 0, 0.5, 2]);
  });

  it('puts blue first, and mean and deviation in that order', () => {
    expect(encoded({ channels: 'BGR', mean: [0.25, 0, 0] })).toEqual([-0.25, -0.2, -0.15, 0, 0, 0.1, 0.2, 0.5, 0, 0.2, 0.4, 1]);
  });

  it('puts channels last', () => {
    expect(encoded({ layout: 'NHWC' })).toEqual([0, 0, 0, 0.2, 0.1, 0.05, 0.4, 0.2, 0.1, 1, 0.5, 0.25]);
  });
});

describe('encodedOutputs', () => {
  const classes = ['NGS', 'LYT'] as const;

  it('adds up the outputs of one class, and tells no distance', async () => {
    const { probabilities, distances } = await encodedOutputs(network([0.5, 0.2, 0.3]), [crop, crop], classes, encoding, 1);
    expect(probabilities.map((shares) => [...shares].map((share) => Math.round(share * 100)))).toEqual([[80, 20], [80, 20]]);
    expect([...distances]).toEqual([NaN, NaN]);
  });

  it('makes probabilities of logits', async () => {
    const { probabilities: [shares] } = await encodedOutputs(network([0, Math.log(2), 0]), [crop], classes, { ...encoding, answer: 'logits' }, 4);
    expect(shares[1]).toBeCloseTo(0.5, 5);
  });

  it('fills the only batch that a network takes', async () => {
    const fed: FloatTensor[] = [];
    const { probabilities } = await encodedOutputs(network([1, 0, 0], fed), [crop, crop, crop], classes, { ...encoding, batch: 2 }, 1);
    expect(fed.map(({ shape }) => shape)).toEqual([[2, 3, 2, 2], [2, 3, 2, 2]]);
    expect(probabilities).toHaveLength(3);
  });

  it('refuses answers that are not what the card says', async () => {
    await expect(encodedOutputs(network([2, 1, 1]), [crop], classes, encoding, 1)).rejects.toThrow('do not add to 1');
    await expect(encodedOutputs(network([NaN, 1, 0]), [crop], classes, encoding, 1)).rejects.toThrow('no number');
    await expect(encodedOutputs(network([1, 0]), [crop], classes, encoding, 1)).rejects.toThrow('3 answers for each cell in scores');
    await expect(encodedOutputs(network([1, 0, 0]), [crop], classes, { ...encoding, outputName: 'other' }, 1)).rejects.toMatchObject({ code: 'model-invalid' });
  });
});
