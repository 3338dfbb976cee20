// Fine-tuning through the command line, from the shipped classifier, on drawn cells of one look.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';
import { openLibrary } from '#main/store/library.ts';
import { runMyeloscope } from './runMyeloscope.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'fine-tune-'));
const at = (...names: string[]): string => path.join(directory, ...names);
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

const myeloscope = (words: string[], stopAt?: string) => runMyeloscope(words, { dataHome: at('data'), stopAt });

/** Cells of four patients; each class is given the other's name, so that the shipped classifier must be wrong. */
const swapped = { NGS: 'LYT', LYT: 'NGS' } as const;
const table = ['file,patient'];
beforeAll(async () => {
  for (const [drawn, named] of Object.entries(swapped) as ['NGS' | 'LYT', string][]) {
    mkdirSync(at('cells', named), { recursive: true });
    for (let i = 0; i < 14; i++) {
      const { rgb, widthPx, heightPx } = drawCellPicture({ code: drawn, look: randomLook(5), seed: 100 + i, widthPx: 140, widthUm: 28 });
      await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png().toFile(at('cells', named, `${i}.png`));
      table.push(`${named}/${i}.png,patient ${i % 7}`);
    }
  }
  // Scanned half: it is left out and named, and the others are learnt from.
  writeFileSync(at('cells', 'LYT', 'cut.png'), readFileSync(at('cells', 'LYT', '0.png')).subarray(0, 400));
  table.push('LYT/cut.png,patient 2');
  writeFileSync(at('patients.csv'), `${table.join('\n')}\n`);
});

const tune = (name: string, ...more: string[]) => ['train', 'fine-tune', at('cells'), '--span-um', '28', '--name', name, '--library', at('library'), '--steps', '60', '--learning-rate', '0.01', ...more];

interface Outcome { trainedCells: number; heldOutCells: number; judgement: { verdict: string }; card: { sha256: string; basedOn: { name: string }; doubts: string[]; confusions: { on: string }[] }; skipped: { file: string; reason: string }[] }

it('learns what the laboratory says, even after Ctrl-C, judges itself on patients kept apart, and names cells only once promoted', async () => {
  const stopped = await myeloscope([...tune('ours', '--groups', `${at('patients.csv')}:patient`), '--progress'], 'without part 2');
  expect(stopped.code).not.toBe(0);
  expect(stopped.errors).toContain('Stopped on request.');
  // The same pictures at another width are other cells.
  const wider = tune('ours', '--groups', `${at('patients.csv')}:patient`).map((word) => (word === '28' ? '30' : word));
  expect((await myeloscope(wider)).errors).toMatch(/belongs to another training.*remove the folder .*ours\.work/s);
  const { code, out, errors } = await myeloscope([...tune('ours', '--groups', `${at('patients.csv')}:patient`), '--json']);
  expect(errors).toBe('');
  expect(code).toBe(0);
  const outcome = JSON.parse(out) as Outcome;
  expect(outcome.trainedCells + outcome.heldOutCells).toBe(28);
  // Fewer than twenty cells lie apart: no figure is made of them.
  expect(outcome.judgement.verdict).toBe('cannotJudge');
  expect(outcome.card).toMatchObject({ basedOn: { name: 'cells' } });
  expect(outcome.card.doubts[0]).toContain('held no');
  expect(outcome.card.confusions).toEqual([]);
  expect(outcome.skipped).toEqual([{ file: 'LYT/cut.png', reason: expect.stringMatching(/^its PNG is damaged .*[^.]$/) as string }]);
  expect(readdirSync(at('library', 'models')).sort()).toEqual(['ours.card.json', 'ours.learnt.json', 'ours.onnx']);

  const evaluate = async (...words: string[]) => JSON.parse((await myeloscope(['evaluate', 'cells', at('cells'), '--span-um', '28', '--json', ...words])).out) as { accuracy: number };
  expect((await evaluate()).accuracy).toBeLessThan(0.3);
  expect((await evaluate('--model', 'ours', '--library', at('library'))).accuracy).toBeGreaterThan(0.9);
  const library = openLibrary(at('library'));
  expect(library.modelPromotions.current()).toBeUndefined();
  expect((await myeloscope(['models', 'promote', 'ours', '--by', 'Dr A', '--reason', 'Our stain', '--library', at('library')])).out).toContain('ours 1 names cells');
  expect(library.modelPromotions.current()).toMatchObject({ sha256: outcome.card.sha256, promotedBy: 'Dr A', reason: 'Our stain' });
  // Again, while it names cells: from where it came from, compared with it; or on top of it.
  const again = JSON.parse((await myeloscope([...tune('again', '--groups', `${at('patients.csv')}:patient`), '--json'])).out) as Outcome & { beside: { name: string } };
  expect(again).toMatchObject({ beside: { name: 'ours', sha256: outcome.card.sha256 }, card: { basedOn: { name: 'cells' } } });
  const onTop = await myeloscope([...tune('on-top', '--groups', `${at('patients.csv')}:patient`, '--base', 'ours')]);
  expect(onTop).toMatchObject({ code: 0, errors: '' });
  expect(onTop.out).toContain('Compared with ours 1, which names cells now.');
  expect(JSON.parse(readFileSync(at('library', 'models', 'on-top.card.json'), 'utf8'))).toMatchObject({ basedOn: { name: 'ours' }, doubts: expect.arrayContaining(['ours was itself trained further', 'cells that ours learnt from held no', 'cells that on-top learnt from held no'].map((words) => expect.stringContaining(words) as string)) as string[] });
  expect((await myeloscope(['smear', 'make', '--out', at('smear.tif'), '--cells', '12', '--seed', '3'])).code).toBe(0);
  const count = async () => JSON.parse((await myeloscope(['differential', at('smear.tif'), '--out', at('out'), '--target', '3', '--library', at('library'), '--json', '--restart'])).out) as { models: { name: string }[] };
  expect((await count()).models.map(({ name }) => name)).toEqual(['detector', 'ours']);
  expect((await myeloscope(['models', 'rollback', '--by', 'Dr A', '--reason', 'Doubt', '--library', at('library')])).out).toContain('cells ');
  expect(library.modelPromotions.all().map(({ name }) => name)).toEqual(['ours', 'cells']);
  expect((await count()).models.map(({ name }) => name)).toEqual(['detector', 'cells']);
  library.close();
}, 900_000);

