import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRunner } from '#main/inference/createRunner.ts';
import { composeCanvas, fieldPool } from './composeCanvas.ts';
import { drawnTestField } from './drawnTestField.ts';
import { runDetectorEpochs } from './runDetectorEpochs.ts';
import { detectorModel } from './trainDetector.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { canvasPx } from './trainingCanvas.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const pool = fieldPool([{ fields: [1, 2, 3, 4, 5, 6].map(drawnTestField), weight: 1 }]);
const run = { pool, seed: 3, threads: 1, highestLearningRate: 2e-3, stage: 'test' } as const;

// Real training steps: seconds on a free core, minutes on a crowded machine.
describe('runDetectorEpochs', { timeout: 300_000 }, () => {
  it('gives what an undisturbed run gives when it goes on from its checkpoint', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'detector-'));
    folders.push(folder);
    const whole = await runDetectorEpochs({ ...run, epochs: 2, epochSteps: 2 });
    const checkpoint = { path: join(folder, 'run.checkpoint'), recipe: 'a' };
    let asked = 0;
    // Cancelled in the middle of the second epoch.
    const signal = { get aborted() { asked += 1; return asked > 3; } };
    await expect(runDetectorEpochs({ ...run, epochs: 2, epochSteps: 2, checkpoint }, { signal })).rejects.toMatchObject({ code: 'cancelled' });
    const resumed = await runDetectorEpochs({ ...run, epochs: 2, epochSteps: 2, checkpoint });
    expect([...resumed.keys()]).toEqual([...whole.keys()]);
    for (const [name, values] of whole) expect(resumed.get(name), name).toEqual(values);
  });

  it('learns: the loss of plain discs falls by more than half, and the model for use gives the same maps at any size', async () => {
    const losses: number[] = [];
    const parameters = await runDetectorEpochs({ ...run, epochs: 3, epochSteps: 6 }, {}, (_, loss) => losses.push(loss));
    expect(losses[2]).toBeLessThan(losses[0] / 2);
    const runner = await createRunner(detectorModel(parameters), { threads: 1 });
    const { planes } = composeCanvas(pool, seededRandom(8));
    const { heat } = await runner.run({ picture: { data: planes, shape: [1, 3, canvasPx, canvasPx] } });
    expect(heat.shape).toEqual([1, 3, canvasPx / 4, canvasPx / 4]);
    const { heat: small, boxes } = await runner.run({ picture: { data: new Float32Array(3 * 8 * 24).fill(255), shape: [1, 3, 8, 24] } });
    expect(small.shape).toEqual([1, 3, 2, 6]);
    expect(boxes.shape).toEqual([1, 12, 2, 6]);
    await runner.release();
  });
});
