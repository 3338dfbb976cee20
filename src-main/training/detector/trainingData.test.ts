import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { bloodFieldScale, readBloodFieldLabels, readBloodFields } from './bloodFields.ts';
import { chooseThreshold } from './detectionScores.ts';
import { drawnTestField } from './drawnTestField.ts';
import { readMarrowFields, unlabelledMarrow } from './marrowFields.ts';
import { marrowFoldCount, marrowFolds } from './marrowFolds.ts';
import { partBloodFields } from './trainingParts.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'training-data-'));
  await mkdir(join(directory, 'blood-fields'));
  await mkdir(join(directory, 'marrow-fields'));
  const rows = ['image,class,xmin,ymin,xmax,ymax,source,split,wbc_subtype,same_photo',
    'a.jpg,WBC,10,20,110,130,bccd,train,,', 'a.jpg,RBC,504,337,504,337,bccd,train,,', 'a.jpg,Platelets,-4,5,20,30,bccd,train,,', 'b.jpg,RBC,1,1,50,60,txl-pbc_barcelona,val,,', ''];
  await writeFile(join(directory, 'blood-fields', 'boxes.csv'), rows.join('\r\n'));
  await writeFile(join(directory, 'marrow-fields', 'centres.csv'), 'image,x,y,class\nm.png,5,5,NGS\n');
});
afterAll(() => rm(directory, { recursive: true }));

describe('readBloodFieldLabels', () => {
  it('gathers boxes by picture and leaves degenerate ones out', async () => {
    const [a, b] = await readBloodFieldLabels(directory);
    expect(a.cells.map(({ kind }) => kind)).toEqual(['nucleatedCell', 'platelet']);
    expect([a.split, b.split]).toEqual(['train', 'val']);
  });

  it('brings boxes to the kept scale, cut to the picture', async () => {
    const labels = await readBloodFieldLabels(directory);
    const [field] = await readBloodFields(directory, labels.slice(0, 1), () => Promise.resolve(blankPicture(640, 480)));
    const factor = 0.2 / bloodFieldScale('bccd');
    expect(field.picture.widthPx).toBe(Math.floor(640 / factor));
    expect(field.cells[0].box.widthPx).toBeCloseTo(100 / factor, 6);
    expect(field.cells[1].box.xPx).toBe(0);
  });

  it('names the file and the column that is missing', async () => {
    await expect(readMarrowFields(directory, () => Promise.resolve(blankPicture(10, 10)))).rejects.toMatchObject({ code: 'bad-input', message: expect.stringMatching(/centres\.csv.*overlap_group/u) });
    await expect(readBloodFieldLabels(join(directory, 'nowhere'))).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('unlabelledMarrow', () => {
  it('knows the labelled cell, the glass and red cells, and nothing of another nucleus or of grey area', () => {
    const picture = blankPicture(200, 100, 240);
    const fill = (x: number, colour: readonly number[]) => { for (let y = 40; y < 60; y += 1) for (let u = x; u < x + 20; u += 1) picture.rgb.set(colour, 3 * (y * 200 + u)); };
    fill(20, [90, 50, 150]);
    fill(70, [90, 50, 150]);
    fill(120, [200, 150, 90]);
    fill(170, [235, 235, 235]);
    const mask = unlabelledMarrow(picture, [{ xPx: 30, yPx: 50 }]);
    expect([30, 80, 130, 180, 110].map((x) => mask[50 * 200 + x])).toEqual([0, 1, 0, 1, 0]);
  });
});

describe('parts and folds', () => {
  it('splits the train part by source and never touches val', () => {
    const fields = ['bccd', 'txl-raabin_crop'].flatMap((source) => Array.from({ length: 40 }, (_, i) => ({ file: `${source}${i}`, source, split: i < 32 ? 'train' as const : 'val' as const, cells: [] })));
    const { learning, tuning, held } = partBloodFields(fields, 1);
    expect([learning.length, tuning.length, held.length]).toEqual([56, 8, 16]);
    expect(tuning.filter(({ source }) => source === 'bccd')).toHaveLength(4);
    expect(held.every(({ split }) => split === 'val')).toBe(true);
    expect(new Set([...learning, ...tuning, ...held].map(({ file }) => file)).size).toBe(80);
  });

  it('puts all fields of an overlap group into one fold', () => {
    const fields = Array.from({ length: 14 }, (_, i) => ({ field: drawnTestField(i), overlapGroup: String(i % 9) }));
    const folds = marrowFolds(fields, 1);
    expect(folds.size).toBe(9);
    expect(new Set(folds.values()).size).toBe(marrowFoldCount);
  });
});

describe('chooseThreshold', () => {
  it('takes the threshold a quarter of the way up those that are as good as the best', () => {
    const field = drawnTestField(1);
    const truth = field.cells[0].box;
    const stray = { xPx: 130, yPx: 100, widthPx: 20, heightPx: 20 };
    const scored = Array.from({ length: 50 }, (_, i) => ({ field, truths: [truth], found: [{ box: truth, score: 0.9 }, { box: stray, score: i < 25 ? 0.33 : 0.1 }] }));
    // 0.35 to 0.75 in steps of 0.04 leave the stray boxes out and keep the cells.
    expect(chooseThreshold(scored)).toBeCloseTo(0.43, 9);
  });
});
