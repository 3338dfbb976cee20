import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { seriousBarriers } from './barriers.ts';
import { chromiumForTests } from './openBrowser.ts';
import { openWindow } from './openWindow.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sample-fails-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

it.skipIf('reason' in chromiumForTests())('says at the first start why there is no sample, and draws it when asked again', async () => {
  const library = path.join(folder, 'library'), samples = path.join(library, 'samples');
  mkdirSync(library);
  writeFileSync(samples, 'a file where the folder belongs');
  const window = await openWindow(library);
  try {
    const notice = window.page.getByRole('alert').filter({ hasText: 'The sample smear could not be drawn' });
    await notice.waitFor();
    expect(await notice.innerText()).toContain(samples);
    rmSync(samples);
    await notice.getByRole('button', { name: 'Try again' }).click();
    const progress = window.page.getByRole('progressbar', { name: 'Drawing the sample smear' });
    await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow').catch(() => null)), { timeout: 90_000 }).toBeGreaterThan(0);
    expect(await seriousBarriers(window.page)).toEqual([]);
  } finally {
    await window.close();
  }
}, 240_000);
