import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import sharp from 'sharp';
import type { GraebelResult } from '#main/experiments/graebel/graebelResult.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { stainLooks } from '#main/synthetic/stainLooks.ts';
import { resNet18 } from '#main/training/networks/resNet18.ts';
import { writePretrained } from '../fixtures/networks/writePretrained.ts';

const root = path.resolve(import.meta.dirname, '../..');
let directory: string;

/** Drawn cells, enough to be told apart and few enough for seconds: nine of three neutrophil stages, and eight of what is no cell. */
beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'experiment-'));
  for (const code of ['PMO', 'MMZ', 'NGS', 'SMU'] as const) {
    mkdirSync(path.join(directory, 'cells', code), { recursive: true });
    for (let i = 0; i < 9; i++) {
      const { heightPx, rgb, widthPx } = drawCellPicture({ code, look: stainLooks[0], seed: 10 + i, widthPx: 80, widthUm: 22 });
      await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png().toFile(path.join(directory, 'cells', code, `${i}.png`));
    }
  }
});
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

interface Ended { readonly code: number | null; readonly signal: string | null; readonly out: string; readonly errors: string }
const tiny = ['--span-um', '22', '--only', 'leukocytes,neutrophilic,lbp,svm,rfc', '--quick', '--sets', '4', '--copies', '1'];

/** Runs the command, ended by `signal` when as many files of state are there. */
function run(out: string, words: readonly string[], end?: { readonly signal: 'SIGKILL' | 'SIGINT'; readonly atFiles: number }, protocol = 'graebel', data = path.join(directory, 'cells')): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['src-main/cli/main.ts', 'experiment', protocol, '--data', data, '--out', out, ...words], { cwd: root });
    let text = '', errors = '', sent = false;
    child.stdout.on('data', (part: Buffer) => { text += part.toString(); });
    child.stderr.on('data', (part: Buffer) => { errors += part.toString(); });
    const watch = end && setInterval(() => {
      try {
        // Once: a second Ctrl-C ends the program at once.
        if (!sent && readdirSync(path.join(out, 'state')).length >= end.atFiles) sent = child.kill(end.signal);
      } catch { /* not begun */ }
    }, 5);
    child.on('close', (code, signal) => { clearInterval(watch); resolve({ code, signal, out: text, errors }); });
  });
}

it('ends with the same figures however often it was killed, and tells what was reduced in every output', async () => {
  const undisturbed = path.join(directory, 'undisturbed'), killed = path.join(directory, 'killed');
  const whole = await run(undisturbed, [...tiny, '--json']);
  expect(whole).toMatchObject({ code: 0, errors: '' });
  const result = JSON.parse(whole.out) as GraebelResult;
  expect(result.experiments.map(({ name, entries }) => [name, entries.length])).toEqual([['leukocytes', 2], ['neutrophilic', 2]]);
  expect(result).toMatchObject({ pairsDone: 4, pairsAsked: 4 });
  // Drawn promyelocytes, metamyelocytes and segmented cells differ in texture; by chance a third would be right.
  expect(Math.max(...result.experiments[1].entries.map(({ figures }) => figures.accuracy))).toBeGreaterThan(0.5);
  expect(result.experiments[1].entries[0].figures.cells).toBe(27);

  let ended: Ended = { code: null, signal: 'SIGKILL', out: '', errors: '' }, kills = 0;
  for (const atFiles of [1, 4, 7]) {
    ended = await run(killed, tiny, { signal: 'SIGKILL', atFiles });
    if (ended.signal === 'SIGKILL') kills++;
  }
  const stopped = await run(killed, tiny, { signal: 'SIGINT', atFiles: 10 });
  if (stopped.code !== 0) expect(stopped.errors).toContain('Give the same command again to go on.');
  expect(kills).toBeGreaterThan(1);
  expect(await run(killed, tiny)).toMatchObject({ code: 0, errors: '' });
  const read = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8');
  expect(JSON.parse(read(killed, 'graebel.json'))).toEqual(JSON.parse(read(undisturbed, 'graebel.json')));

  const outputs = readdirSync(killed).filter((name) => name !== 'state' && !name.startsWith('.'));
  expect(outputs.sort()).toEqual(['graebel.json', 'graebel.md', 'leukocytes-group-confusion.svg', 'leukocytes-group-scores.svg', 'neutrophilic-group-confusion.svg', 'neutrophilic-group-scores.svg', 'neutrophilic-published-confusion.svg']);
  for (const name of outputs.filter((output) => !output.includes('published'))) expect(read(killed, name), name).toContain('REDUCED SEARCH');
  // What is done stands there for a wider run with the same settings; another seed is another run.
  expect((await run(killed, [...tiny, '--seed', '2'])).errors).toContain('other pictures or settings');
});

