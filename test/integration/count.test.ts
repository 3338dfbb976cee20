import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { cellsInDenominator } from '#shared/taxonomy/denominator.ts';
import { marrowScheme } from '#shared/taxonomy/schemes.ts';
import { calibratedCall } from '#main/analysis/classification/calibratedCall.ts';
import type { CountedSmear } from '#main/cases/countedCase.ts';
import { countedCase } from '#main/cases/countedCase.ts';
import { closeSmears, openSmears } from '#main/cases/openSmears.ts';
import { detectedCells } from '#main/cases/review/detectedCells.ts';
import type { CountModels } from '#main/service/countModels.ts';
import type { CountRequest } from '#main/service/countRequest.ts';
import { countableClasses } from '#main/service/countableClasses.ts';
import { countSmears } from '#main/service/countSmears.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { dotModels, writeDotFolder, writeDotSlide } from './dotSlides.ts';
import { openTestWorkstation } from './testWorkstation.ts';

let slidesDirectory: string;
let one: string;
let two: string;
let few: string;
beforeAll(async () => {
  slidesDirectory = mkdtempSync(path.join(tmpdir(), 'slides-'));
  [one, two, few] = ['one.tif', 'two.tif', 'few.tif'].map((name) => path.join(slidesDirectory, name));
  await writeDotSlide(one, 1400, 1);
  await writeDotSlide(two, 1400, 2);
  await writeDotSlide(few, 300, 3);
});
afterAll(() => { rmSync(slidesDirectory, { recursive: true, force: true }); });

let directory: string;
let library: Library;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'count-'));
  library = openLibrary(path.join(directory, 'library'));
});
afterEach(() => {
  library.close();
  rmSync(directory, { recursive: true, force: true });
});

type Wanted = Partial<Pick<CountRequest, 'target' | 'force' | 'restart' | 'micrometresPerPixel'>> & { models?: CountModels; signal?: AbortSignal };
const countable = countableClasses(marrowScheme);
async function count(slides: string[], { models = dotModels(), signal, ...request }: Wanted = {}): Promise<number> {
  const smears = await openSmears(slides, {});
  try {
    return await countSmears(library, smears, models, { scheme: 'marrow', force: false, restart: false, ...request }, {}, { signal });
  } finally {
    await closeSmears(smears);
  }
}
const counted = (caseId: number, target: number | 'everything'): CountedSmear[] => countedCase(library, caseId, target, countable);
const numbers = (smears: CountedSmear[]): number[] => smears.map(({ counts }) => cellsInDenominator(counts, marrowScheme));
const cellsOf = (smears: CountedSmear[]): unknown => smears.map(({ cells }) => cells.map(({ box, machineCall }) => ({ box, machineCall })));

it('shares the target among the smears, and gives exactly that', async () => {
  const smears = counted(await count([one, two], { target: 101 }), 101);
  expect(numbers(smears)).toEqual([51, 50]);
  for (const { cells } of smears) expect(countable.has(cells.at(-1)!.code)).toBe(true);
});

it('takes from the others what a smear lacks', async () => {
  const smears = counted(await count([one, few, two], { target: 120 }), 120);
  const [first, short, last] = numbers(smears);
  expect(short).toBeLessThan(25);
  expect(first + short + last).toBe(120);
  expect(Math.abs(first - last)).toBeLessThanOrEqual(1);
  expect(smears[1].regions.every(({ state }) => state !== 'waiting')).toBe(true);
});

it('goes on from a lower target to a higher one, and still knows the lower', async () => {
  const low = counted(await count([one, two], { target: 60 }), 60);
  const caseId = await count([one, two], { target: 200 });
  const higher = counted(caseId, 200);
  expect(numbers(higher)).toEqual([100, 100]);
  expect(cellsOf(counted(caseId, 60))).toEqual(cellsOf(low));
  expect((cellsOf(higher) as unknown[][])[0].slice(0, low[0].cells.length)).toEqual((cellsOf(low) as unknown[][])[0]);
});

