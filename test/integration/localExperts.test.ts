// Local experts: offered by a card's confusions, trained on labelled pictures, kept where they help, and at work in counts.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LocalExpertCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';
import { expertGain, isKept } from '#main/training/classifier/expertGain.ts';
import { writeDotSlide } from './dotSlides.ts';
import { openTestWorkstation } from './testWorkstation.ts';
import { runMyeloscope } from './runMyeloscope.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'experts-'));
const at = (...names: string[]): string => path.join(directory, ...names);
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

const myeloscope = (...words: string[]) => runMyeloscope([...words, '--library', at('library')], { dataHome: at('data') });

/** Each class under the other's name, so that the classifier must be wrong: an expert has much to mend. */
const swapped = { NGS: 'NGB', NGB: 'NGS' } as const;
beforeAll(async () => {
  const table = ['file,patient'];
  for (const [drawn, named] of Object.entries(swapped) as ['NGS' | 'NGB', string][]) {
    for (const folder of ['cells', 'same']) mkdirSync(at(folder, named), { recursive: true });
    for (let i = 0; i < 20; i++) {
      const write = async (code: 'NGS' | 'NGB', file: string) => {
        const { rgb, widthPx, heightPx } = drawCellPicture({ code, look: randomLook(5), seed: 300 + i, widthPx: 140, widthUm: 28 });
        await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png({ compressionLevel: named === 'NGS' ? 6 : 9 }).toFile(file);
      };
      await write(drawn, at('cells', named, `${i}.png`));
      // The same picture under both names, in files of other bytes: nobody can learn from it.
      await write('NGS', at('same', named, `${i}.png`));
      table.push(`${named}/${i}.png,patient ${i % 5}`);
    }
  }
  writeFileSync(at('patients.csv'), `${table.join('\n')}\n`);
}, 60_000);

const train = (folder: string, ...more: string[]) => myeloscope('train', 'expert', at(folder), '--span-um', '28', '--classes', 'NGB,NGS', '--by', 'Dr A', '--groups', `${at('patients.csv')}:patient`, '--steps', '150', ...more);

it('offers the neighbours that the card says are confused', async () => {
  const { out } = await myeloscope('models', 'experts');
  expect(out).toMatch(/NGB-NGS: 1 of 45 cells/);
  expect(out).not.toContain('EOS');
});

it('keeps none where nothing is gained', async () => {
  const { out, errors } = await train('same');
  expect(errors).toBe('');
  expect(out).toContain('it is not kept');
  expect(existsSync(at('library', 'models'))).toBe(false);
}, 300_000);

it('keeps one that helps on cells left out, and lets it take part in counts until it is deleted', async () => {
  const trained = await train('cells', '--json');
  expect(trained.errors).toBe('');
  const { gain, card } = JSON.parse(trained.out) as { gain: { rightWithout: number; rightWith: number; spoilt: number }; card: LocalExpertCard };
  expect(gain.rightWithout).toBeLessThan(20);
  // Cells that the classifier calls something else altogether are not asked about.
  expect(gain.rightWith).toBeGreaterThan(gain.rightWithout + 8);
  expect(card).toMatchObject({ kind: 'localExpert', name: 'cells-ngb-ngs', appliesTo: 'cells', classes: ['NGB', 'NGS'] });
  expect(card.training.command).toContain('Dr A');
  expect((await train('cells')).errors).toContain('There is an expert cells-ngb-ngs already');
  expect((await myeloscope('models', 'experts', '--json')).out).toContain('"expert": "cells-ngb-ngs"');
  expect((await myeloscope('models', 'verify')).out).toContain('cells-ngb-ngs 1: good');

  expect((await runMyeloscope(['smear', 'make', '--out', at('smear.tif'), '--cells', '12', '--seed', '3'], { dataHome: at('data') })).code).toBe(0);
  const count = async () => (JSON.parse((await myeloscope('differential', at('smear.tif'), '--out', at('out'), '--target', '3', '--json')).out) as { models: { name: string; role: string }[] }).models;
  expect(await count()).toMatchObject([{ name: 'detector' }, { name: 'cells' }, { name: 'cells-ngb-ngs', role: 'Decides between neighbours' }]);
  // In the window it is shown as at work, and can be deleted.
  const workstation = openTestWorkstation(at('library'));
  await workstation.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }] } });
  const shown = (await workstation.call('models.list', {})).models.find(({ name }) => name === 'cells-ngb-ngs');
  expect(shown).toMatchObject({ isInUse: true, isOwn: true, cases: 1 });
  expect((await workstation.call('models.experts', {})).pairs.find(({ classes }) => classes.join() === 'NGB,NGS')).toMatchObject({ expert: 'cells-ngb-ngs', reviewed: [0, 0] });
  await expect(workstation.call('models.trainExpert', { classes: ['MMZ', 'NGB'], by: 'Dr A' })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('only 0 reviewed cells of MMZ') as string });
  await workstation.call('models.remove', { name: 'cells-ngb-ngs', by: 'Dr A', evenIfCounted: true });
  await workstation.close();
  expect((await count()).map(({ name }) => name)).toEqual(['detector', 'cells']);
}, 600_000);

