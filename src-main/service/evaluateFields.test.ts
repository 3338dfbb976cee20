import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { blankPicture, type RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { DetectedCell } from '#main/analysis/cells.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import type { Detector } from '#main/analysis/detection/detector.ts';
import { darkPieceDetector } from '#main/analysis/detection/darkPieceDetector.ts';
import { measureScale } from '#main/analysis/scale/measureScale.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { evaluateFields, type FieldEvaluationTools } from './evaluateFields.ts';
import { describeFieldEvaluation } from './evaluation/describeFieldEvaluation.ts';

const root = mkdtempSync(path.join(tmpdir(), 'evaluate-fields-'));
afterAll(() => { rmSync(root, { recursive: true }); });

/** The detector's own scale, at which pixels go through unchanged. */
const scaleUm = 0.46;

/** Finds dark rectangles that do not touch: each starts where a dark pixel has none above and none to its left. */
const darkRectangles: Detector = {
  thresholds: { nucleatedCell: 0.5, redCell: 0.5, platelet: 0.5 },
  detect({ widthPx, heightPx, rgb }) {
    const dark = (x: number, y: number) => x >= 0 && y >= 0 && x < widthPx && y < heightPx && rgb[3 * (y * widthPx + x)] < 128;
    const nucleated: DetectedCell[] = [];
    for (let y = 0; y < heightPx; y++) {
      for (let x = 0; x < widthPx; x++) {
        if (!dark(x, y) || dark(x - 1, y) || dark(x, y - 1)) continue;
        let right = x;
        let bottom = y;
        while (dark(right, y)) right++;
        while (dark(x, bottom)) bottom++;
        nucleated.push({ score: 0.9, box: { xPx: x, yPx: y, widthPx: right - x, heightPx: bottom - y } });
      }
    }
    return Promise.resolve({ nucleated, redCells: [], platelets: [] });
  },
};

const alwaysLymphocytes: CellClassifier = {
  classes: ['NGS', 'LYT'],
  classify: (crops) => Promise.resolve(crops.map(() => ({ forcedCode: 'LYT', code: 'UNK', probabilities: Float32Array.of(0.4, 0.6), familiarity: 1 }))),
};

async function openPicture(file: string): Promise<SlideSource> {
  const read = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true }).catch((cause: unknown) => {
    throw new MyeloscopeError('slide-unreadable', `${file} is no picture.`, '', { cause });
  });
  const { width: widthPx, height: heightPx } = read.info;
  const readRegion = (_level: number, left: number, top: number, width: number, height: number): Promise<RgbPicture> => {
    const region = blankPicture(width, height);
    for (let y = Math.max(0, -top); y < Math.min(height, heightPx - top); y++) {
      for (let x = Math.max(0, -left); x < Math.min(width, widthPx - left); x++) {
        const from = 3 * ((top + y) * widthPx + left + x);
        region.rgb.set(read.data.subarray(from, from + 3), 3 * (y * width + x));
      }
    }
    return Promise.resolve(region);
  };
  return {
    path: file, format: 'picture', micrometresPerPixel: undefined, readRegion,
    levels: [{ widthPx, heightPx, downsample: 1, tileWidthPx: widthPx, tileHeightPx: heightPx }],
    fields: [{ name: path.basename(file), box: { xPx: 0, yPx: 0, widthPx, heightPx } }],
    readTile: () => readRegion(0, 0, 0, widthPx, heightPx),
    compressedTile: () => Promise.resolve(undefined),
    filesOf: () => Promise.resolve([file]),
    hash: () => Promise.resolve(''),
    close: () => Promise.resolve(),
  };
}

const tools: FieldEvaluationTools = {
  detector: darkRectangles, classifier: alwaysLymphocytes,
  // The folder as a slide is only handed on to the measurement, which is not tried here.
  openSlide: (file) => path.basename(file) === 'images' ? openPicture(path.join(file, 'a.png')) : openPicture(file),
  measureScale: () => Promise.resolve({ scaleOfField: () => scaleUm }),
};

let directory = '';
let made = 0;
beforeEach(() => {
  directory = path.join(root, String(made++));
  mkdirSync(path.join(directory, 'images'), { recursive: true });
});

type Rectangle = readonly [left: number, top: number, width: number, height: number];
async function addPicture(name: string, rectangles: readonly Rectangle[], widthPx = 120): Promise<void> {
  const overlays = rectangles.map(([left, top, width, height]) => ({ left, top, input: { create: { width, height, channels: 3 as const, background: { r: 60, g: 0, b: 90 } } } }));
  await sharp({ create: { width: widthPx, height: 100, channels: 3, background: { r: 240, g: 230, b: 240 } } }).composite(overlays).toFile(path.join(directory, 'images', name));
}
const addTable = (name: string, lines: readonly string[]) => { writeFileSync(path.join(directory, name), `${lines.join('\n')}\n`); };