it('trains a network that starts from imported weights, takes its outputs for a feature, and goes on where it was killed', async () => {
  const weights = path.join(directory, 'pretrained.onnx'), out = path.join(directory, 'network');
  writeFileSync(weights, writePretrained(resNet18(4), 64, 3));
  const words = ['--span-um', '22', '--only', 'neutrophilic,rn18,svm,resnet18', '--quick', '--epochs', '2', '--side-px', '32', '--threads', '1', '--weights', weights];
  // The first checkpoint lies there after the recipe and what the pair of feature and classifier left.
  const ended = await run(out, words, { signal: 'SIGKILL', atFiles: 6 });
  expect(ended.signal).toBe('SIGKILL');
  const whole = await run(out, [...words, '--json']);
  expect(whole).toMatchObject({ code: 0, errors: '' });
  const result = JSON.parse(whole.out) as GraebelResult;
  expect(result.experiments[0].entries.map(({ feature, classifier }) => [feature, classifier])).toEqual([['ResNet-18, pretrained.onnx', 'SVM'], ['Trained', 'ResNet-18']]);
  expect(result.experiments[0].entries[1].figures.cells).toBe(27);
  expect(result.settings.weights).toMatchObject({ network: 'resnet18', name: 'pretrained.onnx' });
  expect(result.reductions.join()).not.toContain('starts from nothing');
  expect(readFileSync(path.join(out, 'graebel.md'), 'utf8')).toContain('Networks: at most 2 epochs.');
  expect(readdirSync(path.join(out, 'state')).filter((name) => name.endsWith('.checkpoint'))).toEqual([]);

  writeFileSync(weights, writePretrained((layers, input) => ({ logits: layers.normalizedConvolution(input, 'only', { outputs: 2, kernel: 1 }) }), 64, 3));
  const other = await run(path.join(directory, 'other'), words);
  expect(other.code).not.toBe(0);
  expect(other.errors).toContain('has 1 convolutions, and is neither ResNet-18 (20) nor ResNet-152 (155)');
}, 240_000);

it.each([
  ['graebel', ['--span-um', '22', '--only', 'neutrophilic,lbp,svm', '--quick', '--sets', '2']],
  ['choi', ['--span-um', '22', '--only', 'original', '--quick', '--epochs', '1', '--width', '0.05', '--threads', '1']],
] as const)('%s: begins with the pictures that are left when a damaged one is taken away, and never goes on with others under the same names', async (protocol, words) => {
  const data = path.join(directory, `${protocol} cells`), out = path.join(directory, `${protocol} out`);
  cpSync(path.join(directory, 'cells'), data, { recursive: true });
  writeFileSync(path.join(data, 'NGS', '0.png'), 'no picture');
  const damaged = await run(out, words, undefined, protocol, data);
  expect(damaged.code).not.toBe(0);
  expect(damaged.errors).toContain('0.png');
  rmSync(path.join(data, 'NGS', '0.png'));
  expect(await run(out, words, undefined, protocol, data)).toMatchObject({ code: 0, errors: '' });
  copyFileSync(path.join(data, 'PMO', '1.png'), path.join(data, 'MMZ', '1.png'));
  const others = await run(out, words, undefined, protocol, data);
  expect(others).toMatchObject({ code: 3, out: '' });
  expect(others.errors).toContain('holds a run with other pictures or settings');
}, 120_000);

it('says what lacks', async () => {
  cpSync(path.join(directory, 'cells', 'NGS'), path.join(directory, 'one', 'NGS'), { recursive: true });
  const lacking = await run(path.join(directory, 'out'), ['--span-um', '22', '--only', 'blood']);
  expect(lacking).toMatchObject({ code: 3 });
  expect(lacking.errors).toContain('"blood" is no experiment, feature, classifier or network');
  const child = await run(path.join(directory, 'out'), ['--span-um', '22', '--only', 'all', '--groups', 'none.csv:patient']);
  expect(child.code).toBe(3);
  expect(child.errors).toContain('none.csv');
});
