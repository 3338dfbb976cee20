import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { libraryWithCells } from '../../src-main/cases/review/libraryWithCells.fixture.ts';
import { chromiumForTests } from './openBrowser.ts';
import { openWindow } from './openWindow.ts';

const found = chromiumForTests();

/** Each start of the web host has another port, so that the browser itself forgets everything. */
describe.skipIf('reason' in found)('a window that is opened again', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'preferences-'));
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  it('has the theme and the person of the last one, and follows the system until one is chosen', async () => {
    const { library } = libraryWithCells(folder, [[['NGS', 'LYT']]]);
    library.settings.keep(new Map([['users', JSON.stringify([{ name: 'Dr A', role: 'hematologist' }, { name: 'Dr B', role: 'technologist' }])]]));
    library.close();
    const first = await openWindow(folder);
    await first.workAs('Dr B');
    const themeOf = ({ page }: typeof first) => page.evaluate(() => document.documentElement.dataset['theme']);
    expect(await themeOf(first)).toBe('light');
    await first.page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => themeOf(first)).toBe('dark');
    await first.page.getByRole('button', { name: /^Look/ }).click();
    await first.page.getByRole('menuitem', { name: 'High contrast' }).click();
    await expect.poll(() => themeOf(first)).toBe('contrast');
    // The key for a new case changes places with another; one that names a class is refused.
    await first.page.keyboard.press('?');
    const keys = first.page.getByRole('dialog', { name: 'Keys' });
    await keys.getByRole('button', { name: /^N: New case/ }).click();
    await first.page.keyboard.press('m');
    await keys.getByText('M names MYB').waitFor();
    await keys.getByRole('button', { name: /^N: New case/ }).click();
    await first.page.keyboard.press('F6');
    await keys.getByRole('button', { name: /^F6: New case/ }).waitFor();
    await first.page.screenshot({ path: process.env['MYELOSCOPE_LOOK'] ?? path.join(folder, 'keys.png') });
    await first.page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    await first.page.keyboard.press('n');
    await first.page.keyboard.press('F6');
    await first.page.getByRole('dialog', { name: /case/i }).waitFor();
    const firstOrigin = new URL(first.page.url()).origin;
    await first.close();

    const second = await openWindow(folder);
    try {
      expect(new URL(second.page.url()).origin).not.toBe(firstOrigin);
      await second.page.getByRole('button', { name: 'User: Dr B, Technologist' }).waitFor();
      expect(await second.page.getByRole('dialog').count()).toBe(0);
      await expect.poll(() => themeOf(second)).toBe('contrast');
      await second.page.keyboard.press('F6');
      await second.page.getByRole('dialog', { name: /case/i }).waitFor();
    } finally {
      await second.close();
    }
  });
});
