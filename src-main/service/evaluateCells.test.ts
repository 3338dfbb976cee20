import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import { evaluateCells } from './evaluateCells.ts';
import { readWholePicture } from './readWholePicture.ts';
import { evaluateRobustness } from './evaluateRobustness.ts';
import { describeCellEvaluation } from './evaluation/describeCellEvaluation.ts';
import { describeRobustness } from './evaluation/describeRobustness.ts';
import { namedChanges } from './evaluation/namedChanges.ts';

const root = mkdtempSync(path.join(tmpdir(), 'evaluate-cells-'));
afterAll(() => { rmSync(root, { recursive: true }); });

/** Names by the colour in the middle: red is an eosinophil, blue a lymphocyte, and what is neither clearly is UNK, by force LYT. */
const byColour: CellClassifier = {
  classes: ['EOS', 'LYT'],
  classify: (crops) => Promise.resolve(crops.map((crop) => {
    expect([crop.widthPx, crop.heightPx]).toEqual([96, 96]);
    const middle = 3 * (48 * 96 + 48);
    const red = crop.rgb[middle] - crop.rgb[middle + 2];
    const forcedCode = red > 0 ? 'EOS' as const : 'LYT' as const;
    return { forcedCode, code: Math.abs(red) < 30 ? 'UNK' as const : forcedCode, probabilities: Float32Array.of(red > 0 ? 0.9 : 0.1, red > 0 ? 0.1 : 0.9), familiarity: 1 };
  })),
};

async function readPicture(file: string): Promise<RgbPicture> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, rgb: data };
}
const tools = { classifier: byColour, readPicture };

let directory = '';
let made = 0;
beforeEach(() => {
  directory = path.join(root, String(made++));
  mkdirSync(directory);
});

async function addCell(file: string, red: number, blue: number, sidePx = 40): Promise<void> {
  mkdirSync(path.join(directory, path.dirname(file)), { recursive: true });
  const edgePx = Math.round(sidePx / 8), innerPx = sidePx - 2 * edgePx;
  // Glass around: a picture of one colour is none of a cell.
  await sharp({ create: { width: innerPx, height: innerPx, channels: 3, background: { r: red, g: 100, b: blue } } })
    .extend({ top: edgePx, bottom: edgePx, left: edgePx, right: edgePx, background: 'white' }).toFile(path.join(directory, file));
}

