import { describe, expect, it } from 'vitest';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import type { FloatTensor, ModelRunner } from '#main/inference/modelRunner.ts';
import { createDetector } from './detector.ts';

const thresholds = { nucleatedCell: 0.5, redCell: 0.4, platelet: 0.4 };

function runner(outputs: (picture: FloatTensor) => Record<string, FloatTensor>): ModelRunner {
  return {
    provider: 'cpu', inputNames: ['picture'], outputNames: ['heat', 'boxes'],
    run: ({ picture }) => Promise.resolve(outputs(picture)),
    release: () => Promise.resolve(),
  };
}

/** A network that finds a cell of each kind at one place. */
const onePlace = (place: number) => runner(({ shape: [, , height, width] }) => {
  const places = (height / 4) * (width / 4);
  const heat = new Float32Array(3 * places).fill(-8);
  for (let kind = 0; kind < 3; kind += 1) heat[kind * places + place] = 5;
  return { heat: { data: heat, shape: [1, 3, height / 4, width / 4] }, boxes: { data: new Float32Array(12 * places), shape: [1, 12, height / 4, width / 4] } };
});

describe('createDetector', () => {
  it.each([[1, 1], [3, 70], [64, 8]])('takes a picture of %i x %i px, filled up with white to multiples of 8', async (widthPx, heightPx) => {
    let seen: FloatTensor | undefined;
    const network = runner((picture) => {
      seen = picture;
      return { heat: { data: new Float32Array(3).fill(-8), shape: [1, 3, 1, 1] }, boxes: { data: new Float32Array(12), shape: [1, 12, 1, 1] } };
    });
    await createDetector(network, thresholds).detect(blankPicture(widthPx, heightPx, 7));
    const [, , rows, columns] = seen!.shape;
    expect([rows % 8, columns % 8]).toEqual([0, 0]);
    expect(seen!.data.filter((value) => value === 7)).toHaveLength(3 * widthPx * heightPx);
    expect(seen!.data.filter((value) => value === 255)).toHaveLength(3 * (rows * columns - widthPx * heightPx));
  });

  it('gives each kind its own list', async () => {
    const found = await createDetector(onePlace(0), thresholds).detect(blankPicture(16, 16));
    expect([found.nucleated.length, found.redCells.length, found.platelets.length]).toEqual([1, 1, 1]);
    expect(found.nucleated[0].box.widthPx).toBeGreaterThan(found.redCells[0].box.widthPx);
  });

  it('names no cell in the white it filled up with', async () => {
    const found = await createDetector(onePlace(1), thresholds).detect(blankPicture(5, 5));
    expect(found.nucleated).toEqual([]);
  });

  it('takes nothing smaller than 5 µm for a nucleated cell', async () => {
    const small = runner(({ shape: [, , height, width] }) => {
      const places = (height / 4) * (width / 4);
      const heat = new Float32Array(3 * places).fill(-8);
      heat[0] = 5;
      const boxes = new Float32Array(12 * places);
      boxes.fill(Math.log(4 / 0.46 / 30), 2 * places, 4 * places);
      return { heat: { data: heat, shape: [1, 3, height / 4, width / 4] }, boxes: { data: boxes, shape: [1, 12, height / 4, width / 4] } };
    });
    expect((await createDetector(small, thresholds).detect(blankPicture(16, 16))).nucleated).toEqual([]);
  });

  it('refuses a model that is no detector', async () => {
    const network = runner(() => ({ logits: { data: new Float32Array(3), shape: [1, 3] } }));
    await expect(createDetector(network, thresholds).detect(blankPicture(8, 8))).rejects.toMatchObject({ code: 'model-invalid' });
  });
});
