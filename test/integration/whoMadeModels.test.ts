// Who built and who trained a model, as the command line is told and the library keeps it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commands } from '#main/cli/commands/commands.ts';
import { runCommand } from '#main/cli/runCommand.ts';
import { openLibrary } from '#main/store/library.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'who-made-'));
const at = (...names: string[]): string => path.join(directory, ...names);
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

beforeAll(async () => {
  for (const code of ['NGS', 'LYT'] as const) {
    mkdirSync(at('cells', code), { recursive: true });
    for (let i = 0; i < 6; i++) {
      const { rgb, widthPx, heightPx } = drawCellPicture({ code, look: randomLook(5), seed: 700 + i, widthPx: 64, widthUm: 22 });
      await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png().toFile(at('cells', code, `${i}.png`));
    }
  }
});

async function myeloscope(...words: string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const stream = { write: (text: string) => { said += text; } };
  return { code: await runCommand(commands, words, { stdout: stream, stderr: stream, debug: false }), said };
}

it('keeps who built a network and who trained it, and the account where nobody is named', async () => {
  const build = ['models', 'build', '--network', 'resnet18', '--classes', 'NGS,LYT', '--side-px', '32', '--library', at('library'), '--name'];
  for (const words of [['fresh', '--by', 'Dr A'], ['nobodys']]) {
    const built = await myeloscope(...build, ...words);
    expect(built.code, built.said).toBe(0);
  }
  const trained = await myeloscope('train', 'fine-tune', at('cells'), '--span-um', '22', '--base', 'fresh', '--part', 'all', '--name', 'learnt', '--steps', '2', '--batch', '8', '--threads', '1', '--provider', 'cpu', '--library', at('library'), '--by', 'Dr B');
  expect(trained.code, trained.said).toBe(0);
  const library = openLibrary(at('library'));
  try {
    const who = library.modelRecords.all().map(({ deed, name, by }) => ({ deed, name, by }));
    expect(who).toHaveLength(3);
    expect(who).toEqual(expect.arrayContaining([{ deed: 'built', name: 'fresh', by: 'Dr A' }, { deed: 'trained', name: 'learnt', by: 'Dr B' }, { deed: 'built', name: 'nobodys', by: expect.stringMatching(/^the account ./) as string }]));
  } finally {
    library.close();
  }
}, 120_000);

it('says in the help of the commands that make models that it takes who does so', async () => {
  for (const words of [['models', 'build'], ['train', 'fine-tune'], ['models', 'import'], ['models', 'calibrate'], ['models', 'remove']]) expect((await myeloscope('help', ...words)).said).toMatch(/--by NAME +who does so; kept with the library/);
});
