import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { NetworkEncoding } from '#shared/models/networkEncoding.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { drawnCellSources } from '#main/training/cellPictures/drawnCells.ts';
import { readCells } from '#main/training/cellPictures/readCells.ts';
import { Graph } from '#main/training/graph/graph.ts';
import { relu } from '#main/training/graph/operators/activation.ts';
import { globalAveragePool } from '#main/training/graph/operators/pooling.ts';
import { flatten } from '#main/training/graph/operators/shaping.ts';
import { exportInferenceModel } from '#main/training/layers/exportInferenceModel.ts';
import type { NetworkDescription } from '#main/training/layers/layerBuilder.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import { importedCardOf } from '../registry/importedCardOf.ts';
import { judgeOnHeldOut } from './judgeOnHeldOut.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'judge-on-held-out-')), sidePx = 32;
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

/** A small classifier of these classes, with weights as they are drawn. */
function classifier(name: string, classes: readonly ClassCode[], untrained?: 'network'): { model: Classifier; onnx: Uint8Array } {
  const network: NetworkDescription = (layers, input) => ({ scores: layers.linear(flatten(globalAveragePool(relu(layers.normalizedConvolution(input, 'stem', { outputs: 8, kernel: 5, stride: 4 })))), 'head', classes.length) });
  const graph = new Graph();
  network(trainingLayers(graph, { seed: 5 }), graph.input('pictures', [2, 3, sidePx, sidePx]));
  const onnx = exportInferenceModel({ network, parameters: new Map([...graph.carried].map(([of, { initial }]) => [of, initial])), inputName: 'pictures', inputShape: [3, sidePx, sidePx] });
  const encoding: NetworkEncoding = { inputName: 'pictures', outputName: 'scores', layout: 'NCHW', channels: 'RGB', scale: 1 / 255, mean: [0, 0, 0], deviation: [1, 1, 1], answer: 'logits', outputs: [...classes], names: [...classes] };
  const card = importedCardOf({ name, sha256: createHash('sha256').update(onnx).digest('hex'), plain: { classes: [...classes], input: {} }, found: { input: { widthPx: sidePx, heightPx: sidePx, widthUm: 22 }, encoding, assumed: [] }, softwareVersion: '0' });
  writeFileSync(path.join(directory, card.file), onnx);
  return { model: { card: { ...card, ...(untrained && { untrained }) }, directory }, onnx };
}

/** Drawn cells, as if they were of seven patients. */
const heldOut = () => readCells(drawnCellSources(['NGS', 'LYT'], 14, 3).map((source, i) => ({ ...source, group: `patient ${i % 7}` })), () => Promise.reject(new Error('drawn cells are not read from files')), {}, undefined, { sidePx, widthUm: 22 });

const inUse = classifier('in-use', ['BLA', 'NGS', 'LYT', 'UNK']), candidate = classifier('candidate', ['NGS', 'LYT']);
const judged = async (current: Classifier) => judgeOnHeldOut({ current: { classifier: current, experts: [] }, inUse: inUse.model.card, candidate: { card: candidate.model.card, onnx: candidate.onnx }, fit: { heldOut: await heldOut(), leftOut: [] }, threads: 1 });
const lost = 'It can\'t name BLA, which is named now: it calls such cells something else, and is not judged by them.';

it('objects to a candidate that can\'t name a class that is named now, whether that is what it is compared with or not', async () => {
  for (const current of [inUse, classifier('base', ['NGS', 'LYT'])]) {
    const { judgement } = await judged(current.model);
    expect(judgement).toMatchObject({ verdict: 'worse', cells: 28, cases: 7, objections: expect.arrayContaining([lost]) as string[] });
  }
}, 60_000);

it('compares nothing with a network that has learnt nothing, and gives the candidate\'s own figures', async () => {
  const { judgement, current, candidate: said } = await judged(classifier('fresh', ['NGS', 'LYT'], 'network').model);
  expect(judgement).toEqual({
    verdict: 'cannotJudge', why: `fresh, from which it was trained, had learnt nothing, and in-use, which names cells now, sees them at another size or scale: there is nothing to compare it with. ${lost}`,
    alone: { cells: 28, cases: 7, accuracy: said.filter(({ truth, forcedCode }) => truth === forcedCode).length / 28, coverage: 1, confidentErrors: expect.any(Number) as number, classes: ['NGS', 'LYT'].map((code) => ({ code, cells: 14, f1: expect.any(Number) as number })) },
  });
  expect(current).toBeUndefined();
}, 60_000);
