import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import { evaluateCells } from '../evaluateCells.ts';
import { readWholePicture } from '../readWholePicture.ts';
import { readFieldTruth } from './readFieldTruth.ts';

const pictures = path.resolve(process.env.MYELOSCOPE_DATA ?? '../shared/data');

function realPictures(context: TestContext, folder: string): string {
  const directory = path.join(pictures, folder);
  if (!existsSync(directory)) context.skip(`the real pictures are not at ${directory}`);
  return directory;
}

/** Says that everything with a dark middle is a lymphocyte, else a segmented neutrophil. */
const byDarkness: CellClassifier = {
  classes: ['NGS', 'LYT'],
  classify: (crops) => Promise.resolve(crops.map(({ widthPx, rgb }) => {
    let light = 0;
    for (let y = 40; y < 56; y++) for (let x = 40; x < 56; x++) light += rgb[3 * (y * widthPx + x) + 1] / 256;
    const dark = 1 - light / 256;
    const code = dark > 0.5 ? 'LYT' as const : 'NGS' as const;
    return { code, forcedCode: code, probabilities: Float32Array.of(1 - dark, dark), familiarity: 1 };
  })),
};

describe('real pictures', () => {
  it('are read as marrow cells with their overlap groups', async (context) => {
    const directory = realPictures(context, 'marrow-cells');
    const evaluation = await evaluateCells({ directory, spanUm: 22, groupsFile: path.join(directory, 'cells.csv'), groupColumn: 'overlap_group' }, { classifier: byDarkness, readPicture: readWholePicture });
    expect(evaluation).toMatchObject({ cells: 404, skipped: [], coverage: 1 });
    expect(evaluation.groups.count).toBeGreaterThan(20);
    expect(evaluation.groups.count).toBeLessThan(404);
    expect(Object.fromEntries(evaluation.perClass.map(({ code, support }) => [code, support]))).toEqual({
      BLA: 6, PMO: 14, MYB: 36, MMZ: 44, NGB: 40, NGS: 54, EOS: 17, BAS: 2, MON: 12, LYT: 38, PLM: 8, PEB: 8, EBB: 10, EBP: 54, EBO: 54, MAC: 7,
    });
    // A rule by darkness alone knows something of these cells, and little.
    expect(evaluation.accuracy).toBeGreaterThan(0.05);
    expect(evaluation.accuracy).toBeLessThan(0.3);
  });

  it('are read as blood fields with boxes, two of them degenerate', async (context) => {
    const truth = await readFieldTruth(realPictures(context, 'blood-fields'));
    expect(truth).toMatchObject({ markedBy: 'boxes', skipped: [] });
    expect(truth.fields).toHaveLength(1192);
    expect(truth.fields.reduce((sum, { boxes }) => sum + boxes!.length, 0) + truth.degenerateRows).toBe(1238);
  });

  it('are read as marrow fields with centres', async (context) => {
    const truth = await readFieldTruth(realPictures(context, 'marrow-fields'));
    expect(truth).toMatchObject({ markedBy: 'centres', degenerateRows: 0, skipped: [] });
    expect(truth.fields).toHaveLength(28);
    expect(truth.fields.flatMap(({ centres }) => centres!)).toHaveLength(104);
  });
});
