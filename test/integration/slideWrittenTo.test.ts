// A slide that is written to while a report is signed: another is copied into its place, or comes there while the pages are laid out.
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Progress } from '#shared/jobs/progress.ts';
import type { CountedDotCase } from './countedDotCase.ts';
import { countDotCase } from './countedDotCase.ts';
import type { TestWorkstation } from './testWorkstation.ts';

let dots: CountedDotCase, caseId: number, workstation: TestWorkstation;
let kept: Buffer[];
beforeAll(async () => {
  dots = await countDotCase();
  ({ caseId } = dots);
  kept = dots.slides.map((file) => readFileSync(file));
});
afterAll(() => { dots.remove(); });
beforeEach(() => { workstation = dots.open(); });
afterEach(async () => {
  await workstation.close();
  dots.slides.forEach((file, i) => { writeFileSync(file, kept[i]); });
});

const sign = async (report?: (progress: Progress) => void) => workstation.call('report.sign', {
  caseId, by: 'Dr A', role: 'Consultant', meaning: 'Reviewed', seen: (await workstation.call('report.fingerprint', { caseId })).sha256,
}, report && { report });
const versions = async () => (await workstation.call('report.get', { caseId })).versions;

it('signs nothing while another slide is being copied into the place of one', async () => {
  let written = 0;
  // The other smear, a little longer each time: whatever is read of it is not what was counted, and looks otherwise the next moment.
  const copying = setInterval(() => { writeFileSync(dots.slides[0], Buffer.concat([kept[1], Buffer.alloc(++written)])); }, 1);
  try {
    await expect(sign()).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringMatching(/^one\.tif (is not the slide that was counted|was written to|can't be read)/) as string, remedy: expect.stringContaining('Nothing was signed') as string });
    expect(await versions()).toEqual([]);
  } finally {
    clearInterval(copying);
  }
  writeFileSync(dots.slides[0], kept[0]);
  await expect(sign()).resolves.toMatchObject({ version: 1 });
});

it('signs nothing where another slide comes into the place of one while the pages are laid out, though its pictures were cut before', async () => {
  await workstation.call('report.pdf', { caseId, paper: 'a4' });
  await expect(sign(({ stage }) => { if (stage.startsWith('Laying out')) writeFileSync(dots.slides[0], kept[1]); })).rejects.toMatchObject({
    code: 'not-permitted', message: 'one.tif was written to after it was compared with what was counted: sign again when nothing writes to it any more.',
  });
  expect(await versions()).toEqual([]);
  await expect(sign()).rejects.toMatchObject({ message: expect.stringContaining('one.tif is not the slide that was counted') as string });
});
