import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { libraryWithCells } from '../../src-main/cases/review/libraryWithCells.fixture.ts';
import { seriousBarriers } from './barriers.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow, ProductWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';

const found = chromiumForTests();

/** What two people write of one case at once: nothing is erased by the way, and nothing is written over unseen. */
describe.skipIf('reason' in found)('one case that is written in two windows', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'two-windows-'));
  let one: OpenWindow, other: ProductWindow, place: string;
  beforeAll(async () => {
    const { library, caseId } = libraryWithCells(folder, [[['NGS', 'LYT']]]);
    library.settings.keep(new Map([['users', JSON.stringify([{ name: 'Dr A', role: 'hematologist' }, { name: 'Dr B', role: 'technologist' }])]]));
    library.close();
    place = `/case/${caseId}`;
    one = await openWindow(folder);
    await one.workAs('Dr A');
    other = await one.another();
    await other.workAs('Dr B');
    await one.show(`${place}/gallery`);
    await other.show(`${place}/report`);
  });
  afterAll(async () => {
    await one?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const textOf = ({ page }: ProductWindow, name: string) => page.getByRole('textbox', { name, exact: true });
  const write = async (window: ProductWindow, name: string, text: string) => {
    await textOf(window, name).fill(text);
    await textOf(window, name).blur();
    await window.page.getByRole('status').getByText('Saved', { exact: true }).or(window.page.getByText('Saved', { exact: true })).first().waitFor();
  };
  const openData = async () => {
    await one.page.getByRole('button', { name: 'Case data…' }).click();
    const dialog = one.page.getByRole('dialog', { name: 'Case data' });
    const details = dialog.getByRole('textbox', { name: 'Clinical details' });
    if (!await details.isVisible()) await dialog.getByText('Clinical', { exact: false }).first().click();
    return { dialog, details, save: () => dialog.getByRole('button', { name: 'Save' }).click() };
  };

  it('keeps the report\'s texts though the dialogue of the case\'s data was open while they were written', async () => {
    const { dialog, save } = await openData();
    await write(other, 'Conclusion', 'Reactive marrow.');
    await write(other, 'Clinical details', 'Anaemia');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Kofi Adeyemi');
    await save();
    await dialog.waitFor({ state: 'detached' });
    await other.page.getByRole('heading', { name: 'Kofi Adeyemi' }).waitFor();
    await one.show(`${place}/report`);
    await expect.poll(() => Promise.all(['Conclusion', 'Clinical details'].map((name) => textOf(one, name).inputValue()))).toEqual(['Reactive marrow.', 'Anaemia']);
  });

  it('says in the dialogue what another wrote into the same field, and writes over it only when asked again', async () => {
    const { dialog, details, save } = await openData();
    await write(other, 'Clinical details', 'Anaemia, MCV 120 fl');
    await details.fill('Fever');
    await save();
    await dialog.getByRole('alert').getByText('It now reads “Anaemia, MCV 120 fl”.', { exact: false }).waitFor();
    expect(await seriousBarriers(one.page)).toEqual([]);
    await expect.poll(() => textOf(other, 'Clinical details').inputValue()).toBe('Anaemia, MCV 120 fl');
    await save();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => textOf(other, 'Clinical details').inputValue()).toBe('Fever');
  });

  it('shows in the report\'s form what another wrote into the field one is writing, and lets one choose', async () => {
    await textOf(one, 'Conclusion').focus();
    await one.page.keyboard.type('Mine. ');
    // As long as somebody types, nothing of it is sent.
    const typing = (async () => {
      for (let word = 0; word < 400 && !await one.page.getByRole('button', { name: 'Keep mine' }).isVisible(); word++) await one.page.keyboard.type('more ', { delay: 20 });
    })();
    await write(other, 'Conclusion', 'Theirs.');
    await typing;
    await one.page.getByRole('alert').getByText('There it says: “Theirs.”.', { exact: false }).waitFor();
    expect(await textOf(one, 'Conclusion').inputValue()).toContain('more');
    expect(await seriousBarriers(one.page)).toEqual([]);
    await one.page.screenshot({ path: process.env['MYELOSCOPE_LOOK'] ?? path.join(folder, 'dispute.png') });
    await one.page.getByRole('button', { name: 'Take theirs' }).click();
    await expect.poll(() => textOf(one, 'Conclusion').inputValue()).toBe('Theirs.');
    expect(await textOf(other, 'Conclusion').inputValue()).toBe('Theirs.');
  });
});
