import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { usualAugmentation } from '../augmentation/augmentCell.ts';
import { drawnCellSources } from '../cellPictures/drawnCells.ts';
import { readCells } from '../cellPictures/readCells.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { cellNetwork } from './cellNetwork.ts';
import { judgeCells, statisticsOf } from './judgeCells.ts';
import type { TrainingStage } from './trainStage.ts';
import { trainStage } from './trainStage.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'myeloscope-stage-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

const classes: readonly ClassCode[] = ['NGS', 'ART'];
const pictures = await readCells(drawnCellSources(classes, 6, 3), () => Promise.reject(new Error('drawn cells have no file')));

const stageOf = (more: Partial<TrainingStage>): TrainingStage => ({
  name: 'test', network: cellNetwork(classes.length), classes, canvases: pictures.canvases, parts: [{ share: 1, cells: pictures.cells }], balance: 0.5,
  steps: 6, batch: 4, learningRate: 1e-3, weightDecay: 0.01, labelSmoothing: 0, augmentation: usualAugmentation, seed: 5, threads: 1, ...more,
});

const bytes = (parameters: ParameterSet) => [...parameters].map(([name, values]) => [name, Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64')]);

describe('trainStage', () => {
  it('gives the same bits again, and after being stopped and gone on with', async () => {
    const undisturbed = await trainStage(stageOf({}));
    const checkpoint = path.join(folder, 'stage.checkpoint');
    const signal = { aborted: false };
    const stopped = trainStage(stageOf({ checkpoint, stepsPerCheckpoint: 2 }), { signal, report: ({ done }) => { signal.aborted = done >= 5; } });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    const seen: number[] = [];
    const resumed = await trainStage(stageOf({ checkpoint, stepsPerCheckpoint: 2 }), { report: ({ done }) => { seen.push(done); } });
    expect(seen).toEqual([5, 6]);
    expect(bytes(resumed)).toEqual(bytes(undisturbed));
    // One that is done is not done again, and a checkpoint of other cells is refused.
    expect(bytes(await trainStage(stageOf({ checkpoint })))).toEqual(bytes(undisturbed));
    await expect(trainStage(stageOf({ checkpoint, learningRate: 2e-3 }))).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('learns to tell a neutrophil from an artefact, and the exported model says so of the crops', { timeout: 240_000 }, async () => {
    const parameters = await trainStage(stageOf({ steps: 60, batch: 8, learningRate: 2e-3 }));
    const statistics = await statisticsOf(parameters, classes, pictures, pictures.cells, 1);
    const judged = await judgeCells([{ parameters, statistics }], classes, pictures, pictures.cells, 1);
    const right = judged.filter(({ right: [code], probabilities }) => probabilities[classes.indexOf(code)] > 0.5);
    expect(right.length).toBeGreaterThanOrEqual(11);
    for (const { distance } of judged) expect(distance).toBeGreaterThanOrEqual(-1e-2);
  });
});
