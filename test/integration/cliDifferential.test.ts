// The main job through the command line, with the shipped models, on a small drawn smear.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseDifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { marrowScheme } from '#shared/taxonomy/schemes.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import { countableClasses } from '#main/service/countableClasses.ts';
import { openLibrary } from '#main/store/library.ts';
import { writeDotSlide } from './dotSlides.ts';
import { runMyeloscope } from './runMyeloscope.ts';

const root = path.resolve(import.meta.dirname, '../..');
let directory: string;
let smear: string;

const myeloscope = (words: string[], how: { stopAt?: string; uid?: number } = {}) => runMyeloscope(words, { dataHome: path.join(directory, 'data'), ...how });
const at = (...names: string[]): string => path.join(directory, ...names);
const documentIn = (out: string) => parseDifferentialDocument(JSON.parse(readFileSync(at(out, 'differential.json'), 'utf8')), out);

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'cli-'));
  smear = at('smear.tif');
  const { code, errors } = await myeloscope(['smear', 'make', '--out', smear, '--cells', '60', '--seed', '3']);
  expect(errors).toBe('');
  expect(code).toBe(0);
});
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

it('counts a smear, writes all four files, and the same again for the same command', async () => {
  writeFileSync(at('case.json'), JSON.stringify({ patient: { name: 'Ωμέγα Ли 王' }, specimen: { site: 'Posterior iliac crest' } }));
  const words = ['differential', smear, '--out', at('out'), '--case', at('case.json'), '--target', '12', '--library', at('library'), '--json'];
  const first = await myeloscope(words);
  expect(first).toMatchObject({ code: 0, errors: '' });
  expect(readdirSync(at('out')).sort()).toEqual(['cells.csv', 'differential.json', 'overview.png', 'report.pdf']);
  const document = documentIn('out');
  expect(JSON.parse(first.out)).toEqual(JSON.parse(JSON.stringify(document)));
  // How many of them the models can name is theirs to say; that what is counted adds up is not.
  expect(document).toMatchObject({ target: { cells: 12 }, case: { patient: { name: 'Ωμέγα Ли 王' } }, provider: 'cpu', slides: [{ scaleFrom: 'file', cellsCounted: document.counted }] });
  expect(document.slides[0].cellsDetected).toBeGreaterThanOrEqual(12);
  expect(document.counted).toBeLessThanOrEqual(12);
  expect(Object.values(document.counts).reduce((sum, cells) => sum + cells, 0)).toBe(document.slides[0].cellsDetected);
  const cells = readFileSync(at('out', 'cells.csv'), 'utf8').trimEnd().split('\r\n');
  expect(cells).toHaveLength(1 + document.slides[0].cellsDetected);
  expect(readFileSync(at('out', 'report.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  const bytes = Object.fromEntries(readdirSync(at('out')).map((name) => [name, readFileSync(at('out', name)).toString('base64')]));
  expect((await myeloscope(words)).code).toBe(0);
  expect(Object.fromEntries(readdirSync(at('out')).map((name) => [name, readFileSync(at('out', name)).toString('base64')]))).toEqual(bytes);
});

it('keeps what was typed and reviewed in the window where it is counted again without a case file, and takes a case file given', async () => {
  const library = openLibrary(at('library'));
  const [{ caseId }] = library.worklist.all();
  const [{ id: cell }] = library.cells.ofSlide(library.slides.ofCase(caseId)[0].id);
  performAct(library, { target: 12, countable: countableClasses(marrowScheme) }, { caseId, reading: 'first', by: 'Dr A' }, { kind: 'call', cellIds: [cell], code: 'MAS' });
  library.cases.setDetails(caseId, JSON.stringify({ patient: { name: 'Typed in the window' }, comments: { conclusion: 'Written by hand.' } }));
  library.close();
  const words = ['differential', smear, '--out', at('kept'), '--target', '12', '--library', at('library')];
  const patientNow = (): unknown => {
    const opened = openLibrary(at('library'));
    try {
      return (JSON.parse(opened.worklist.all()[0].details) as { patient: unknown }).patient;
    } finally {
      opened.close();
    }
  };
  expect(await myeloscope(words)).toMatchObject({ code: 0, out: expect.stringMatching(/Machine calls, partly reviewed by Dr A: 1 of \d+ cells\./) as string });
  expect(documentIn('kept')).toMatchObject({ review: { state: 'partlyReviewed', by: 'Dr A', cellsReviewed: 1, cellsChanged: 1 }, counts: { MAS: 1 } });
  expect(documentIn('kept').case).toEqual({ patient: { name: 'Typed in the window' }, comments: { conclusion: 'Written by hand.' } });
  expect(patientNow()).toEqual({ name: 'Typed in the window' });
  expect((await myeloscope([...words, '--case', at('case.json')])).code).toBe(0);
  expect(documentIn('kept').case.patient).toEqual({ name: 'Ωμέγα Ли 王' });
  expect(patientNow()).toEqual({ name: 'Ωμέγα Ли 王' });
});

it('stops on Ctrl-C without a result, and the same command ends as if nothing had been', async () => {
  const words = (library: string, out: string) => ['differential', smear, '--out', at(out), '--target', '12', '--library', at(library), '--progress'];
  const stopped = await myeloscope(words('stopped', 'stopped-out'), { stopAt: 'Counting cells' });
  expect(stopped).toMatchObject({ code: 130, errors: expect.stringContaining('Give the same command again to go on.') });
  expect(existsSync(at('stopped-out'))).toBe(false);
  expect((await myeloscope(words('stopped', 'stopped-out'))).code).toBe(0);
  expect((await myeloscope(words('whole', 'whole-out'))).code).toBe(0);
  expect(documentIn('stopped-out').counts).toEqual(documentIn('whole-out').counts);
  expect(readFileSync(at('stopped-out', 'cells.csv'), 'utf8')).toBe(readFileSync(at('whole-out', 'cells.csv'), 'utf8'));
});

it('names the file, says what to do, ends with the right code and leaves nothing behind', async () => {
  mkdirSync(at('empty-folder'));
  writeFileSync(at('note.svs'), 'not a slide');
  writeFileSync(at('empty.tif'), '');
  writeFileSync(at('bad-case.json'), '{"patient":{"nmae":"A"}}');
  mkdirSync(at('bad-models'));
  for (const name of readdirSync(path.join(root, 'models'))) copyFileSync(path.join(root, 'models', name), at('bad-models', name));
  writeFileSync(at('bad-models', 'detector.onnx'), Buffer.from(readFileSync(at('bad-models', 'detector.onnx'))).fill(0, 1000, 1010));
  await writeDotSlide(at('no-cells.tif'), 700, 1, 0);
  const out = ['--out', at('none'), '--library', at('library')];
  const attempts: [string[], number, string][] = [
    [['differential', at('absent.svs'), ...out], 3, 'absent.svs'],
    [['differential', at('empty-folder'), ...out], 3, 'empty-folder'],
    [['differential', at('note.svs'), ...out], 3, 'note.svs'],
    [['differential', at('empty.tif'), ...out], 3, 'empty.tif'],
    [['differential', smear, '--case', at('bad-case.json'), ...out], 3, 'nmae'],
    [['differential', smear, '--models', at('bad-models'), ...out], 5, 'detector.onnx'],
    [['differential', at('no-cells.tif'), ...out], 4, 'no-cells.tif'],
    [['differential', smear, '--target', '0', ...out], 2, '--target'],
    [['differential', smear], 2, '--out'],
    [['differential', smear, '--out', path.join(at('note.svs'), 'below')], 3, 'note.svs'],
    // A folder that is there, in which none can be made.
    ...(process.platform === 'linux' ? [
      [['differential', smear, '--out', '/proc/myeloscope/out', '--library', at('library')], 6, '/proc/myeloscope can\'t be written'],
      [['differential', smear, '--out', at('none'), '--library', '/proc/myeloscope'], 6, '/proc/myeloscope can\'t be written'],
    ] satisfies [string[], number, string][] : []),
  ];
  for (const [words, code, named] of attempts) {
    const ended = await myeloscope(words);
    expect(ended, words.join(' ')).toMatchObject({ code, out: '', errors: expect.stringContaining(named) });
    expect(ended.errors, words.join(' ')).not.toMatch(/^\s+at /m);
    expect(existsSync(at('none')), words.join(' ')).toBe(false);
  }
});

it('writes the results where no cell could be named, and ends as without a cell to count', async () => {
  mkdirSync(at('unsure'));
  for (const name of readdirSync(path.join(root, 'models'))) copyFileSync(path.join(root, 'models', name), at('unsure', name));
  const card = JSON.parse(readFileSync(at('unsure', 'cells.card.json'), 'utf8')) as { calibration: object };
  writeFileSync(at('unsure', 'cells.card.json'), JSON.stringify({ ...card, calibration: { ...card.calibration, unknownBelow: 1, unfamiliarBelow: 1 } }));
  const words = ['differential', smear, '--target', '12', '--models', at('unsure'), '--out', at('unnamed'), '--library', at('unsure-library')];
  const ended = await myeloscope(words);
  expect(ended).toMatchObject({ code: 4, errors: '', out: expect.stringMatching(/^No cell was counted; \d+ could not be named .*[^]*the exit code is 4\..*\n$/) as string });
  expect(readdirSync(at('unnamed')).sort()).toEqual(['cells.csv', 'differential.json', 'overview.png', 'report.pdf']);
  const asJson = await myeloscope([...words, '--json']);
  expect([asJson.code, JSON.parse(asJson.out)]).toEqual([4, JSON.parse(readFileSync(at('unnamed', 'differential.json'), 'utf8'))]);
  expect(documentIn('unnamed').counted).toBe(0);
});

it('says of a read-only disk that it is read-only, and ends as for a place that is not permitted', async ({ skip }) => {
  const disk = at('read-only');
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', disk]).status !== 0) return skip('only root may mount a disk');
  try {
    for (const words of [['--out', path.join(disk, 'out'), '--library', at('library')], ['--out', disk, '--library', at('library')], ['--out', at('none'), '--library', path.join(disk, 'library')]]) {
      expect(await myeloscope(['differential', smear, ...words]), words.join(' ')).toMatchObject({ code: 6, out: '', errors: expect.stringMatching(/read-only.*can't be written: the disk is read-only\./) as string });
    }
  } finally {
    spawnSync('umount', [disk]);
  }
  return undefined;
});

it('says that a place is not permitted', async ({ skip }) => {
  if (process.getuid?.() !== 0) return skip('only root can become a user without rights');
  const ended = await myeloscope(['differential', smear, '--out', path.join(root, 'not-mine')], { uid: 65534 });
  expect(ended).toMatchObject({ code: 6, errors: expect.stringContaining('not-mine') });
  return undefined;
});
