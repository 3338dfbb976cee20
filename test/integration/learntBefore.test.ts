// Who was learnt from does not judge: neither by a training that was told no patients, nor under another name, nor in another library.
import { appendFileSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runTraining } from '#main/service/fineTuning/runTraining.ts';
import { openLibrary } from '#main/store/library.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';
import { runMyeloscope } from './runMyeloscope.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'learnt-before-'));
const at = (...names: string[]): string => path.join(directory, ...names);
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });
const myeloscope = (...words: string[]) => runMyeloscope(words, { dataHome: at('data') });

/** 96 cells of 24 patients, of whom seven are kept apart by their names. */
const table = ['file,patient'];
beforeAll(async () => {
  for (const code of ['NGS', 'LYT'] as const) {
    mkdirSync(at('cells', code), { recursive: true });
    for (let i = 0; i < 48; i++) {
      const { rgb, widthPx, heightPx } = drawCellPicture({ code, look: randomLook(5), seed: 100 + i, widthPx: 140, widthUm: 28 });
      await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png().toFile(at('cells', code, `${i}.png`));
      table.push(`${code}/${i}.png,patient ${i % 24}`);
    }
  }
  writeFileSync(at('patients.csv'), `${table.join('\n')}\n`);
}, 60_000);

interface Outcome { trainedCells: number; heldOutCells: number; judgement: { verdict: string; why?: string; cells?: number; cases?: number }; skipped: { file: string; reason: string }[] }
const tune = async (cells: string, name: string, ...more: string[]): Promise<Outcome> => {
  const { out, errors } = await myeloscope('train', 'fine-tune', cells, '--span-um', '28', '--name', name, '--steps', '3', '--json', '--library', at('library'), ...more);
  expect(errors).toBe('');
  return JSON.parse(out) as Outcome;
};
const byPatient = ['--groups', `${at('patients.csv')}:patient`];

it('is not judged by patients from whom an ancestor, or what it is compared with, has learnt', async () => {
  const plain = await tune(at('cells'), 'plain', ...byPatient);
  expect(plain.judgement).toMatchObject({ cells: plain.heldOutCells, verdict: expect.stringMatching(/etter|worse/) as string });
  expect(plain.heldOutCells).toBeGreaterThanOrEqual(20);
  expect(await tune(at('cells'), 'all')).toMatchObject({ trainedCells: 96, heldOutCells: 0 });
  const onTop = await tune(at('cells'), 'on-top', '--base', 'all', ...byPatient);
  expect(onTop).toMatchObject({ trainedCells: plain.trainedCells, heldOutCells: 0, judgement: { verdict: 'cannotJudge', why: expect.stringContaining(`${plain.heldOutCells} more were kept apart, but cannot judge`) as string } });
  // What its base learnt is known of it, too, and stays so when that is gone.
  const learnt = (name: string) => (JSON.parse(readFileSync(at('library', 'models', `${name}.learnt.json`), 'utf8')) as { pictures: string[] }).pictures;
  expect(learnt('on-top')).toEqual(learnt('all'));
  await myeloscope('models', 'remove', 'all', '--library', at('library'));
  expect(existsSync(at('library', 'models', 'all.learnt.json'))).toBe(false);
  // Learnt from by what names cells now alone.
  await myeloscope('models', 'promote', 'on-top', '--by', 'Dr A', '--reason', 'Tried', '--library', at('library'));
  expect((await tune(at('cells'), 'beside', '--base', 'cells', ...byPatient)).judgement.verdict).toBe('cannotJudge');
}, 900_000);

it('nor in the window, by a folder whose cases were put on sides', async () => {
  cpSync(at('cells'), at('folder'), { recursive: true });
  writeFileSync(at('folder', 'manifest.csv'), table.join('\n').replace('patient', 'case'));
  // Of a patient learnt from, under another name: it is told by its bytes.
  copyFileSync(at('cells', 'NGS', '0.png'), at('folder', 'NGS', 'copy.png'));
  appendFileSync(at('folder', 'manifest.csv'), '\nNGS/copy.png,patient 23\n');
  const library = openLibrary(at('library'));
  try {
    const request = { settings: { part: 'head', epochs: 1, batch: 64, learningRate: 0.002, augmentation: 'usual' }, folder: { directory: at('folder'), spanUm: 28 }, folderSides: Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`folder patient ${16 + i}`, 'heldOut'])), seed: 1, threads: 2 };
    const id = library.trainings.add({ name: 'window-1', baseName: 'on-top', baseVersion: '1', by: 'Dr A', startedAt: '2026-02-01T00:00:00.000Z', request: JSON.stringify(request), cells: '[]' });
    await runTraining(library, id, { libraryDirectory: at('library') }, { stillHeld: () => undefined });
    const { taken, result } = library.trainings.find(id)!;
    expect(JSON.parse(taken!)).toMatchObject({ training: 64, heldOut: 0 });
    expect(JSON.parse(result!)).toMatchObject({ judgement: { verdict: 'cannotJudge', why: expect.stringContaining('33 more were kept apart, but cannot judge') as string } });
  } finally {
    library.close();
  }
}, 300_000);

it('tells how many of the pictures that it is measured on it has learnt from, in another library too', async () => {
  const evaluate = (...words: string[]) => myeloscope('evaluate', 'cells', at('cells'), '--span-um', '28', ...words);
  const { learntBefore } = JSON.parse((await evaluate('--json')).out) as { learntBefore: object };
  expect(learntBefore).toEqual({ pictures: 0, unrecorded: [] });
  const plain = JSON.parse(readFileSync(at('library', 'models', 'plain.learnt.json'), 'utf8')) as { pictures: string[] };
  await myeloscope('models', 'export', 'plain', '--out', at('exported'), '--library', at('library'));
  expect((await myeloscope('models', 'import', at('exported', 'plain.onnx'), '--name', 'theirs', '--library', at('second'))).errors).toBe('');
  expect((await evaluate('--model', 'theirs', '--library', at('second'))).out).toContain(`It has learnt from ${plain.pictures.length} of these 96 cells: the figures flatter.`);
  // Without its record nobody knows.
  rmSync(at('second', 'models', 'theirs.learnt.json'));
  expect((await evaluate('--model', 'theirs', '--library', at('second'))).out).toContain('What theirs learnt from is not recorded');
}, 400_000);
