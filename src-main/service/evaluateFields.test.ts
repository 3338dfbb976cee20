import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

/** What measuring a folder with red cells enough says of its sureness. */
const wellMeasured = { redCells: 60, spread: 0.06 };
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
  measureScale: () => Promise.resolve({ scaleOfField: () => scaleUm, ...wellMeasured }),
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

  it('cuts a box that reaches beyond its picture to the picture', async () => {
    await addPicture('a.png', [[0, 10, 20, 20], [100, 60, 20, 20]]);
    addTable('boxes.csv', ['image,class,xmin,ymin,xmax,ymax', 'a.png,WBC,-30,10,20,30', 'a.png,WBC,100,60,150,80']);
    expect(await evaluateFields({ directory }, tools)).toMatchObject({ nucleatedCells: 2, precision: 1, recall: 1, f1: 1, centreF1: 1, degenerateRows: 0 });
  });

  it('reads decimal commas where none stands between the values, and takes no unreadable table for one without cells', async () => {
    await addPicture('a.png', [[10, 10, 20, 20], [60, 10, 20, 20]]);
    addTable('boxes.csv', ['image;class;xmin;ymin;xmax;ymax', 'a.png;WBC;10,0;10,25;30,5;30', 'a.png;WBC;60,0;10,0;80,0;30,0', 'a.png;WBC;1.060,5;10;80;30']);
    expect(await evaluateFields({ directory }, tools)).toMatchObject({ nucleatedCells: 2, f1: 1, degenerateRows: 1 });
    addTable('boxes.csv', ['image,class,xmin,ymin,xmax,ymax', 'a.png,WBC,"10,0","10,0","30,0","30,0"', 'a.png,RBC,1,2,3,4']);
    await expect(evaluateFields({ directory }, tools)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('marks a place. The first has xmin "10,0"') as string });
    addTable('boxes.csv', ['image,class,xmin,ymin,xmax,ymax', 'a.png,WBC,1000,10,1020,30']);
    await expect(evaluateFields({ directory }, tools)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('outside of their pictures') as string });
    rmSync(path.join(directory, 'boxes.csv'));
    addTable('centres.csv', ['image,x,y,class', 'a.png,left,top,NGS', 'a.png,right,,']);
    await expect(evaluateFields({ directory }, tools)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('x "left", y "top"') as string });
    addTable('centres.csv', ['image\tx\ty\tclass', 'a.png\t19,5\t20,5\tLYT']);
    expect(await evaluateFields({ directory }, tools)).toMatchObject({ nucleatedCells: 1, centreRecall: 1 });
  });

  it('counts what is found where a row says that there is no cell', async () => {
    await addPicture('a.png', [[10, 10, 20, 20]]);
    await addPicture('empty.png', [[60, 60, 20, 20]]);
    addTable('boxes.csv', ['image,class,xmin,ymin,xmax,ymax', 'a.png,WBC,10,10,30,30', 'a.png', 'empty.png,,,,,']);
    const evaluation = await evaluateFields({ directory }, tools);
    expect(evaluation).toMatchObject({ fields: 2, fieldsWithoutCells: 1, precision: 1 / 2, recall: 1, degenerateRows: 1, skipped: [], unknownClasses: [] });
    expect(describeFieldEvaluation(evaluation)).toContain('1 of the pictures have no nucleated cell marked');
  });

  it('knows usual words and class codes, and takes a box of another class neither for a cell nor for none', async () => {
    await addPicture('a.png', [[10, 10, 20, 20], [60, 10, 20, 20], [60, 60, 20, 20], [10, 60, 20, 20]]);
    addTable('boxes.csv', [
      'image,class,xmin,ymin,xmax,ymax', 'a.png,WBCs,10,10,30,30', 'a.png,ngs,60,10,80,30', 'a.png,Erythrocytes,30,30,40,40', 'a.png,PLT,30,30,35,35',
      'a.png,Red_Blood-Cell,1,30,5,40', 'a.png,Debris,60,60,80,80', 'a.png,Debris,100,60,115,80', 'a.png,,0,95,5,99',
    ]);
    const evaluation = await evaluateFields({ directory }, tools);
    // The fourth detection has nothing marked at its place.
    expect(evaluation).toMatchObject({
      nucleatedCells: 2, detections: 3, detectionsSetAside: 1, precision: 2 / 3, centrePrecision: 2 / 3, recall: 1, notNucleatedRows: 3, degenerateRows: 0,
      unknownClasses: [{ name: 'Debris', rows: 2 }, { name: '', rows: 1 }],
    });
    expect(describeFieldEvaluation(evaluation)).toContain('Rows of classes that are none here, left out, with 1 detections on them: "Debris" (2), "" (1)');
  });

  it('sets no detection aside that a marked cell needs', async () => {
    await addPicture('a.png', [[10, 10, 20, 20]]);
    addTable('boxes.csv', ['image,class,xmin,ymin,xmax,ymax', 'a.png,WBC,10,10,30,30', 'a.png,Debris,11,11,30,30']);
    expect(await evaluateFields({ directory }, tools)).toMatchObject({ detections: 1, detectionsSetAside: 0, precision: 1, recall: 1 });
  });

  it('keeps a centre of a class that is none for recall alone', async () => {
    await addPicture('a.png', [[10, 10, 20, 20], [60, 10, 20, 20], [60, 60, 20, 20]]);
    addTable('centres.csv', ['image,x,y,class', 'a.png,20,20,OST', 'a.png,70,20,Lymphocyte', 'a.png,70,70,', 'a.png,20,80,RBC']);
    const evaluation = await evaluateFields({ directory }, tools);
    expect(evaluation).toMatchObject({ nucleatedCells: 3, centreRecall: 1, classAccuracy: 1, notNucleatedRows: 1, unknownClasses: [{ name: 'OST', rows: 1 }] });
    expect(describeFieldEvaluation(evaluation)).toContain('taken for nucleated cells without a class: "OST" (1)');
  });

  it('finds pictures by names in another case, without ending, with their folder, and in inner folders', async () => {
    mkdirSync(path.join(directory, 'images/p1'));
    mkdirSync(path.join(directory, 'images/@eaDir'));
    for (const name of ['a.png', 'b.png', 'c.png', 'p1/d.png', 'p1/e.png', 'p1/twice.png', 'twice.png', '@eaDir/a.png', 'f.png']) await addPicture(name, [[10, 10, 20, 20]]);
    writeFileSync(path.join(directory, 'images/._a.png'), 'no picture');
    addTable('boxes.csv', ['Image,CLASS,XMIN,ymin,xmax,ymax', ...[
      'images/a.png', 'B.PNG', 'c', 'p1\\d.png', 'C:\\fields\\Images\\p1\\e.png', 'twice', 'p2/f.png', 'p3/f.png',
    ].map((name) => `${name},WBC,10,10,30,30`)]);
    const evaluation = await evaluateFields({ directory, micrometresPerPixel: scaleUm }, tools);
    // "twice" means the outer one, whose path it is; "f.png" of two other folders may be either.
    expect(evaluation).toMatchObject({ fields: 6, f1: 1, namedOtherwise: 3 });
    expect(evaluation.skipped.map(({ file }) => file)).toEqual(['f.png', 'p1/twice.png']);
    expect(describeFieldEvaluation(evaluation)).toContain('3 pictures have another name in the table');
  });

  it('measures the scale of each inner folder by itself, and leaves out one that can\'t be measured', async () => {
    for (const folder of ['p1', 'p2']) mkdirSync(path.join(directory, 'images', folder));
    for (const name of ['p1/a.png', 'p2/a.png']) await addPicture(name, [[10, 10, 20, 20]]);
    addTable('centres.csv', ['image,x,y,class', 'p1/a.png,20,20,', 'p2/a.png,20,20,']);
    const openFolderOrPicture = (file: string) => (file.endsWith('.png') ? openPicture(file) : openPicture(path.join(file, 'a.png')));
    const measureFolder: FieldEvaluationTools['measureScale'] = (source) => source.path.includes('p1') ? Promise.resolve({ scaleOfField: () => scaleUm, ...wellMeasured })
      : Promise.reject(new MyeloscopeError('scale-unknown', 'too few red cells'));
    const evaluation = await evaluateFields({ directory }, { ...tools, openSlide: openFolderOrPicture, measureScale: measureFolder });
    expect(evaluation).toMatchObject({ fields: 1, centreRecall: 1, skipped: [{ file: 'p2/a.png', reason: expect.stringContaining('too few red cells') as string }] });
  });

  it('counts rows alike once', async () => {
    await addPicture('a.png', [[10, 10, 20, 20]]);
    const rows = ['a.png,WBC,10,10,30,30', 'a.png,RBC,40,40,50,50'];
    addTable('boxes.csv', ['image,class,xmin,ymin,xmax,ymax', ...rows, ...rows]);
    const evaluation = await evaluateFields({ directory }, tools);
    expect(evaluation).toMatchObject({ nucleatedCells: 1, recall: 1, notNucleatedRows: 1, doubledRows: 2 });
    expect(describeFieldEvaluation(evaluation)).toContain('2 rows that repeat another were left out');
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
        return Promise.resolve({ scaleOfField: (name) => name === 'a.png' ? scaleUm : 2 * scaleUm, redCells: 5, spread: 0.06 });
      },
    };
    const measured = await evaluateFields({ directory }, measuring);
    expect(measured.scale).toEqual({
      from: { 'red cells': 2, file: 1 }, medianMicrometresPerPixel: scaleUm, leastMicrometresPerPixel: scaleUm / 2, mostMicrometresPerPixel: 2 * scaleUm,
      measured: { redCells: 5, giveOrTake: expect.closeTo(0.098, 3) as number, doubtful: true },
    });
    expect(describeFieldEvaluation(measured)).toMatch(/0\.460 \(0\.230 to 0\.920\) µm a pixel; 5 single round red cells measured, give or take 10 %\nThe scale is doubtful: .*--micrometres-per-pixel/);
    expect(measurements).toBe(1);
    expect(measured.centreRecall).toBe(1);
    const told = await evaluateFields({ directory, micrometresPerPixel: 0.23 }, measuring);
    expect(told.scale).toEqual({ from: { user: 3 }, medianMicrometresPerPixel: 0.23, leastMicrometresPerPixel: 0.23, mostMicrometresPerPixel: 0.23 });
    expect(describeFieldEvaluation(told)).toContain('Scale: 3 from user; the middle one 0.230 µm a pixel\n');
    expect(measurements).toBe(1);
    const never = () => Promise.reject(new MyeloscopeError('scale-unknown', 'too few red cells'));
    await expect(evaluateFields({ directory }, { ...tools, measureScale: never })).rejects.toThrow('too few red cells');
  });

  it('leaves out a picture whose scale can\'t be measured though that of others can', async () => {
    for (const name of ['a.png', 'b.png']) await addPicture(name, [[10, 10, 20, 20]]);
    addTable('centres.csv', ['image,x,y,class', 'a.png,20,20,', 'b.png,20,20,']);
    const evaluation = await evaluateFields({ directory }, { ...tools, measureScale: () => Promise.resolve({ scaleOfField: (name) => (name === 'a.png' ? scaleUm : undefined), ...wellMeasured }) });
    expect(evaluation).toMatchObject({ fields: 1, skipped: [{ file: 'b.png', reason: expect.stringContaining('too few red cells') as string }] });
  });

  it('measures a picture once of which copies lie in the folder, and gives them its scale', async () => {
    await addPicture('a.png', [[10, 10, 20, 20]]);
    await addPicture('b.png', [[40, 10, 20, 20]]);
    copyFileSync(path.join(directory, 'images', 'a.png'), path.join(directory, 'images', 'c.png'));
    addTable('centres.csv', ['image,x,y,class', 'a.png,20,20,', 'b.png,50,20,', 'c.png,20,20,']);
    let measured: string[] = [];
    const evaluation = await evaluateFields({ directory }, {
      ...tools, openSlide,
      measureScale: ({ fields }) => {
        measured = fields.map(({ name }) => name);
        return Promise.resolve({ scaleOfField: (name) => (measured.includes(name) ? scaleUm : undefined), ...wellMeasured });
      },
    });
    expect(measured).toEqual(['a.png', 'b.png']);
    expect(evaluation).toMatchObject({ fields: 3, centreRecall: 1, skipped: [] });
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
    addTable('boxes.csv', ['image,class,xmin,ymin,xmax,ymax', 'a.png,Debris,1,2,3,4', 'a.png,RBC,1,2,3,4']);
    await expect(evaluateFields({ directory }, tools)).rejects.toThrow(/no row of .* is of a nucleated cell\. It has the class "Debris"/i);
    addTable('boxes.csv', ['image,class,x,y', 'a.png,WBC,1,2']);
    await expect(evaluateFields({ directory }, tools)).rejects.toThrow(/no column "xmin"/);
    addTable('boxes.csv', ['image,class,xmin,ymin,xmax,ymax', '../b.png,WBC,1,2,3,4']);
    await expect(evaluateFields({ directory }, tools)).rejects.toThrow(/No row .* names a picture/);
    await expect(evaluateFields({ directory: path.join(directory, 'absent') }, tools)).rejects.toMatchObject({ code: 'not-found' });
    await expect(evaluateFields({ directory, micrometresPerPixel: 0 }, tools)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('stops on request', async () => {
    await addPicture('a.png', []);
    addTable('centres.csv', ['image,x,y,class', 'a.png,20,20,']);
    await expect(evaluateFields({ directory }, tools, { signal: { aborted: true } })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
