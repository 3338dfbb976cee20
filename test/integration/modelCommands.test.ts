// A stranger's model on the command line: imported, calibrated on labelled cells, counted with, trained further, exported, taken away.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { detectedCells } from '#main/cases/review/detectedCells.ts';
import { shippedModelsDirectory } from '#main/service/places.ts';
import { openLibrary } from '#main/store/library.ts';
import { writeStrangersModel } from './strangersModel.ts';
import { runMyeloscope } from './runMyeloscope.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'model-commands-'));
const at = (...names: string[]): string => path.join(directory, ...names);
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

const myeloscope = (...words: string[]) => runMyeloscope(words, { dataHome: at('data') });

/** Cells by colour alone, on a rim of glass: eosinophils red, lymphocytes blue; one in eight under the other's name, as people err. */
beforeAll(async () => {
  const random = seededRandom(3, 1), side = 90;
  for (const code of ['EOS', 'LYT']) mkdirSync(at('cells', code), { recursive: true });
  for (let i = 0; i < 64; i++) {
    const isRed = i % 2 === 0, isErred = i % 16 < 2, strength = random.between(6, 30);
    const rgb = Uint8Array.from({ length: 3 * side * side }, (_, at3) => 140 + random.between(-4, 4) + ((at3 % 3 === 0) === isRed && at3 % 3 !== 1 ? strength : 0));
    rgb.fill(255, 0, 3 * side);
    await sharp(rgb, { raw: { width: side, height: side, channels: 3 } }).png().toFile(at('cells', isRed === isErred ? 'LYT' : 'EOS', `${i}.png`));
  }
}, 60_000);

const library = () => ['--library', at('library')];