describe('evaluate cells', () => {
  it('names pictures that can\'t be decoded or are not there, and measures on the rest', async () => {
    for (const name of ['a', 'b', 'c']) await addCell(`EOS/${name}.jpg`, 200, 50);
    await addCell('LYT/d.png', 50, 200);
    const cut = path.join(directory, 'EOS/b.jpg');
    // Its header stays whole; without noise a flat picture would survive.
    const noise = Uint8Array.from({ length: 3 * 60 * 60 }, (_, index) => (index * 7919) % 253);
    const jpeg = await sharp(noise, { raw: { width: 60, height: 60, channels: 3 } }).jpeg().toBuffer();
    writeFileSync(cut, jpeg.subarray(0, jpeg.length / 2));
    symlinkSync(path.join(directory, 'nowhere.jpg'), path.join(directory, 'LYT/gone.jpg'));
    const evaluation = await evaluateCells({ directory, spanUm: 22 }, { classifier: byColour, readPicture: readWholePicture });
    expect(evaluation).toMatchObject({ cells: 3, accuracy: 1 });
    expect(evaluation.skipped.map(({ file }) => file)).toEqual(['EOS/b.jpg', 'LYT/gone.jpg']);
    expect(evaluation.skipped[0].reason).toContain(cut);
  });

  it('leaves out pictures that show nothing, and says why', async () => {
    await addCell('EOS/a.png', 200, 50);
    const deep = Uint16Array.from({ length: 3 * 40 * 40 }, (_, index) => (index * 7919) % 4096), raw = { width: 40, height: 40, channels: 3 as const };
    await sharp(deep, { raw }).toColourspace('rgb16').png().toFile(path.join(directory, 'EOS/deep.png'));
    await sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 200, g: 100, b: 50, alpha: 0 } } }).png().toFile(path.join(directory, 'EOS/glass.png'));
    const evaluation = await evaluateCells({ directory, spanUm: 22 }, { classifier: byColour, readPicture: readWholePicture });
    expect(evaluation).toMatchObject({ cells: 1, accuracy: 1, skipped: [
      { file: 'EOS/deep.png', reason: expect.stringContaining('lower 12 of its 16 bits') as string }, { file: 'EOS/glass.png', reason: expect.stringContaining('wholly transparent') as string },
    ] });
  });

  it('measures how sure a call was where the classifier itself can say that it cannot tell', async () => {
    for (const name of ['a', 'b', 'c']) await addCell(`EOS/${name}.png`, 200, 50);
    const unsure: CellClassifier = {
      classes: ['UNK', 'EOS', 'LYT'],
      classify: (crops) => Promise.resolve(crops.map(() => ({ forcedCode: 'EOS' as const, code: 'UNK' as const, probabilities: Float32Array.of(0.75, 0.25, 0), familiarity: 1 }))),
    };
    const { accuracy, calibrationError } = await evaluateCells({ directory, spanUm: 22 }, { ...tools, classifier: unsure });
    expect({ accuracy, calibrationError }).toEqual({ accuracy: 1, calibrationError: 0.75 });
  });

  it('tells the groups by all pictures of a directory, also where a list names some of them', async () => {
    for (const file of ['EOS/1.png', 'EOS/2.png']) await addCell(file, 200, 50);
    await addCell('LYT/1.png', 50, 200);
    writeFileSync(path.join(directory, 'groups.csv'), 'file,patient\nLYT/1.png,P1\n2.png,P1\n');
    writeFileSync(path.join(directory, 'only.csv'), 'file\nEOS/1.png\nEOS/2.png\n');
    const { groups } = await evaluateCells({ directory, spanUm: 22, groupsFile: path.join(directory, 'groups.csv'), groupColumn: 'patient', onlyFile: path.join(directory, 'only.csv') }, tools);
    // EOS/1.png has the name of LYT/1.png and not its patient.
    expect(groups).toMatchObject({ count: 2 });
  });

  it('says how many cells have no group in the table, and which listed pictures are none', async () => {
    for (const file of ['EOS/1.png', 'EOS/2.png', 'EOS/3.png']) await addCell(file, 200, 50);
    writeFileSync(path.join(directory, 'groups.csv'), 'file,patient\nEOS/1.png,P1\n');
    writeFileSync(path.join(directory, 'only.csv'), 'file\nEOS/1.png\nEOS/2.png\nEOS/2.jpg\n\n./LYT/1.png\n');
    const input = { directory, spanUm: 22, groupsFile: path.join(directory, 'groups.csv'), groupColumn: 'patient' };
    const all = await evaluateCells(input, tools);
    expect(all.groups).toEqual({ count: 3, by: 'patient', alone: 2 });
    expect(describeCellEvaluation(all)).toContain('2 of 3 cells have no patient in the table and stand each for itself');
    const listed = await evaluateCells({ ...input, onlyFile: path.join(directory, 'only.csv') }, tools);
    expect(listed).toMatchObject({ cells: 2, skipped: ['EOS/2.jpg', 'LYT/1.png'].map((file) => ({ file, reason: 'named in only.csv, but not among the pictures of the classes' })) });
    expect(describeRobustness(await evaluateRobustness({ ...input, onlyFile: path.join(directory, 'only.csv') }, tools, {}, []))).toContain('2 not used:');
  });

  it('refuses a width that an export contradicts, and takes the groups of its manifest', async () => {
    for (const file of ['EOS/1.png', 'EOS/2.png']) await addCell(file, 200, 50);
    writeFileSync(path.join(directory, 'manifest.csv'), 'file,class,case,group,width_um\nEOS/1.png,EOS,c1,p1,28\nEOS/2.png,EOS,c2,p1,28\n');
    for (const evaluate of [evaluateCells, evaluateRobustness]) {
      await expect(evaluate({ directory, spanUm: 22 }, tools)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('28 µm wide') as string });
    }
    const evaluation = await evaluateCells({ directory, spanUm: 28 }, tools);
    expect(evaluation.groups).toEqual({ count: 1, by: 'group', alone: 0 });
    expect(describeCellEvaluation(evaluation)).not.toContain('stand each for itself');
  });

  it('measures a classifier on a directory of classes, whatever the size and kind of the pictures', async () => {
    await addCell('EOS/a.png', 200, 50);
    await addCell('EOS/b.jpg', 200, 50, 137);
    await addCell('EOS/c.tif', 50, 200, 12);
    await addCell('LYT/d.png', 90, 110);
    await addCell('PLT/e.png', 50, 200);
    writeFileSync(path.join(directory, 'EOS/notes.txt'), 'not a picture');
    writeFileSync(path.join(directory, 'cells.csv'), 'file,patient\nEOS/a.png,P1\nEOS/b.jpg,P1\nEOS/c.tif,P2\nLYT/d.png,P3\nPLT/e.png,P3\n');
    const stages = new Set<string>();
    const evaluation = await evaluateCells({ directory, spanUm: 22, groupsFile: path.join(directory, 'cells.csv'), groupColumn: 'patient' }, tools,
      { report: ({ stage }) => { stages.add(stage); } });
    expect(evaluation).toMatchObject({
      cells: 5, accuracy: 3 / 5, coverage: 4 / 5, confidentErrorRate: 2 / 5, groups: { count: 3, by: 'patient' }, skipped: [],
      confusion: { labels: ['EOS', 'LYT', 'PLT'], rows: [[2, 1, 0], [0, 1, 0], [0, 1, 0]] },
      shownConfusion: { labels: ['EOS', 'LYT', 'PLT', 'UNK'] },
    });
    expect(evaluation.intervals.accuracy).toHaveLength(2);
    expect([...stages]).toEqual(['Naming cells', 'Drawing intervals']);
    const text = describeCellEvaluation(evaluation);
    expect(text).toContain('EOS called LYT: 1 of 3 (33 %)');
    expect(text).toMatch(/accuracy +0\.600 \(/);
    expect(text).toContain('Few groups');
    for (const key of ['macroF1', 'mScore', 'withinOneStageAccuracy', 'lineageAccuracy', 'differentialError', 'calibrationError', 'perClass']) expect(evaluation).toHaveProperty(key);
  });

  it('lists what it cannot read and goes on', async () => {
    await addCell('EOS/a.png', 200, 50);
    writeFileSync(path.join(directory, 'EOS/broken.png'), 'no picture at all');
    writeFileSync(path.join(directory, 'EOS/empty.jpg'), '');
    await addCell('UNK/u.png', 10, 10);
    const evaluation = await evaluateCells({ directory, spanUm: 30 }, tools);
    expect(evaluation.cells).toBe(1);
    expect(evaluation.skipped.map(({ file }) => file)).toEqual(['UNK/', 'EOS/broken.png', 'EOS/empty.jpg']);
    expect(describeCellEvaluation(evaluation)).toContain('3 not used:');
  });

  it('refuses what can be no set of cells, in words', async () => {
    await expect(evaluateCells({ directory, spanUm: 22 }, tools)).rejects.toThrow(/has no cell pictures/);
    await addCell('Neutro/b.png', 200, 50);
    await addCell('misc/c.png', 200, 50);
    await expect(evaluateCells({ directory, spanUm: 22 }, tools)).rejects.toThrow(/no class: Neutro, misc/);
    await addCell('EOS/a.png', 200, 50);
    const evaluation = await evaluateCells({ directory, spanUm: 22 }, tools);
    expect(evaluation.cells).toBe(1);
    expect(describeCellEvaluation(evaluation)).toContain('2 not used:\n  Neutro/: it is no class: its 1 picture is left out\n');
    await expect(evaluateCells({ directory: path.join(directory, 'absent'), spanUm: 22 }, tools)).rejects.toMatchObject({ code: 'not-found' });
    for (const spanUm of [0, -1, NaN, 1e9]) await expect(evaluateCells({ directory, spanUm }, tools)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('fails where no picture can be read, and stops on request', async () => {
    mkdirSync(path.join(directory, 'EOS'));
    writeFileSync(path.join(directory, 'EOS/broken.png'), 'no picture at all');
    await expect(evaluateCells({ directory, spanUm: 22 }, tools)).rejects.toThrow(/None of the 1 cell pictures/);
    await expect(evaluateCells({ directory, spanUm: 22 }, tools, { signal: { aborted: true } })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('robustness', () => {
  it('finds the change that a classifier by colour cannot stand', async () => {
    for (let i = 0; i < 10; i++) {
      await addCell(`EOS/${i}.png`, 120 + i, 108);
      await addCell(`LYT/${i}.png`, 60, 150 + i);
    }
    const table = await evaluateRobustness({ directory, spanUm: 22 }, tools);
    expect(table.cells).toBe(20);
    expect(table.rows).toHaveLength(namedChanges.length + 1);
    expect(table.rows[0]).toMatchObject({ name: 'unchanged', accuracy: 1, fall: 0 });
    expect(table.largestFall).toMatchObject({ name: 'more azure (bluer)', accuracy: 0.5, fall: 0.5 });
    expect(table.rows.find(({ kind }) => kind === 'background')!.fall).toBe(0);
    expect(describeRobustness(table)).toContain('50.0 points of accuracy');
  });
});