it('counts everything, each cell once', async () => {
  const [smear] = counted(await count([one], { target: 'everything' }), 'everything');
  const middles = new Set(smear.cells.map(({ box }) => `${String(Math.round((box.xPx + box.widthPx / 2) / 20))},${String(Math.round((box.yPx + box.heightPx / 2) / 20))}`));
  expect(smear.cells.length).toBeGreaterThan(250);
  expect(middles.size).toBe(smear.cells.length);
});

it('stops between regions when told to, and the same count goes on', async () => {
  const undisturbed = cellsOf(counted(await count([one, two], { target: 150 }), 150));
  library.close();
  library = openLibrary(path.join(directory, 'another'));
  const controller = new AbortController();
  const models = dotModels(10);
  let regions = 0;
  const { classifier } = models;
  const interrupted: CountModels = { ...models, classifier: { ...classifier, classify: (crops) => { if (++regions === 4) controller.abort(); return classifier.classify(crops); } } };
  await expect(count([one, two], { target: 150, models: interrupted, signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
  expect(library.jobs.find(1)).toMatchObject({ state: 'cancelled' });
  const before = library.regions.ofSlide(1).filter(({ state }) => state === 'counted').length;
  expect(before).toBeGreaterThan(0);
  expect(cellsOf(counted(await count([one, two], { target: 150 }), 150))).toEqual(undisturbed);
  expect(library.jobs.find(1)).toMatchObject({ state: 'done', attempt: 2 });
});

it('lists a bad field and an empty one, and counts the rest', async () => {
  const folder = path.join(directory, 'fields');
  await writeDotFolder(folder, [0.5, 0, 0.5, 0.5]);
  truncateSync(path.join(folder, 'field-2.png'), 300);
  const [smear] = counted(await count([folder], { target: 'everything', micrometresPerPixel: 0.46 }), 'everything');
  expect(numbers([smear])[0]).toBeGreaterThan(20);
  expect(smear.problems.map(({ field }) => field)).toEqual(['field-2.png']);
  expect(smear.fieldsWithoutCells).toEqual(['field-1.png']);
});

it('sets a region aside whose tiles can\'t be read', async () => {
  const damaged = path.join(directory, 'damaged.tif');
  const bytes = readFileSync(one);
  // The first tile's picture data: its header stays, its coded pixels become noise.
  const start = bytes.indexOf(Buffer.from([0xff, 0xda]));
  bytes.fill(0xff, start + 14, start + 200);
  writeFileSync(damaged, bytes);
  const [smear] = counted(await count([damaged], { target: 'everything' }), 'everything');
  expect(smear.cells.length).toBeGreaterThan(150);
  expect(smear.problems).toEqual([{ field: 'damaged.tif', problem: expect.stringMatching(/\w/) as string, kind: 'unreadable' }]);
  // The reason alone: a folder may bear a patient's name.
  expect(smear.problems[0].problem).not.toContain(directory);
  expect(smear.regions.filter(({ state }) => state === 'failed').length).toBeGreaterThan(0);
});

it('says that there is no cell, and marks the count as failed', async () => {
  const empty = path.join(directory, 'empty.tif');
  await writeDotSlide(empty, 600, 1, 0);
  await expect(count([empty])).rejects.toMatchObject({ code: 'no-cells', message: expect.stringContaining(empty) });
  expect(library.jobs.find(1)).toMatchObject({ state: 'failed' });
});

it('refuses what does not look like a smear, unless told to count it', async () => {
  const chooseRegions: CountModels['chooseRegions'] = async (...asked) => ({ ...(await dotModels().chooseRegions(...asked)), verdict: { kind: 'not-a-smear', reasons: ['it is a tissue section'] } });
  const models = { ...dotModels(), chooseRegions };
  await expect(count([one], { target: 20, models })).rejects.toMatchObject({ code: 'slide-not-a-smear', message: expect.stringContaining('tissue section') });
  const [smear] = counted(await count([one], { target: 20, models, force: true }), 20);
  expect(numbers([smear])).toEqual([20]);
  expect(smear.choice.verdict).toBe('not-a-smear');
});

it('refuses the same slide twice, under whatever name', async () => {
  const copy = path.join(directory, 'copy.tif');
  copyFileSync(one, copy);
  await expect(count([one, copy])).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(copy) });
});

it('finds its case again where the slide was moved', async () => {
  const moved = path.join(directory, 'moved.tif');
  copyFileSync(one, moved);
  const caseId = await count([one], { target: 40 });
  expect(await count([moved], { target: 40 })).toBe(caseId);
  expect(library.slides.ofCase(caseId)[0].path).toBe(moved);
});

it('refuses to go on with a slide that has changed, and begins anew where asked to', async () => {
  const slide = path.join(directory, 'slide.tif');
  copyFileSync(one, slide);
  const models = dotModels();
  const interrupted: CountModels = { ...models, classifier: { ...models.classifier, classify: () => Promise.reject(new Error('power cut')) } };
  await expect(count([slide], { models: interrupted })).rejects.toThrow('power cut');
  library.close();
  library = openLibrary(path.join(directory, 'library'));
  // A failed count is over; one that was stopped is not.
  await expect(count([slide], { models, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  const controller = new AbortController();
  const stopping: CountModels = { ...models, classifier: { ...models.classifier, classify: (crops) => { controller.abort(); return models.classifier.classify(crops); } } };
  await expect(count([slide], { models: stopping, signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
  copyFileSync(two, slide);
  await expect(count([slide], { target: 20 })).rejects.toMatchObject({ code: 'slide-changed', message: expect.stringContaining(slide) });
  expect(numbers(counted(await count([slide], { target: 20, restart: true }), 20))).toEqual([20]);
});

it('keeps nothing of a slide that is written to during the count, and does not mind one that is only touched', async () => {
  const slide = path.join(directory, 'slide.tif');
  copyFileSync(one, slide);
  const models = dotModels();
  let regions = 0;
  const during = (third: () => void): CountModels => ({ ...models, classifier: { ...models.classifier, classify: (crops) => { if (++regions === 3) third(); return models.classifier.classify(crops); } } });
  await expect(count([slide], { target: 'everything', models: during(() => { appendFileSync(slide, 'x'); }) })).rejects.toMatchObject({ code: 'slide-changed' });
  expect(library.regions.ofSlide(1).filter(({ state }) => state === 'counted').length).toBeLessThanOrEqual(2);
  copyFileSync(one, slide);
  regions = 0;
  const caseId = await count([slide], { target: 'everything', models: during(() => { utimesSync(slide, 1, 1); }) });
  expect(library.regions.ofSlide(1).every(({ state }) => state === 'counted')).toBe(true);
  expect(caseId).toBe(1);
});

it('keeps the probability of the forced call of a classifier that may answer UNK, and tells it when that is installed no more', async () => {
  const classes = ['NGS', 'LYT', 'ART', 'UNK'] as const;
  const call = calibratedCall(classes, Float32Array.of(0.05, 0.25, 0, 0.7), 0, { temperature: 1, unknownBelow: 0, unfamiliarBelow: 0, familiarDistances: [] });
  const caseId = await count([few], { target: 5, models: { ...dotModels(), classes, classifier: { classes, classify: (crops) => Promise.resolve(crops.map(() => call)) } } });
  const { ids, confidences } = detectedCells(library, caseId);
  expect(ids.length).toBeGreaterThan(5);
  for (const confidence of confidences) expect(confidence).toBeCloseTo(0.25, 5);
  const workstation = openTestWorkstation(path.join(directory, 'library'));
  const { best, machine } = await workstation.call('cells.get', { caseId, reading: 'first', cellId: ids[0] });
  await workstation.close();
  expect({ best, machine }).toMatchObject({ best: [{ code: 'LYT', probability: expect.closeTo(0.25, 5) as number }], machine: { code: 'UNK', forcedCode: 'LYT' } });
});