it('goes the whole way of a model that was made elsewhere', async () => {
  const file = writeStrangersModel(at('theirs'));
  const refused = await myeloscope('models', 'import', file, ...library());
  expect(refused).toMatchObject({ code: 3, out: '' });
  expect(refused.errors).toContain('--map "seg. neutrophil=');
  const imported = await myeloscope('models', 'import', file, '--map', 'seg. neutrophil=NGS,lymphs=lyt', ...library());
  expect(imported).toMatchObject({ code: 0, errors: '' });
  expect(imported.out).toContain('It sees 30.0 µm of the glass in 48 pixels');
  expect((await myeloscope('models', 'verify', ...library())).out).toContain('stranger 1: good');

  const calibrated = await myeloscope('models', 'calibrate', 'stranger', at('cells'), '--span-um', '30', '--name', 'measured', '--json', ...library());
  expect(calibrated.errors).toBe('');
  const { card, figures } = JSON.parse(calibrated.out) as { card: ClassifierCard; figures: { accuracy: number } };
  expect(figures.accuracy).toBeCloseTo(0.875, 5);
  // By hand it was made far too sure of itself: its answers are flattened until they fit.
  expect(card.calibration.temperature).toBeGreaterThan(1.2);
  expect(card.calibration.uncalibrated).toBeUndefined();
  expect(card.basedOn?.name).toBe('stranger');
  expect(card.confusions).toMatchObject([{ specimen: 'marrow', trueCodes: ['EOS', 'LYT'] }]);
  expect(card.doubts.join(' ')).not.toContain('Not calibrated');

  mkdirSync(at('cells', 'EOX'));
  expect((await myeloscope('models', 'calibrate', 'stranger', at('cells'), '--span-um', '30', '--name', 'short', ...library())).errors).toContain('has folders that are no class: EOX.');
  rmSync(at('cells', 'EOX'), { recursive: true });

  // Of one patient nothing is said of others; a table that leaves some pictures out tells of none whose they are.
  const files = ['EOS', 'LYT'].flatMap((code) => readdirSync(at('cells', code)).map((name) => `${code}/${name}`));
  const calibrateBy = (table: string, patients: readonly (string | number)[]) => {
    writeFileSync(at(table), ['file,patient', ...patients.map((patient, i) => `${files[i]},${patient}`)].join('\n'));
    return myeloscope('models', 'calibrate', 'stranger', at('cells'), '--span-um', '30', '--groups', `${at(table)}:patient`, '--name', path.parse(table).name, '--json', ...library());
  };
  expect((await calibrateBy('alone.csv', files.map(() => 'one'))).errors).toContain('The cells are of 1 patient: what its probabilities are worth');
  const doubtsOf = async (...given: Parameters<typeof calibrateBy>) => (JSON.parse((await calibrateBy(...given)).out) as { card: ClassifierCard }).card.doubts.join(' ');
  expect(await doubtsOf('whole.csv', files.map((_, i) => i % 8))).not.toContain('It is not known which of these cells are of one patient');
  expect(await doubtsOf('some.csv', files.slice(1).map((_, i) => i % 8))).toContain('It is not known which of these cells are of one patient');

  expect((await myeloscope('models', 'promote', 'stranger', '--by', 'Dr A', '--reason', 'To try it', ...library())).code).toBe(0);
  expect((await myeloscope('smear', 'make', '--out', at('smear.tif'), '--cells', '12', '--seed', '3')).code).toBe(0);
  const counted = JSON.parse((await myeloscope('differential', at('smear.tif'), '--out', at('out'), '--target', '3', '--json', ...library())).out) as { models: { name: string }[]; notes: string[] };
  expect(counted.models.map(({ name }) => name)).toEqual(['detector', 'stranger']);
  expect(JSON.stringify(counted)).toContain('Not calibrated');
  // No list or report tells a probability that nobody measured.
  const [head, first] = readFileSync(at('out', 'cells.csv'), 'utf8').split('\r\n').map((line) => line.split(','));
  const probabilities = ['p_EOS', 'p_NGS', 'p_LYT'].map((name) => head.indexOf(name));
  expect(Math.min(...probabilities)).toBeGreaterThan(0);
  expect(probabilities.map((column) => first[column])).toEqual(['', '', '']);
  const kept = openLibrary(at('library'));
  // None of its calls may count as a sure one.
  const { confidences } = detectedCells(kept, 1);
  expect(confidences.length).toBeGreaterThan(2);
  expect(new Set(confidences)).toEqual(new Set([0]));
  kept.close();
  const taken = await myeloscope('models', 'remove', 'stranger', ...library());
  expect(taken.errors).toContain('is promoted');
  await myeloscope('models', 'rollback', '--by', 'Dr A', '--reason', 'Tried', ...library());
  expect((await myeloscope('models', 'remove', 'stranger', ...library())).errors).toContain('1 kept case was counted with stranger');

  const exported = await myeloscope('models', 'export', 'measured', '--out', at('exported'), ...library());
  expect(exported.code).toBe(0);
  expect(readdirSync(at('exported')).sort()).toEqual(['measured.card.json', 'measured.learnt.json', 'measured.onnx', 'measured.onnx.sha256']);
  expect((await myeloscope('models', 'import', at('exported', 'measured.onnx'), '--library', at('second'))).code).toBe(0);
  expect(readFileSync(at('second', 'models', 'measured.onnx')).equals(readFileSync(at('exported', 'measured.onnx')))).toBe(true);

  const tuned = await myeloscope('train', 'fine-tune', at('cells'), '--span-um', '30', '--name', 'tuned', '--base', 'stranger', '--steps', '80', '--learning-rate', '0.05', '--json', ...library());
  expect(tuned.errors).toBe('');
  const outcome = JSON.parse(tuned.out) as { card: ClassifierCard };
  expect(outcome.card).toMatchObject({ input: { widthPx: 48, widthUm: 30 }, basedOn: { name: 'stranger' } });
  expect(outcome.card.encoding).toBeUndefined();
  // Nobody said whose the cells are: none of its probabilities is measured.
  expect(outcome.card.calibration.uncalibrated).toBe(true);
  const { accuracy } = JSON.parse((await myeloscope('evaluate', 'cells', at('cells'), '--span-um', '30', '--model', 'tuned', '--json', ...library())).out) as { accuracy: number };
  expect(accuracy).toBeCloseTo(0.875, 5);
}, 400_000);

it('says what is wrong with a map, and which model there is not', async () => {
  expect(await myeloscope('models', 'import', 'x.onnx', '--map', 'neutrophil', ...library())).toMatchObject({ code: 2, errors: expect.stringContaining('--map is a list') as string });
  expect((await myeloscope('models', 'export', 'none', '--out', at('x'), ...library())).errors).toContain('There is no model "none"');
  expect((await myeloscope('models', 'calibrate', 'none', at('cells'), '--span-um', '30', '--name', 'y', ...library())).errors).toContain('There is no classifier "none"');
}, 60_000);

it('verifies by letting each answer, not by its hash alone', async () => {
  // The detector's network under the classifier's card, with its hash written in.
  cpSync(shippedModelsDirectory, at('swapped'), { recursive: true });
  const network = readFileSync(at('swapped', 'detector.onnx')), cardFile = at('swapped', 'cells.card.json');
  writeFileSync(at('swapped', 'cells.onnx'), network);
  writeFileSync(cardFile, JSON.stringify({ ...(JSON.parse(readFileSync(cardFile, 'utf8')) as ClassifierCard), sha256: createHash('sha256').update(network).digest('hex') }));
  const { out, code } = await myeloscope('models', 'verify', '--models', at('swapped'), '--json');
  expect(JSON.parse(out)).toMatchObject([{ name: 'cells', good: false, problem: expect.stringContaining('input called') as string }, { name: 'detector', good: true }]);
  expect(code).not.toBe(0);
}, 60_000);