describe('evaluate fields', () => {
  it('matches boxes, leaves out red cells, and counts what it could not use', async () => {
    // Found well; found shifted, so by centre alone; found though nobody marked it.
    await addPicture('a.png', [[10, 10, 20, 20], [60, 10, 20, 20], [60, 60, 20, 20]]);
    await addPicture('b.png', [[30, 30, 24, 24]]);
    await addPicture('unlabelled.png', []);
    writeFileSync(path.join(directory, 'images/broken.jpg'), 'no picture');
    addTable('boxes.csv', [
      'image,class,xmin,ymin,xmax,ymax,split', 'a.png,WBC,10,10,30,30,val', 'a.png,WBC,55,5,95,45,val', 'a.png,RBC,60,60,80,80,val',
      'b.png,WBC,30,30,54,54,val', 'b.png,WBC,5,80,15,90,val', 'b.png,WBC,7,7,7,20,val', 'b.png,Platelets,1,1,4,4,val', 'b.png,WBC,x,1,4,4,val',
      'broken.jpg,WBC,1,1,9,9,val', 'absent.png,WBC,1,1,9,9,val',
    ]);
    const evaluation = await evaluateFields({ directory }, tools);
    expect(evaluation).toMatchObject({
      markedBy: 'boxes', fields: 2, nucleatedCells: 4, detections: 4, degenerateRows: 2, notNucleatedRows: 2,
      precision: 2 / 4, recall: 2 / 4, f1: 0.5, centrePrecision: 3 / 4, centreRecall: 3 / 4, detectionsPerField: 2, scale: { from: { 'red cells': 2 } },
    });
    expect(evaluation).not.toHaveProperty('classAccuracy');
    expect(evaluation.skipped.map(({ file }) => file).sort()).toEqual(['absent.png', 'broken.jpg', 'unlabelled.png']);
    expect(evaluation.intervals).toHaveProperty('centreF1');
    expect(describeFieldEvaluation(evaluation)).toMatch(/recall by centre +0\.750 \(/);
  });

  it('takes no place outside of a picture for a cell that was missed', async () => {
    await addPicture('a.png', [[10, 10, 20, 20], [100, 60, 20, 20]]);
    addTable('boxes.csv', ['image,class,xmin,ymin,xmax,ymax', 'a.png,WBC,10,10,30,30', 'a.png,WBC,100,60,126,80', 'a.png,WBC,999000,10,999020,30', 'a.png,WBC,-40,10,-10,30']);
    expect(await evaluateFields({ directory }, tools)).toMatchObject({ nucleatedCells: 2, recall: 1, degenerateRows: 2 });
    rmSync(path.join(directory, 'boxes.csv'));
    addTable('centres.csv', ['image,x,y,class', 'a.png,20,20,', 'a.png,120,70,', 'a.png,20,101,']);
    const evaluation = await evaluateFields({ directory }, tools);
    expect(evaluation).toMatchObject({ nucleatedCells: 2, degenerateRows: 1 });
    expect(describeFieldEvaluation(evaluation)).toContain('1 rows without a usable place');
  });

  it('matches centres within 5 µm, and judges classes of what was found', async () => {
    await addPicture('a.png', [[10, 10, 20, 20], [60, 10, 20, 20]]);
    addTable('centres.csv', ['image,x,y,class,note', 'a.png,22,20,LYT,', 'a.png,70,29,NGS,', 'a.png,20,80,LYT,', 'a.png,70,20,PLT,', 'a.png,,20,LYT,']);
    const evaluation = await evaluateFields({ directory }, tools);
    // The second is 9 px (4.1 µm) off and found; the third has nothing near; platelets do not count.
    expect(evaluation).toMatchObject({ markedBy: 'centres', centreRecall: 2 / 3, classAccuracy: 1 / 2, detectionsPerField: 2, degenerateRows: 1, notNucleatedRows: 1 });
    expect(evaluation).not.toHaveProperty('precision');
    expect(evaluation).not.toHaveProperty('centrePrecision');
  });

  it('measures the scale once for the folder, and believes a file or the user first', async () => {
    for (const name of ['a.png', 'b.png', 'c.png']) await addPicture(name, [[10, 10, 20, 20]]);
    addTable('centres.csv', ['image,x,y,class', 'a.png,20,20,', 'b.png,20,20,', 'c.png,20,20,']);
    let measurements = 0;
    const measuring: FieldEvaluationTools = {
      ...tools,
      openSlide: async (file) => path.basename(file) === 'images' ? openPicture(path.join(file, 'a.png'))
        : { ...await openPicture(file), micrometresPerPixel: file.endsWith('c.png') ? scaleUm / 2 : undefined },
      measureScale: () => {
        measurements++;
        return Promise.resolve({ scaleOfField: (name) => name === 'a.png' ? scaleUm : 2 * scaleUm });
      },
    };
    const measured = await evaluateFields({ directory }, measuring);
    expect(measured.scale).toEqual({ from: { 'red cells': 2, file: 1 }, medianMicrometresPerPixel: scaleUm });
    expect(measurements).toBe(1);
    expect(measured.centreRecall).toBe(1);
    expect((await evaluateFields({ directory, micrometresPerPixel: 0.23 }, measuring)).scale).toEqual({ from: { user: 3 }, medianMicrometresPerPixel: 0.23 });
    expect(measurements).toBe(1);
    const never = () => Promise.reject(new MyeloscopeError('scale-unknown', 'too few red cells'));
    await expect(evaluateFields({ directory }, { ...tools, measureScale: never })).rejects.toThrow('too few red cells');
  });

  it('leaves out a picture whose scale can\'t be measured though that of others can', async () => {
    for (const name of ['a.png', 'b.png']) await addPicture(name, [[10, 10, 20, 20]]);
    addTable('centres.csv', ['image,x,y,class', 'a.png,20,20,', 'b.png,20,20,']);
    const evaluation = await evaluateFields({ directory }, { ...tools, measureScale: () => Promise.resolve({ scaleOfField: (name) => (name === 'a.png' ? scaleUm : undefined) }) });
    expect(evaluation).toMatchObject({ fields: 1, skipped: [{ file: 'b.png', reason: expect.stringContaining('too few red cells') as string }] });
  });

  it('names pictures that can\'t be decoded or are not there, and measures scale and cells on the rest', async () => {
    /** Round pieces of 16 px on a grid, which are red cells of 7.5 µm at 0.47 µm a pixel, as JPEG. */
    const cells = async (seed: number): Promise<Buffer> => {
      const picture = blankPicture(400, 400, 235);
      for (let y = 0; y < 400; y++) for (let x = 0; x < 400; x++) if (Math.hypot(x % 26 - 12 - seed % 3, y % 26 - 12) < 8) picture.rgb.set([200, 140, 150], 3 * (400 * y + x));
      return sharp(picture.rgb, { raw: { width: 400, height: 400, channels: 3 } }).jpeg({ quality: 95 }).toBuffer();
    };
    const rows: string[] = [];
    for (const [index, name] of ['a.jpg', 'b.jpg', 'c.jpg', 'gone.jpg'].entries()) {
      const jpeg = await cells(index);
      if (name === 'gone.jpg') symlinkSync(path.join(directory, 'nowhere.jpg'), path.join(directory, 'images', name));
      else writeFileSync(path.join(directory, 'images', name), name === 'b.jpg' ? jpeg.subarray(0, jpeg.length / 2) : jpeg);
      rows.push(`${name},${30 + 12 + index % 3 - 4},38,`);
    }
    addTable('centres.csv', ['image,x,y,class', ...rows]);
    const evaluation = await evaluateFields({ directory }, { detector: darkPieceDetector, openSlide, measureScale });
    expect(evaluation).toMatchObject({ fields: 2, nucleatedCells: 2, centreRecall: 1, scale: { from: { 'red cells': 2 } } });
    expect(evaluation.skipped.map(({ file }) => file)).toEqual(['b.jpg', 'gone.jpg']);
    for (const { file, reason } of evaluation.skipped) expect(reason).toContain(path.join(directory, 'images', file));
  });

  it('does not blame a picture for what concerns the folder', async () => {
    for (const name of ['a.png', 'b.png']) await addPicture(name, [[10, 10, 20, 20]]);
    addTable('centres.csv', ['image,x,y,class', 'a.png,20,20,', 'b.png,20,20,']);
    const tooLarge = new MyeloscopeError('slide-too-large', 'the folder holds 30000 files');
    const openSlideOrRefuse = (file: string) => (path.basename(file) === 'images' ? Promise.reject(tooLarge) : openPicture(file));
    await expect(evaluateFields({ directory }, { ...tools, openSlide: openSlideOrRefuse })).rejects.toBe(tooLarge);
  });

  it('refuses what is no set of fields, in words', async () => {
    await addPicture('a.png', []);
    await expect(evaluateFields({ directory }, tools)).rejects.toMatchObject({ code: 'not-found' });
    addTable('boxes.csv', ['image,class,xmin,ymin,xmax,ymax', 'a.png,Neutrophil,1,2,3,4']);
    await expect(evaluateFields({ directory }, tools)).rejects.toThrow(/the class "Neutrophil"/);
    addTable('boxes.csv', ['image,class,x,y', 'a.png,WBC,1,2']);
    await expect(evaluateFields({ directory }, tools)).rejects.toThrow(/no column "xmin"/);
    addTable('boxes.csv', ['image,class,xmin,ymin,xmax,ymax', '../a.png,WBC,1,2,3,4']);
    await expect(evaluateFields({ directory }, tools)).rejects.toThrow(/No row/);
    await expect(evaluateFields({ directory: path.join(directory, 'absent') }, tools)).rejects.toMatchObject({ code: 'not-found' });
    await expect(evaluateFields({ directory, micrometresPerPixel: 0 }, tools)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('stops on request', async () => {
    await addPicture('a.png', []);
    addTable('centres.csv', ['image,x,y,class', 'a.png,20,20,']);
    await expect(evaluateFields({ directory }, tools, { signal: { aborted: true } })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
