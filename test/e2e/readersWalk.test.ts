import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDotCase } from '../integration/countedDotCase.ts';
import type { CountedDotCase } from '../integration/countedDotCase.ts';
import { readPdf } from '../integration/readPdf.ts';
import { seriousBarriers } from './barriers.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow, ProductWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';
import { differentialLine, galleryCount } from './readCounts.ts';

const found = chromiumForTests();
const patience = { timeout: 30_000 };
const neutrophil = 'Segmented neutrophil', lymphocyte = 'Lymphocyte';
const untouched = { [neutrophil]: { cells: 32, reviewed: 0 }, [lymphocyte]: { cells: 28, reviewed: 0 } };

/** Two people read one case, each in a window of their own, settle where they differ, and report. Each step stands on the one before. */
describe.skipIf('reason' in found)('a case of two readers, from the second reading to the report', () => {
  let dots: CountedDotCase, first: OpenWindow, second: ProductWindow, place: string;
  beforeAll(async () => {
    dots = await countDotCase();
    first = await openWindow(dots.copyLibrary());
    place = `/case/${dots.caseId}`;
    await first.workAs('Dr A');
    second = await first.another();
    await second.workAs('Dr B');
  });
  afterAll(async () => {
    await first?.close();
    dots?.remove();
  });

  const countsOf = async (page: Page) => ({ [neutrophil]: await galleryCount(page, neutrophil), [lymphocyte]: await galleryCount(page, lymphocyte) });
  /** Names the first cells of a class by a key, and accepts the rest of both classes. */
  const read = async ({ page }: ProductWindow, { of, named, cells }: { of: string; named: string; cells: number }) => {
    const tiles = page.getByRole('rowgroup', { name: of }).getByRole('gridcell', { name: new RegExp(`^${of}, `) });
    await tiles.first().click();
    await tiles.nth(cells - 1).click({ modifiers: ['Shift'] });
    await page.keyboard.press(named);
    for (const name of [neutrophil, lymphocyte]) await page.getByRole('button', { name: new RegExp(`^Accept the rest \\(\\d+\\) called ${name}`) }).click();
    await expect.poll(async () => Object.values(await countsOf(page)).every(({ cells: all, reviewed }) => all === reviewed), patience).toBe(true);
  };

  it('is read by a second person who sees nothing of the first one\'s calls', async () => {
    await first.show(`${place}/compare`);
    await first.page.getByRole('button', { name: 'I, Dr A, read this case' }).click();
    await first.page.getByRole('button', { name: 'Begin the second reading' }).click();
    await first.page.getByRole('region', { name: 'Second reader' }).getByText('Dr B', { exact: true }).waitFor();
    await first.show(`${place}/gallery`);
    await read(first, { of: neutrophil, named: 'm', cells: 3 });
    await first.show(`${place}/differential`);
    await first.page.getByRole('button', { name: 'Manual counter' }).click();
    for (const key of ['m', 'm']) await first.page.keyboard.press(key);
    await expect.poll(async () => (await differentialLine(first.page, 'Total counted')).count, patience).toBe('62');

    await second.show(`${place}/gallery`);
    await second.page.getByText('Second reader: Dr B').waitFor();
    await expect.poll(() => countsOf(second.page), patience).toEqual(untouched);
    expect(await galleryCount(second.page, 'Myelocyte')).toEqual({ cells: 0, reviewed: 0 });
    // Nor where the case is added up: the first reader's report is closed, and what was counted by eye is not theirs.
    await second.show(`${place}/report`);
    await second.page.getByText('The report shows the first reader\'s calls').waitFor();
    expect(await second.page.getByRole('region', { name: /Page 1 of/ }).count()).toBe(0);
    await second.show(`${place}/differential`);
    await second.page.getByRole('columnheader', { name: 'As the machine left it' }).waitFor();
    expect(await second.page.getByRole('row', { name: /^Myelocyte/ }).innerText()).toMatch(/^Myelocyte\s+0\s/);
    expect((await differentialLine(second.page, 'Total counted')).count).toBe('60');
    // Whatever else the window asks for has come by then.
    await second.page.waitForLoadState('networkidle');
    expect((await differentialLine(second.page, 'Total counted')).count).toBe('60');
    expect(await second.page.getByText(/manual counter|counted by eye/i).count()).toBe(0);
    for (let cell = 0; cell < 2; cell++) await first.page.keyboard.press('Backspace');
    await expect.poll(async () => (await differentialLine(first.page, 'Total counted')).count, patience).toBe('60');
    for (const window of [first, second]) await window.show(`${place}/gallery`);
    await read(second, { of: lymphocyte, named: 'o', cells: 2 });
    expect(await galleryCount(first.page, 'Monocyte')).toEqual({ cells: 0, reviewed: 0 });
  });

  it('is compared only when both have finished, with kappa by class and by lineage', async () => {
    await second.show(`${place}/compare`);
    await second.page.getByRole('button', { name: 'Finish my reading' }).click();
    await second.page.getByText('Dr A has not finished.', { exact: false }).waitFor();
    expect(await second.page.getByText(/^κ/).count()).toBe(0);
    const devtools = await first.page.context().newCDPSession(first.page), timeZone = 'Pacific/Kiritimati';
    await devtools.send('Emulation.setTimezoneOverride', { timezoneId: timeZone });
    const minute = (at: number) => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
    const earliest = minute(Date.now());
    await first.show(`${place}/compare`);
    await first.page.getByRole('button', { name: 'Finish my reading' }).click();
    // By the clock of the machine that the window is on.
    const said = await first.page.getByRole('region', { name: 'First reader' }).getByText(/^Finished \d/).innerText();
    const times = [earliest, said.slice('Finished '.length), minute(Date.now())];
    expect(times).toEqual(times.toSorted());
    const comparison = first.page.getByRole('region', { name: 'Comparison' });
    await comparison.getByText(/60 cells named by both/).waitFor();
    // By class: alike 29 + 26 of 60; by chance (29·32 + 28·26)/3600; so (0.9167 − 0.46)/0.54. By lineage: 58 of 60; (32·32 + 28·26)/3600.
    expect(await comparison.getByText(/^κ/).allInnerTexts()).toEqual(['κ 0.85', 'κ 0.94']);
    await first.page.getByRole('button', { name: /^2: .*Lymphocyte by the first and Monocyte by the second/ }).waitFor();
  });

  it('comes to a consensus on each cell on which they differ', async () => {
    const { page } = first;
    const differing = page.getByRole('region', { name: 'Cells on which they differ' });
    await differing.getByRole('button', { name: 'Begin the consensus' }).click();
    await differing.getByText('5 of 5 still to settle').waitFor();
    await differing.getByText(/^Press a class key/).waitFor();
    expect(await seriousBarriers(page)).toEqual([]);
    const settle = async (key: string, left: RegExp) => {
      await page.keyboard.press(key);
      await differing.getByText(left).first().waitFor();
    };
    await settle('[', /4 of 5 still to settle/);
    await settle('Control+z', /5 of 5 still to settle/);
    await settle('Control+y', /4 of 5 still to settle/);
    // The buttons act on the consensus, too, and not on a reading that is finished.
    const undoing = page.getByRole('toolbar', { name: 'Undo and redo: Consensus' });
    for (const [name, left] of [[/^Undo ?: name a cell/, 5], [/^Redo ?: name a cell/, 4], [/^Undo/, 5]] as const) {
      await undoing.getByRole('button', { name }).click();
      await differing.getByText(`${left} of 5 still to settle`).waitFor();
    }
    expect(await page.getByText(/is finished/i).count()).toBe(0);
    for (const left of [4, 3, 2, 1]) await settle('[', new RegExp(`${left} of 5 still to settle`));
    await settle('[', /All differing cells are settled/);
    await page.getByRole('region', { name: 'Consensus' }).getByRole('button', { name: 'Go on reviewing' }).click();
    await first.show(`${place}/differential`);
    await page.getByRole('table', { name: /^Differential, consensus/ }).waitFor();
    await expect.poll(async () => (await differentialLine(page, 'Myelocyte')).count, patience).toBe('3');
  });

  it('adds cells counted down the eyepiece, by keys', async () => {
    const { page } = first;
    await page.getByRole('button', { name: 'Manual counter' }).click();
    const counter = page.getByRole('group', { name: 'Manual counter' });
    for (const key of ['3', '3', '3', '4', 's']) await page.keyboard.press(key);
    await page.getByText('Last: Segmented neutrophil').waitFor();
    await page.keyboard.press('Backspace');
    await page.getByText('Last: Orthochromatic erythroblast').waitFor();
    // Undo and redo are the counter's as long as it is open, by its own buttons, the window's and the keys.
    const undoing = page.getByRole('toolbar', { name: 'Undo and redo: Manual counter' });
    const last = async (act: () => Promise<void>, name: string) => {
      await act();
      await page.getByText(`Last: ${name}`).waitFor();
    };
    await last(() => page.keyboard.press('Control+y'), 'Segmented neutrophil');
    await last(() => page.keyboard.press('Control+z'), 'Orthochromatic erythroblast');
    await last(() => page.getByRole('button', { name: 'Count it again' }).click(), 'Segmented neutrophil');
    await last(() => undoing.getByRole('button', { name: /^Undo ?: take back Segmented neutrophil/ }).click(), 'Orthochromatic erythroblast');
    await last(() => undoing.getByRole('button', { name: /^Redo ?: count Segmented neutrophil again/ }).click(), 'Segmented neutrophil');
    await last(() => page.keyboard.press('Control+z'), 'Orthochromatic erythroblast');
    await counter.getByRole('button', { name: /Polychromatic erythroblast.*3$/ }).waitFor();
    // 60 from the slides; 29 neutrophils and 3 myelocytes among them, to 4 erythroblasts.
    await expect.poll(() => Promise.all(['Total counted', 'Polychromatic erythroblast', 'M:E ratio'].map((name) => differentialLine(page, name))), patience)
      .toEqual([{ count: '64', percent: '100.0' }, { count: '3', percent: '4.7' }, { count: '32 : 4', percent: '8.0' }]);
  });

  it('is reported as it stands in the window, in a file that is read back', async () => {
    const { page } = first;
    const names = ['Myelocyte', neutrophil, lymphocyte, 'Polychromatic erythroblast', 'Orthochromatic erythroblast', 'Total counted'];
    const read = async () => new Map(await Promise.all(names.map(async (name) => [name, await differentialLine(page, name)] as const)));
    let shown = await read();
    // The table follows the keys of the step before: it is read when it has come to rest.
    await expect.poll(async () => {
      const before = shown;
      await page.waitForTimeout(1_000);
      shown = await read();
      return names.every((name) => before.get(name)?.percent === shown.get(name)?.percent);
    }, patience).toBe(true);
    await first.show(`${place}/compare`);
    await page.getByRole('region', { name: 'Consensus' }).getByRole('button', { name: 'Finish my reading' }).click();
    await first.show(`${place}/report`);
    await page.getByRole('textbox', { name: 'Conclusion' }).fill('Dots of four colours.');
    await page.getByText('No conclusion is written').waitFor({ state: 'hidden' });
    await expect.poll(async () => (await page.getByRole('region', { name: /^Page \d of/ }).allInnerTexts()).join(' '), { timeout: 60_000 }).toContain('Dots of four colours.');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'PDF', exact: true }).click()]);
    await page.getByText(/^Handed to the browser’s downloads: .*\.pdf\./).waitFor();
    const lines = readPdf(readFileSync(await download.path())).pages.join('\n').split('\n');
    const printed = new Map([...shown.keys()].map((name) => {
      const at = lines.indexOf(name);
      return [name, { count: lines[at + 1], percent: lines[at + 2] }];
    }));
    expect(printed).toEqual(shown);
    expect(lines).toContain('Dots of four colours.');
    expect(lines.join(' ')).toMatch(/M:E ratio\s+8\.0 .*32 myeloid : 4 erythroid 8\.0/);
  });
});
