import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { usualAugmentation } from '../augmentation/augmentCell.ts';
import { drawnCellSources } from '../cellPictures/drawnCells.ts';
import { readCells } from '../cellPictures/readCells.ts';
import { trainMemberStages } from './classifierMember.ts';
import type { MemberRecipe, StageSettings } from './classifierRecipe.ts';
import { preTrain, trainOnMarrow } from './classifierStages.ts';
import { foldCount } from './prepareCells.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'myeloscope-member-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

const pictures = await readCells(drawnCellSources(['NGS', 'LYT'], 10, 3), () => Promise.reject(new Error('drawn cells have no file')));
// The first ten stand for marrow, in folds of two; what stands for blood is drawn too.
const trainable = pictures.cells.map((cell, i) => ({ ...cell, origin: i < 10 ? 'marrow' as const : 'blood' as const }));
const marrow = trainable.slice(0, 10);
const prepared = { pictures, trainable, marrow, heldOutBlood: [], folds: Int32Array.from(marrow, (_, i) => i % foldCount) };
const few: StageSettings = { balance: 0.5, steps: 4, batch: 2, sidePx: 32, learningRate: 1e-3, weightDecay: 0, labelSmoothing: 0, augmentation: usualAugmentation };
const recipe = (name: string, seed: number): MemberRecipe => ({ name, seed, preTraining: [few], marrow: [few] });

it('trains a network before the marrow, without each fold and with all, and what comes after finds it done', { timeout: 120_000 }, async () => {
  const plan = { prepared, workDirectory: folder, seed: 7, threads: 1 };
  await trainMemberStages(plan, recipe('first', 0), {});
  expect(readdirSync(folder).sort()).toEqual([
    'first-all-marrow-stage-1.checkpoint', 'first-pre-training-stage-1.checkpoint', ...[1, 2, 3, 4, 5].map((fold) => `first-without-fold-${fold}-stage-1.checkpoint`),
  ]);
  const steps: string[] = [], context = { report: ({ stage }: { stage: string }) => { steps.push(stage); } };
  const start = await preTrain(plan, recipe('first', 0), context);
  const end = await trainOnMarrow(plan, recipe('first', 0), start, 2, context);
  expect(steps).toEqual([]);
  expect(end.get('head.weight')).not.toEqual(start.get('head.weight'));
  // A network of another seed begins otherwise.
  const other = await preTrain(plan, recipe('second', 1), context);
  expect(steps).toHaveLength(4);
  expect(other.get('stem.weight')).toBeDefined();
  expect(other.get('stem.weight')).not.toEqual(start.get('stem.weight'));
});