it('learns from reviewed cells of the library, in a process of its own, and says how far it is', async () => {
  const workstation = openTestWorkstation(at('reviewed'));
  try {
    await workstation.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }] } });
    const reviewCase = async (seed: number, cells: number): Promise<void> => {
      const slide = at(`dots-${seed}.tif`);
      await writeDotSlide(slide, 1000, seed, 0.8);
      const { caseId } = await workstation.call('cases.create', { paths: [slide], fields: {}, specimen: 'marrow', target: 60 });
      await workstation.jobIs(caseId, 'done');
      const { ids, machineCodes } = await workstation.call('cells.ofCase', { caseId, reading: 'first' });
      const dots = (code: ClassCode) => [...ids].filter((_, row) => machineCodes[row] === classCodes.indexOf(code)).slice(0, cells);
      const act = { caseId, reading: 'first' as const, by: 'Dr A' };
      // Red dots are bands and green ones segmented: the shipped classifier can't know.
      await workstation.call('review.call', { ...act, cellIds: dots('NGS'), code: 'NGB' });
      await workstation.call('review.call', { ...act, cellIds: dots('LYT'), code: 'NGS' });
    };
    await reviewCase(4, 15);
    // Of one patient nothing can be said of others.
    await expect(workstation.call('models.trainExpert', { classes: ['NGB', 'NGS'], by: 'Dr A' })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('of 1 patient') as string });
    for (const seed of [5, 6, 7, 8, 9]) await reviewCase(seed, 5);
    const { pairs } = await workstation.call('models.experts', {});
    const { cases, classes } = await workstation.call('training.set', {});
    const [bands, segmented] = (['NGB', 'NGS'] as const).map((wanted) => classes.find(({ code }) => code === wanted)!.training);
    // Cases that are kept apart are not counted, and not learnt from.
    expect(cases.map(({ side }) => side).sort()).toEqual(['heldOut', 'heldOut', 'training', 'training', 'training', 'training']);
    expect(pairs.find(({ classes }) => classes.join() === 'NGB,NGS')!.reviewed).toEqual([bands, segmented]);
    const stages = new Set<string>();
    const outcome = await workstation.call('models.trainExpert', { classes: ['NGB', 'NGS'], by: 'Dr A' }, { report: ({ stage }) => { stages.add(stage); } });
    expect(outcome.cells).toBe(bands + segmented);
    expect(outcome.rightWith).toBeGreaterThanOrEqual(outcome.rightWithout);
    expect([...stages].join()).toContain('Looking at the cells');
    // The shipped classifier calls most dots neither a band nor a segmented one, so that the expert is not asked: too little is gained, and none is kept.
    expect(outcome.mended).toBeLessThan(4);
    expect(outcome.name).toBeUndefined();
    expect((await workstation.call('models.list', {})).models.some(({ kind }) => kind === 'localExpert')).toBe(false);
  } finally {
    await workstation.close();
  }
}, 600_000);

it('refuses made-up results that chance could give, and keeps one that it could not', () => {
  const gain = (mended: number, spoilt: number) => expertGain(Array.from({ length: mended + spoilt }, (_, i) => ({ group: `patient ${i}`, isRightWithout: i >= mended, isRightWith: i < mended })));
  // As often right as wrong among those it turned; two of three; more spoilt than mended.
  for (const [mended, spoilt] of [[6, 6], [2, 1], [3, 9]] as const) expect(isKept(gain(mended, spoilt))).toBe(false);
  // Heads ten times of eleven: 12 of 2048.
  expect(isKept(gain(10, 1))).toBe(true);
});
