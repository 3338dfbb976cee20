// What is measured of all real fields before any cell is named: whether each is taken for a smear, and the scale that red cells give.
// node scripts/start.cjs scripts/studies/fields.ts [--data DIR] [--models models] [--every 1] [--pictures 24] [--folders 3]
// `--every N` looks at each N-th field only. The scale is measured of `--folders` folders of so many `val` pictures of each camera, and
// of all marrow fields together.
import { mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { DetectorCard } from '#shared/models/modelCard.ts';
import { createDetector } from '#main/analysis/detection/detector.ts';
import { chooseRegions } from '#main/analysis/regions/chooseRegions.ts';
import { measureScale } from '#main/analysis/scale/measureScale.ts';
import { scaleConfidence } from '#main/analysis/scale/scaleConfidence.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { marrowSpanUm } from '#main/training/cellPictures/cellSources.ts';
import { bloodFieldScale, readBloodFieldLabels } from '#main/training/detector/bloodFields.ts';

const { values } = parseArgs({ options: {
  data: { type: 'string', default: process.env.MYELOSCOPE_DATA ?? '../shared/data' }, models: { type: 'string', default: 'models' },
  every: { type: 'string', default: '1' }, pictures: { type: 'string', default: '24' }, folders: { type: 'string', default: '3' },
} });
const every = Number(values.every), perFolder = Number(values.pictures), folders = Number(values.folders);
/** The marrow fields have the scale of the marrow cells, whose pictures of 137 px are said to be about 22 µm wide. */
const marrowScale = marrowSpanUm / 137;

interface Field { readonly file: string; readonly camera: string; readonly micrometresPerPixel: number; readonly kind: 'blood' | 'marrow' }
const labels = await readBloodFieldLabels(values.data);
const blood = labels.map(({ file, source, split }) => ({ file: path.resolve(values.data, 'blood-fields/images', file), camera: source, micrometresPerPixel: bloodFieldScale(source), kind: 'blood' as const, split }));
const marrowFolder = path.resolve(values.data, 'marrow-fields/images');
const marrow = (await readdir(marrowFolder)).sort().map((file): Field => ({ file: path.join(marrowFolder, file), camera: 'marrow', micrometresPerPixel: marrowScale, kind: 'marrow' }));

const looked = [...blood, ...marrow].filter((_, i) => i % every === 0), verdicts = { smear: 0, doubtful: 0, 'not-a-smear': 0 };
for (const { file, micrometresPerPixel, kind } of looked) {
  const slide = await openSlide(file);
  const { verdict } = await chooseRegions(slide, () => micrometresPerPixel, { kind, seed: 1 });
  await slide.close();
  verdicts[verdict.kind] += 1;
  if (verdict.kind !== 'smear') console.log(`${file}: ${verdict.kind}: ${verdict.reasons.join('; ')}`);
}
console.log(`${looked.length} fields: ${JSON.stringify(verdicts)}`);

const card = JSON.parse(await readFile(path.join(values.models, 'detector.card.json'), 'utf8')) as DetectorCard;
const runner = await createRunner(path.join(values.models, card.file), { provider: 'cpu' });
const detector = createDetector(runner, card.thresholds);

async function printScale(fields: readonly Field[]): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fields-'));
  try {
    for (const { file } of fields) await symlink(file, path.join(folder, path.basename(file)));
    const slide = await openSlide(folder);
    const { micrometresPerPixel, redCells, spread } = await measureScale(slide, detector);
    await slide.close();
    const { giveOrTake, doubtful } = scaleConfidence(redCells!, spread!), percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    console.log(`${fields[0].camera}, ${fields.length} pictures: ${percent(micrometresPerPixel / fields[0].micrometresPerPixel - 1)} off; ${redCells} single red cells, give or take ${percent(giveOrTake)}${doubtful ? ', doubtful' : ''}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
for (const camera of new Set(blood.map((field) => field.camera))) {
  const held = blood.filter((field) => field.camera === camera && field.split === 'val');
  for (let first = 0; first < folders * perFolder && first < held.length; first += perFolder) await printScale(held.slice(first, first + perFolder));
}
await printScale(marrow);
await runner.release();
