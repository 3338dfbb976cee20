// What a training is computed on: a graphics card that this machine has not, or that fails, is left for the processor, and everybody is told.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { openLibrary } from '#main/store/library.ts';
import { runTraining } from '#main/service/fineTuning/runTraining.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';
import { runMyeloscope } from './runMyeloscope.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'training-provider-'));
const at = (...names: string[]): string => path.join(directory, ...names);
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

async function drawCells(): Promise<void> {
  for (const code of ['NGS', 'LYT'] as const) {
    mkdirSync(at('cells', code), { recursive: true });
    for (let i = 0; i < 8; i++) {
      const { rgb, widthPx, heightPx } = drawCellPicture({ code, look: randomLook(4), seed: 40 + i, widthPx: 110, widthUm: 28 });
      await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png().toFile(at('cells', code, `${i}.png`));
    }
  }
}

const tune = (name: string, provider: string, ...more: string[]) => runMyeloscope(
  ['train', 'fine-tune', at('cells'), '--span-um', '28', '--name', name, '--library', at('library'), '--steps', '6', '--threads', '1', '--provider', provider, ...more], { dataHome: at('data') },
);
const cardOf = (name: string) => JSON.parse(readFileSync(at('library', 'models', `${name}.card.json`), 'utf8')) as ClassifierCard;
/** What a machine without the card says, and one with it. */
const words = /^(The provider \w+ cannot be used: .+\. It was trained on the processor\. )?.*At the end it computed on (the processor|the graphics card \(\w+\))\.$/;

it('trains on the command line with a card where there is one, else on the processor with the same bits, and says so', async () => {
  await drawCells();
  expect(await tune('plain', 'cpu')).toMatchObject({ code: 0, errors: '' });
  expect(cardOf('plain').training).not.toHaveProperty('computedOn');
  const asked = await tune('asked', 'cuda', '--progress');
  expect(asked.code).toBe(0);
  const { training: { computedOn }, sha256 } = cardOf('asked');
  expect(computedOn).toMatch(words);
  expect(asked.out).toContain(computedOn);
  if (computedOn!.endsWith('computed on the processor.')) {
    expect(asked.errors).toContain('on the processor instead of the graphics card');
    expect(sha256).toBe(cardOf('plain').sha256);
  }
}, 300_000);

it('trains a candidate of the window on what its settings say, else on what the laboratory\'s say', async () => {
  const library = openLibrary(at('library')), settings = { part: 'head', epochs: 4, batch: 16, learningRate: 0.01, augmentation: 'usual' } as const;
  try {
    const request = { folder: { directory: at('cells'), spanUm: 28 }, folderSides: {}, seed: 1, threads: 1 };
    const stages: string[] = [];
    const run = async (name: string, provider?: 'cpu' | 'webgpu') => {
      const id = library.trainings.add({ name, baseName: 'cells', baseVersion: '1', by: 'Dr A', startedAt: '2026-01-01', cells: '[]', request: JSON.stringify({ ...request, settings: { ...settings, ...(provider && { provider }) } }) });
      await runTraining(library, id, { libraryDirectory: at('library'), modelsDirectory: undefined }, { stillHeld: () => undefined, report: ({ stage }) => { stages.push(stage); } });
      return (JSON.parse(library.trainings.find(id)!.result!) as { computedOn?: string }).computedOn;
    };
    expect(await run('by-processor', 'cpu')).toBeUndefined();
    expect(stages).toContain('Learning');
    const computedOn = await run('by-card', 'webgpu');
    expect(computedOn).toMatch(words);
    expect(cardOf('by-card').training.computedOn).toBe(computedOn);
    expect(stages.some((stage) => stage.startsWith('Learning; on the '))).toBe(true);
    // The laboratory's own settings take the fastest; whatever that is, it names cells as well.
    await run('by-settings');
    expect(cardOf('by-settings').basedOn?.name).toBe('cells');
  } finally {
    library.close();
  }
}, 300_000);
