import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { createDetector } from '#main/analysis/detection/detector.ts';
import { pictureSlide } from '#main/analysis/detection/pictureSlide.ts';
import { chooseRegions } from '#main/analysis/regions/chooseRegions.ts';
import { measureScale } from '#main/analysis/scale/measureScale.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { drawField } from '#main/synthetic/drawField.ts';
import { stainLooks } from '#main/synthetic/stainLooks.ts';
import { bloodFieldScale, readBloodFieldLabels } from '#main/training/detector/bloodFields.ts';
import type { DetectorCard } from '#shared/models/modelCard.ts';

const pictures = path.resolve(process.env.MYELOSCOPE_DATA ?? path.join(import.meta.dirname, '../../../shared/data'));
const models = path.resolve(import.meta.dirname, '../../models');

function needsPictures(context: TestContext): void {
  if (!existsSync(path.join(pictures, 'blood-fields'))) context.skip(`no real pictures at ${pictures} (set MYELOSCOPE_DATA)`);
}

describe('real fields', () => {
  // A sample, for time; `scripts/studies/fields.ts` looks at all of them.
  it('are taken for smears', async (context) => {
    needsPictures(context);
    const some = (await readBloodFieldLabels(pictures)).filter((_, i) => i % 30 === 0);
    expect(new Set(some.map(({ source }) => source)).size).toBe(3);
    const refused: string[] = [];
    for (const { file, source: camera } of some) {
      const slide = await openSlide(path.join(pictures, 'blood-fields/images', file));
      const { verdict } = await chooseRegions(slide, () => bloodFieldScale(camera), { kind: 'blood', seed: 1 });
      await slide.close();
      if (verdict.kind === 'not-a-smear') refused.push(`${file}: ${verdict.reasons.join('; ')}`);
    }
    expect(refused).toEqual([]);
  });

  it('tell the scale of their camera by their red cells', async (context) => {
    needsPictures(context);
    const card = JSON.parse(await readFile(path.join(models, 'detector.card.json'), 'utf8')) as DetectorCard;
    const runner = await createRunner(path.join(models, card.file), { provider: 'cpu' });
    const folder = mkdtempSync(path.join(tmpdir(), 'real-fields-'));
    try {
      const camera = 'txl-pbc_barcelona';
      const some = (await readBloodFieldLabels(pictures)).filter(({ source, split }) => source === camera && split === 'val').slice(0, 12);
      for (const { file } of some) symlinkSync(path.join(pictures, 'blood-fields/images', file), path.join(folder, file));
      const slide = await openSlide(folder);
      const measured = await measureScale(slide, createDetector(runner, card.thresholds));
      await slide.close();
      expect(Math.abs(measured.micrometresPerPixel / bloodFieldScale(camera) - 1)).toBeLessThan(0.06);
      expect(measured.redCells).toBeGreaterThan(30);
    } finally {
      await runner.release();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('drawn fields', () => {
  it.each(stainLooks.map((look) => [look.name, look] as const))('are taken for smears in the look %s', async (_, look) => {
    for (const kind of ['marrow', 'blood'] as const) {
      const reasons: string[] = [];
      for (const seed of [8, 9, 10]) {
        const { picture } = drawField({ widthPx: 400, heightPx: 300, micrometresPerPixel: 0.5, look, seed, kind, density: 0.5 });
        const { verdict } = await chooseRegions(pictureSlide(picture), () => 0.5, { kind, seed: 1 });
        reasons.push(...verdict.reasons);
      }
      // Heaped red cells may make one field too thick to count in, but none looks tinted, foreign or without colour.
      expect(reasons.filter((reason) => !reason.includes('side by side')), kind).toEqual([]);
      expect(reasons.length, kind).toBeLessThanOrEqual(1);
    }
  });
});