it('names a class of one cell as hardly learnt, and ends each sentence once', async () => {
  for (const code of ['NGS', 'LYT', 'EOS']) mkdirSync(at('few', code), { recursive: true });
  for (let i = 0; i < 8; i++) for (const code of ['NGS', 'LYT']) copyFileSync(at('cells', code, `${i}.png`), at('few', code, `${i}.png`));
  copyFileSync(at('cells', 'NGS', '9.png'), at('few', 'EOS', '9.png'));
  copyFileSync(at('cells', 'LYT', 'cut.png'), at('few', 'LYT', 'cut.png'));
  const few = (name: string, ...more: string[]) => myeloscope(['train', 'fine-tune', at('few'), '--span-um', '28', '--name', name, '--library', at('library'), ...more]);
  const { out, errors } = await few('thin', '--steps', '5');
  expect(errors).toBe('');
  expect(out).toContain('Hardly learnt, from fewer than 5 cells: EOS (1).');
  expect(out).toMatch(/1 picture or folder was left out; the first: LYT\/cut\.png: [^\n]*[^.\n]\.\n/);
  expect(readFileSync(at('library', 'models', 'thin.card.json'), 'utf8')).toContain('held few of EOS (1)');
  // A loss that is no number leaves nothing, and says which rate led there.
  const wild = await few('wild', '--part', 'all', '--batch', '8', '--learning-rate', '10', '--steps', '30');
  expect(wild).toMatchObject({ code: 3, errors: expect.stringMatching(/became (NaN|Infinity|-Infinity) at step \d+\. Its learning rate, 10 at the highest, .*what names cells stays as it was\.\n.*--learning-rate/) as string });
  expect(readdirSync(at('library', 'models')).filter((file) => file.startsWith('wild'))).toEqual([]);
}, 300_000);

it('refuses a name that is taken or none, a class nobody can learn from, and a damaged model', async () => {
  expect(await myeloscope(tune('cells'))).toMatchObject({ code: 3, errors: expect.stringContaining('a model called cells already') as string });
  expect((await myeloscope(tune('Our Model'))).errors).toContain('can\'t be a model\'s name');
  mkdirSync(at('one', 'NGS'), { recursive: true });
  writeFileSync(at('one', 'NGS', 'a.png'), readFileSync(at('cells', 'NGS', '0.png')));
  expect((await myeloscope(['train', 'fine-tune', at('one'), '--span-um', '28', '--name', 'one', '--library', at('library')])).errors).toContain('1 cell of 1 class are too few');
  expect(readdirSync(at('library', 'models')).filter((file) => file.startsWith('one'))).toEqual([]);
  writeFileSync(at('library', 'models', 'ours.onnx'), 'nothing');
  expect((await myeloscope(['models', 'promote', 'ours', '--by', 'Dr A', '--reason', 'Again', '--library', at('library')])).errors).toContain('is not the one that its card describes');
}, 300_000);
