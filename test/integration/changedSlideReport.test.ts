import { copyFileSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Progress } from '#shared/jobs/progress.ts';
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
const sign = async (confirmed?: readonly string[], work?: { signal?: AbortSignal; report?: (progress: Progress) => void }) => workstation.call('report.sign', {
  caseId, by: 'Dr A', role: 'Consultant', meaning: 'Reviewed', seen: (await workstation.call('report.fingerprint', { caseId })).sha256, ...(confirmed && { confirmed: [...confirmed] }),
}, work);
const printed = async (): Promise<{ pictures: number; words: string; has: (sentence: string) => boolean }> => {
  const { pages, objects } = readPdf(Buffer.from((await workstation.call('report.pdf', { caseId, paper: 'a4' })).bytes));
  const said = pages.map((page) => page.replaceAll(/\s+/g, ' '));
  /** Whether a sentence stands on a page, or begins on one and goes on on the next. */
  const has = (sentence: string): boolean => sentence.split(' ').some((_, k, of) => said.some((page, i) => page.includes(of.slice(k).join(' ')) && (k === 0 || (i > 0 && said[i - 1].includes(of.slice(0, k).join(' '))))));
  return { has, pictures: [...objects.values()].filter(({ dictionary }) => dictionary.includes('/Subtype /Image')).length, words: said.join(' ') };
};
/** Puts the other smear in the place of the first: a picture of the same size, with other cells. */
const swapFirst = (): void => { copyFileSync(kept[1], dots.slides[0]); };
const leftOut = 'no cells of them are shown: one.tif.';
const notCompared = 'two.tif can\'t be read now, so it can\'t be compared with what was counted, and the report may lack pictures of its cells.';
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

it('says that a slide is missing, and signs only for who confirms that they know', async () => {
  renameSync(dots.slides[1], `${dots.slides[1]}.away`);
  const { cannotSign, mustSettle } = await report();
  expect(cannotSign).toBeUndefined();
  expect(mustSettle).toContain(notCompared);
  await expect(sign(mustSettle.filter((sentence) => sentence !== notCompared))).rejects.toMatchObject({ code: 'not-permitted', message: notCompared });
  await expect(sign([...mustSettle, 'The moon is full.'])).resolves.toMatchObject({ version: 1 });
  // What the signer knew stands in the signature, and on paper; what else was sent does not.
  expect((await report()).document.signature?.confirmed).toEqual(mustSettle);
  const { words, has } = await printed();
  for (const sentence of mustSettle) expect([sentence, has(sentence)]).toEqual([sentence, true]);
  expect(words).not.toContain('moon');
});

it.each([
  ['what is no slide at all', (file: string) => { writeFileSync(file, 'no slide'); }],
  ['nothing', (file: string) => { truncateSync(file); }],
  ['the half of it', (file: string) => { truncateSync(file, Math.floor(readFileSync(file).length / 2)); }],
])('refuses a slide in whose place lies %s as one that was exchanged', async (_, spoil) => {
  spoil(dots.slides[0]);
  await expect(sign()).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringContaining('one.tif is not the slide that was counted') as string });
  expect(await report()).toMatchObject({ cannotSign: isHindered, versions: [] });
  expect((await workstation.call('cases.get', { caseId })).slides[0].problem).toContain('one.tif is not the slide that was counted');
  copyFileSync(kept[0], dots.slides[0]);
  expect((await report()).cannotSign).toBeUndefined();
  await expect(sign()).resolves.toMatchObject({ version: 1 });
});

it.skipIf(process.platform === 'win32')('says that what lies in place of a slide can\'t be read once that was tried, and signs only for who confirms it', async () => {
  // Files that refuse their reader, as those of others do, are not to be had where the tests run as root. A device is none that is read.
  rmSync(dots.slides[1]);
  symlinkSync('/dev/null', dots.slides[1]);
  try {
    await expect(sign()).rejects.toMatchObject({ code: 'not-permitted', message: notCompared });
    const { cannotSign, mustSettle, versions } = await report();
    expect({ cannotSign, versions }).toEqual({ cannotSign: undefined, versions: [] });
    expect(mustSettle).toContain(notCompared);
    expect((await workstation.call('cases.get', { caseId })).slides[1].problem).toContain('can\'t be read');
    await expect(sign(mustSettle)).resolves.toMatchObject({ version: 1 });
  } finally {
    rmSync(dots.slides[1]);
  }
  copyFileSync(kept[1], dots.slides[1]);
  await workstation.call('report.amend', { caseId, by: 'Dr A', reason: 'The slide is back.' });
  await expect(sign()).resolves.toMatchObject({ version: 2 });
  expect((await workstation.call('cases.get', { caseId })).slides[1].problem).toBeUndefined();
});

it('tells how far it is with the slides that have to be read again, all together, and then that it lays out the pages', async () => {
  for (const file of dots.slides) utimesSync(file, new Date(), new Date(2001, 1, 1));
  const told: Progress[] = [];
  await sign(undefined, { report: (progress) => { told.push(progress); } });
  const comparing = told.filter(({ stage }) => stage === 'Comparing 2 slides with what was counted');
  const bytes = dots.slides.reduce((sum, file) => sum + readFileSync(file).length, 0);
  expect(comparing.length).toBeGreaterThan(0);
  expect(comparing.map(({ done }) => done)).toEqual(comparing.map(({ done }) => done).sort((a, b) => a - b));
  expect(new Set(comparing.map(({ total }) => total))).toEqual(new Set([bytes]));
  expect(told.at(-1)?.stage).toBe('Laying out the pages to be signed');
  const again: Progress[] = [];
  await workstation.call('report.amend', { caseId, by: 'Dr A', reason: 'The iron stain came.' });
  await sign(undefined, { report: (progress) => { again.push(progress); } });
  // Nothing was written since.
  expect(again.map(({ stage }) => stage)).toEqual(['Laying out the pages to be signed']);
});

it.each(['Comparing', 'Laying out'])('signs nothing where it is stopped while it says: %s …', async (begins) => {
  utimesSync(dots.slides[0], new Date(), new Date(2001, 1, 1));
  const stopping = new AbortController();
  await expect(sign(undefined, { signal: stopping.signal, report: ({ stage }) => { if (stage.startsWith(begins)) stopping.abort(); } })).rejects.toMatchObject({ code: 'cancelled' });
  expect((await report()).versions).toEqual([]);
  await expect(sign()).resolves.toMatchObject({ version: 1 });
});

it('tells the same while the pages are laid out for a window', async () => {
  await printed();
  utimesSync(dots.slides[1], new Date(), new Date(2001, 1, 1));
  const told: Progress[] = [];
  await workstation.call('report.pdf', { caseId, paper: 'a4' }, { report: (progress) => { told.push(progress); } });
  expect(told[0]).toMatchObject({ stage: 'Comparing two.tif with what was counted', total: readFileSync(dots.slides[1]).length });
});
