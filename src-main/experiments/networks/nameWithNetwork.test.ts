import { expect, it } from 'vitest';
import { globalAveragePool } from '#main/training/graph/operators/pooling.ts';
import { flatten } from '#main/training/graph/operators/shaping.ts';
import type { NetworkDescription } from '#main/training/layers/layerBuilder.ts';
import { namingNetwork } from './nameWithNetwork.ts';

const sidePx = 4, normalization = { colours: 'rgb', mean: [0, 0, 0], deviation: [1, 1, 1] } as const;
/** As many logits as colours: each the mean of its own. */
const network: NetworkDescription = (layers, input) => ({ logits: flatten(globalAveragePool(layers.convolution(input, 'colours', { outputs: 3, kernel: 1 }))) });
const parameters = new Map([['colours.weight', Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)], ['colours.bias', new Float32Array(3)]]);
const brightest = Array.from({ length: 40 }, (_, i) => i % 3);
const pictures = brightest.map((channel) => ({ widthPx: sidePx, heightPx: sidePx, rgb: new Uint8Array(3 * sidePx * sidePx).map((_, at) => (at % 3 === channel ? 200 : 20)) }));

it('names each picture by its largest output, letting a reviewer go first in between, and ends where it is stopped', async () => {
  const naming = await namingNetwork(network, parameters, sidePx, normalization, 1);
  let turns = 0, stopAt = Infinity;
  const signal = { aborted: false, whenFree: () => { signal.aborted = ++turns === stopAt; return Promise.resolve(); } };
  expect(await naming.name(pictures)).toEqual(brightest);
  expect(await naming.name(pictures, signal)).toEqual(brightest);
  // Sixteen at once.
  expect(turns).toBe(3);
  stopAt = 5;
  await expect(naming.name(pictures, signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(turns).toBe(5);
  await naming.release();
});
