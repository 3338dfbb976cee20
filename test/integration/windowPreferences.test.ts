import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLibrary } from '#main/store/library.ts';
import { openTestWorkstation } from './testWorkstation.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'preferences-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

it('keeps how a window was left for the next start, beside the settings and not among them', async () => {
  const first = openTestWorkstation(directory);
  expect(await first.call('preferences.get', {})).toEqual({});
  await first.call('preferences.set', { preferences: { theme: 'dark', gallery: { sideStep: 3, isPanelOpen: false } } });
  expect(await first.call('preferences.set', { preferences: { userName: 'Dr A' } })).toEqual({ theme: 'dark', userName: 'Dr A', gallery: { sideStep: 3, isPanelOpen: false } });
  expect(first.events).toEqual([]);
  const settings = await first.call('settings.get', {});
  await first.close();
  const second = openTestWorkstation(directory);
  expect(await second.call('preferences.get', {})).toEqual({ theme: 'dark', userName: 'Dr A', gallery: { sideStep: 3, isPanelOpen: false } });
  expect(await second.call('settings.get', {})).toEqual(settings);
  await expect(second.callAnything('preferences.set', { preferences: { theme: 'pink' } })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(second.call('preferences.set', { preferences: { keys: { Enter: 'x', n: 'x' } } })).rejects.toMatchObject({ code: 'bad-input' });
  await second.close();
});

it('begins anew where what was kept can\'t be read', async () => {
  const library = openLibrary(directory);
  library.settings.keep(new Map([['window.preferences', '{"theme":"pink"}']]));
  library.close();
  const workstation = openTestWorkstation(directory);
  expect(await workstation.call('preferences.get', {})).toEqual({});
  expect(await workstation.call('preferences.set', { preferences: { theme: 'light' } })).toEqual({ theme: 'light' });
  await workstation.close();
});
