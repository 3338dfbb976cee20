import { copyFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CountedDotCase } from './countedDotCase.ts';
import { countDotCase } from './countedDotCase.ts';
import { readPdf } from './readPdf.ts';
import type { TestWorkstation } from './testWorkstation.ts';

let dots: CountedDotCase;
let caseId: number;
let workstation: TestWorkstation;
let kept: string[];
beforeAll(async () => {
  dots = await countDotCase();
  ({ caseId } = dots);
  kept = dots.slides.map((file) => `${file}.kept`);
  dots.slides.forEach((file, i) => { copyFileSync(file, kept[i]); });
});
afterAll(() => { dots.remove(); });
beforeEach(() => { workstation = dots.open(); });
afterEach(async () => {
  await workstation.close();
  dots.slides.forEach((file, i) => { copyFileSync(kept[i], file); });
});

const report = () => workstation.call('report.get', { caseId });
const sign = async () => workstation.call('report.sign', { caseId, by: 'Dr A', role: 'Consultant', meaning: 'Reviewed', seen: (await workstation.call('report.fingerprint', { caseId })).sha256 });
const printed = async (): Promise<{ pictures: number; words: string }> => {
  const { pages, objects } = readPdf(Buffer.from((await workstation.call('report.pdf', { caseId, paper: 'a4' })).bytes));
  return { pictures: [...objects.values()].filter(({ dictionary }) => dictionary.includes('/Subtype /Image')).length, words: pages.join(' ').replaceAll(/\s+/g, ' ') };
};
/** Puts the other smear in the place of the first: a picture of the same size, with other cells. */
const swapFirst = (): void => { copyFileSync(kept[1], dots.slides[0]); };
const leftOut = 'no cells of them are shown: one.tif.';
const isHindered = [expect.stringContaining('one.tif is not the slide that was counted')];

it('prints no cell of a slide that was exchanged, already the first time', async () => {
  const before = await printed();
  expect(before.words).not.toContain(leftOut);
  await workstation.close();
  swapFirst();
  workstation = dots.open();
  const after = await printed();
  expect(after.pictures).toBeLessThan(before.pictures);
  expect(after.words).toContain(leftOut);
});

it('drops the pictures it kept once the slide is refused, and cuts them again when it is back', async () => {
  const before = await printed();
  const [{ id: slideId }] = (await workstation.call('cases.get', { caseId })).slides;
  swapFirst();
  // As a person who looks at it finds out.
  await expect.poll(async () => {
    await workstation.call('pictures.overview', { slideId, longestPx: 50 }).catch(() => undefined);
    return (await workstation.call('cases.get', { caseId })).slides[0].problem ?? '';
  }, { timeout: 60_000 }).toContain('one.tif is not the slide that was counted');
  expect((await report()).cannotSign).toEqual(isHindered);
  const without = await printed();
  expect(without.pictures).toBeLessThan(before.pictures);
  expect(without.words).toContain(leftOut);
  copyFileSync(kept[0], dots.slides[0]);
  expect((await printed()).pictures).toBe(before.pictures);
});

it('lets nobody sign on a slide that is another, whether or not anybody has looked at it since', async () => {
  swapFirst();
  await expect(sign()).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringContaining('one.tif is not the slide that was counted') as string });
  const { cannotSign, versions } = await report();
  expect({ cannotSign, versions }).toEqual({ cannotSign: isHindered, versions: [] });
  copyFileSync(kept[0], dots.slides[0]);
  expect((await report()).cannotSign).toBeUndefined();
  await expect(sign()).resolves.toMatchObject({ version: 1 });
});

it('signs on a slide that was only written anew with the same content', async () => {
  utimesSync(dots.slides[0], new Date(), new Date(2001, 1, 1));
  await expect(sign()).resolves.toMatchObject({ version: 1 });
});

it('says that a slide is missing, and signs all the same', async () => {
  renameSync(dots.slides[1], `${dots.slides[1]}.away`);
  const { cannotSign, mustSettle } = await report();
  expect(cannotSign).toBeUndefined();
  expect(mustSettle).toContain('two.tif can\'t be read now: the report may lack pictures of its cells.');
  await expect(sign()).resolves.toMatchObject({ version: 1 });
  writeFileSync(`${dots.slides[1]}.away`, '');
});
