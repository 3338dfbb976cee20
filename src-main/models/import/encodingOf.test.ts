import { expect, it } from 'vitest';
import type { PlainCard } from '#shared/models/plainCard.ts';
import type { OnnxFile } from '#main/training/onnx/checkOnnxFile.ts';
import { encodingOf } from './encodingOf.ts';

const file = { inputs: [{ name: 'image', isFloat32: true, shape: [undefined, 3, 64, 64] }], outputs: [{ name: 'scores', isFloat32: true, shape: [undefined, 2] }] } as unknown as OnnxFile;
const card = (input: Partial<PlainCard['input']>): PlainCard => ({ classes: ['a', 'b'], input: { widthUm: 22, ...input } });

it('says of everything that the card is silent about what was assumed, and nothing of what it says', () => {
  const { encoding, assumed } = encodingOf(file, card({}), ['NGS', 'LYT']);
  expect(encoding).toMatchObject({ channels: 'RGB', scale: 1 / 255, mean: [0, 0, 0], deviation: [1, 1, 1] });
  expect(assumed.map((sentence) => /order|scales|mean|deviation/u.exec(sentence)?.[0])).toEqual(['order', 'scales', 'mean', 'deviation']);
  expect(encodingOf(file, card({ channels: 'BGR', scale: 1, mean: [1, 2, 3], std: [1, 1, 1] }), ['NGS', 'LYT']).assumed).toEqual([]);
});
