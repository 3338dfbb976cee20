// Scales that a person gives, or a file states, though the red cells or the file say another: counted as asked, and told to whoever reads the count.
// With the real measuring of the scale and the real choice of regions. Only the networks are replaced, by finders that go by darkness and colour.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { darkPieceDetector } from '#main/analysis/detection/darkPieceDetector.ts';
import { chooseRegions } from '#main/analysis/regions/chooseRegions.ts';
import { measureScale } from '#main/analysis/scale/measureScale.ts';
import { describeCount } from '#main/cli/commands/describeCount.ts';
import type { CountOutcome } from '#main/service/countAndReport.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import type { CountModels } from '#main/service/countModels.ts';
import { dotModels, findDots } from './dotSlides.ts';
import { writeDrawnField, writeDrawnFields } from './drawnFields.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'wrong-scale-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);

const models = (): CountModels => ({
  ...dotModels(), measureScale, chooseRegions,
  detector: { ...darkPieceDetector, detect: async (picture) => ({ ...(await darkPieceDetector.detect(picture)), nucleated: findDots(picture) }) },
});
function count(slide: string, micrometresPerPixel?: number, load = models, signal?: AbortSignal): Promise<CountOutcome> {
  const request = {
    provider: 'cpu', paths: [slide], outDirectory: at('out'), scheme: 'marrow', target: 'everything', libraryDirectory: at('library'), paper: 'a4', force: false, restart: false,
    ...(micrometresPerPixel !== undefined && { micrometresPerPixel }),
  } as const;
  return countAndReport(request, { ...(signal && { signal }) }, () => Promise.resolve(load()));
}
const ofScale = ({ warnings }: Pick<DifferentialDocument, 'warnings'>): string[] => warnings.filter((warning) => warning.includes('µm a pixel'));

it('says of a folder that its red cells measure another scale than was given, on the terminal, in the document, and again when it is gone on with', async () => {
  await writeDrawnFields(at('fields'), ['good', 'good', 'good', 'good']);
  const stop = new AbortController();
  const stopping = (): CountModels => ({ ...models(), classifier: { ...models().classifier, classify: (crops) => { stop.abort(); return models().classifier.classify(crops); } } });
  await expect(count(at('fields'), 0.13, stopping, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  const neverAgain = (): CountModels => ({ ...models(), measureScale: () => { throw new Error('measured twice'); } });
  const goneOnWith = await count(at('fields'), 0.13, neverAgain);
  const [said, ...more] = ofScale(goneOnWith.document);
  expect(more).toEqual([]);
  const [, measured] = /^fields: it is counted at 0\.1300 µm a pixel, and its red cells measure (0\.\d+) \(\d+ single round ones, taken as 7\.5 µm across\)\./u.exec(said)!;
  expect(Math.abs(Number(measured) / 0.2 - 1)).toBeLessThan(0.2);
  expect(goneOnWith.document.slides[0]).toMatchObject({ micrometresPerPixel: 0.13, scaleFrom: 'user' });
  expect(describeCount(goneOnWith)).toContain(`Note: ${said}`);
  expect((JSON.parse(readFileSync(at('out', 'differential.json'), 'utf8')) as DifferentialDocument).warnings).toContain(said);
  rmSync(at('library'), { recursive: true });
  rmSync(at('out'), { recursive: true });
  expect(ofScale((await count(at('fields'), 0.13)).document)).toEqual([said]);
}, 120_000);

it('says so where the file states a scale that is twice too large', async () => {
  await writeDrawnField(at('a.tif'), { sidePx: 900, seed: 1, micrometresPerPixel: 0.2, stated: 0.4 });
  expect(ofScale((await count(at('a.tif'))).document)).toEqual([expect.stringMatching(/^a\.tif: it is counted at 0\.4000 µm a pixel, and its red cells measure 0\.(1[7-9]|2[0-2])/u)]);
}, 120_000);

it.each([['of another size than the others', 1000], ['of their size too', 700]])('says of how many pictures %s the stated scale is wrong, and names one', async (_, sidePx) => {
  for (let i = 0; i < 5; i += 1) await writeDrawnField(at('fields', `a${String(i)}.tif`), { sidePx: 700, seed: 50 + i, micrometresPerPixel: 0.2, stated: 0.2 });
  for (let i = 0; i < 3; i += 1) await writeDrawnField(at('fields', `b${String(i)}.tif`), { sidePx, seed: 80 + i, micrometresPerPixel: 0.1, stated: 0.2 });
  expect(ofScale((await count(at('fields'))).document)).toEqual([
    expect.stringMatching(/^fields: 3 of the 8 fields looked at, b0\.tif the first of them, are counted at 0\.2000 µm a pixel, and their red cells measure 0\.(08[5-9]|09|10|11)\d* \(/u),
  ]);
}, 120_000);

it('says that the file states another scale than was given, also where the red cells would bear either', async () => {
  await writeDrawnField(at('a.tif'), { sidePx: 900, seed: 1, micrometresPerPixel: 0.2, stated: 0.2 });
  expect(ofScale((await count(at('a.tif'), 0.22)).document)).toEqual([expect.stringMatching(/^a\.tif: 0\.2200 µm a pixel were given, and the file states 0\.2000\./u)]);
}, 120_000);

it('is silent where the scale is right, given or stated, and where nothing can be measured', async () => {
  await writeDrawnField(at('a.tif'), { sidePx: 900, seed: 1, micrometresPerPixel: 0.2, stated: 0.2 });
  for (const given of [undefined, 0.205]) expect(ofScale((await count(at('a.tif'), given)).document)).toEqual([]);
  const noRedCells = (): CountModels => ({ ...models(), detector: { ...models().detector, detect: async (picture) => ({ ...(await models().detector.detect(picture)), redCells: [] }) } });
  await writeDrawnField(at('b.tif'), { sidePx: 900, seed: 2, micrometresPerPixel: 0.2, stated: 0.4 });
  expect(ofScale((await count(at('b.tif'), undefined, noRedCells)).document)).toEqual([]);
}, 120_000);

it('names the doubt also where nothing is counted at the wrong scale', async () => {
  await writeDrawnFields(at('fields'), ['good', 'good', 'good', 'good']);
  await expect(count(at('fields'), 0.31)).rejects.toMatchObject({ code: 'no-cells', message: expect.stringMatching(/The scale may be wrong in fields: it is counted at 0\.3100 µm a pixel, and its red cells measure 0\.(1[7-9]|2[0-2])/u) as string });
  await expect(count(at('fields'), 6)).rejects.toMatchObject({ code: 'slide-not-a-smear', message: expect.stringMatching(/Its scale may be wrong: it is counted at 6\.0000 µm a pixel/u) as string });
}, 120_000);
