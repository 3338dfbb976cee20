// Slides of which the parts that are looked at first hold too few cells: the others are looked at then, before a count ends short. With the real choice
// of regions, told to look at few parts at first; only the networks are replaced, by finders that go by darkness and colour.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { darkPieceDetector } from '#main/analysis/detection/darkPieceDetector.ts';
import { chooseRegions } from '#main/analysis/regions/chooseRegions.ts';
import type { QualityMap } from '#main/analysis/regions/regionChoice.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import type { CountModels } from '#main/service/countModels.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { dotModels, findDots } from './dotSlides.ts';
import { writeDrawnFields, writeDrawnScan } from './drawnFields.ts';
import { libraryContent } from './libraryContent.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'count-further-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);

const models = (mostExamined: number): CountModels => ({
  ...dotModels(),
  chooseRegions: (source, scaleOfField, settings, context) => chooseRegions(source, scaleOfField, { ...settings, mostExamined }, context),
  detector: { ...darkPieceDetector, detect: async (picture) => ({ ...(await darkPieceDetector.detect(picture)), nucleated: findDots(picture) }) },
});
interface Asked { paths: string[]; target: number; mostExamined: number; library: string; signal?: { aborted: boolean } }
const count = async ({ paths, target, mostExamined, library, signal }: Asked, load = models): Promise<DifferentialDocument> => (await countAndReport(
  { provider: 'cpu', paths, outDirectory: at(`out-${library}`), scheme: 'marrow', target, micrometresPerPixel: 0.2, libraryDirectory: at(library), paper: 'a4', force: false, restart: false },
  { ...(signal && { signal }) }, () => Promise.resolve(load(mostExamined)))).document;
function fromLibrary<Found>(name: string, read: (library: Library) => Found): Found {
  const library = openLibrary(at(name));
  try {
    return read(library);
  } finally {
    library.close();
  }
}
const qualities = (name: string): string[] => fromLibrary(name, ({ regions }) => (JSON.parse(regions.choice(1)!.qualityMap) as QualityMap).blocks.map(({ quality }) => quality));
const regionStates = (name: string): string[] => fromLibrary(name, ({ regions }) => regions.ofSlide(1).map(({ state }) => state));

it('meets a target that the parts looked at first do not hold, with the same cells as where all was looked at', async () => {
  await writeDrawnScan(at('scan.tif'), 4000);
  const asked = { paths: [at('scan.tif')], target: 500 };
  expect(await count({ ...asked, target: 50, mostExamined: 3, library: 'few' })).toMatchObject({ counted: 50, target: { short: 0 } });
  expect(qualities('few').filter((quality) => quality === 'unexamined').length).toBeGreaterThan(5);
  const document = await count({ ...asked, mostExamined: 3, library: 'few' });
  expect(document).toMatchObject({ counted: 500, target: { short: 0 } });
  expect(qualities('few')).not.toContain('unexamined');
  await count({ ...asked, mostExamined: Infinity, library: 'all' });
  expect(libraryContent(at('few'))).toEqual(libraryContent(at('all')));
}, 120_000);

it('goes on with the same cells where it was stopped while it looked further', async () => {
  await writeDrawnScan(at('scan.tif'), 4000);
  const asked = { paths: [at('scan.tif')], target: 500, mostExamined: 3 };
  await count({ ...asked, library: 'undisturbed' });
  let [regionsNamed, timesAsked] = [0, 0];
  const load = (mostExamined: number): CountModels => {
    const { classifier, ...others } = models(mostExamined);
    return { ...others, classifier: { ...classifier, classify: (crops) => { regionsNamed += 1; return classifier.classify(crops); } } };
  };
  const signal = { get aborted() { return regionsNamed === 3 && ++timesAsked > 5; } };
  await expect(count({ ...asked, library: 'stopped', signal }, load)).rejects.toMatchObject({ code: 'cancelled' });
  expect(qualities('stopped').filter((quality) => quality !== 'unexamined')).toHaveLength(3);
  expect(regionStates('stopped')).toEqual(['counted', 'counted', 'counted']);
  await count({ ...asked, library: 'stopped' });
  expect(libraryContent(at('stopped'))).toEqual(libraryContent(at('undisturbed')));
}, 120_000);

it('asks another smear for what one lacks only once that was looked at whole, and ends short only then', async () => {
  await writeDrawnFields(at('small'), ['good', 'good', 'glass', 'good']);
  await writeDrawnScan(at('scan.tif'), 3000);
  const document = await count({ paths: [at('small'), at('scan.tif')], target: 300, mostExamined: 1, library: 'two' });
  expect(document).toMatchObject({ counted: 300, target: { short: 0 } });
  expect(qualities('two')).not.toContain('unexamined');
  expect(document.slides[0].problemFields).toEqual([{ name: 'field-2.jpg', problem: 'looked at and not counted: bare glass, or hardly any cells' }]);
  const short = await count({ paths: [at('small')], target: 300, mostExamined: 1, library: 'one' });
  expect(qualities('one')).not.toContain('unexamined');
  expect(short.counted).toBe(document.target.shares[0]);
  expect(short.target.short).toBe(300 - short.counted);
}, 120_000);
