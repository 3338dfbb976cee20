import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CountSettings } from '#shared/cases/countSettings.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { beginCase } from './beginCase.ts';
import type { OpenSmear } from './openSmears.ts';

const settings: CountSettings = { formatVersion: 1, kind: 'marrow', seed: 1, everywhere: false, provider: 'cpu', models: [] };
/** A slide as far as it is looked at here: nothing is read of it. */
const smear = (hash: string, place: string) => ({ path: place, hash, source: { format: 'SVS', levels: [{ widthPx: 1000, heightPx: 800 }] } }) as unknown as OpenSmear;
const smears = [smear('a'.repeat(64), '/smears/one.svs')];

let folder: string;
let library: Library;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'begin-case-'));
  library = openLibrary(folder);
});
afterAll(() => {
  library.close();
  rmSync(folder, { recursive: true, force: true });
});
const begin = (details: string | undefined, restart = false) => library.cases.get(beginCase(library, smears, settings, details, restart));

it('keeps what is known of the patient where nothing is given, a new start included, and replaces it where something is', () => {
  const { id, details } = begin(undefined);
  expect(details).toBe('{}');
  library.cases.setDetails(id, '{"patient":{"name":"Typed"}}');
  expect(begin(undefined)).toMatchObject({ id, details: '{"patient":{"name":"Typed"}}' });
  const anew = begin(undefined, true);
  expect(anew.details).toBe('{"patient":{"name":"Typed"}}');
  expect(begin('{"patient":{"name":"Given"}}')).toMatchObject({ id: anew.id, details: '{"patient":{"name":"Given"}}' });
  // What was written in the window meanwhile stays, whether the case is gone on with or begun anew.
  library.cases.setDetails(anew.id, '{"patient":{"name":"Given"},"comments":{"conclusion":"Written"}}');
  for (const restart of [false, true]) expect(begin('{"patient":{"name":"Named anew","sex":"female"}}', restart).details).toBe('{"patient":{"name":"Named anew","sex":"female"},"comments":{"conclusion":"Written"}}');
});

it('finds a slide at its new place', () => {
  const { id } = begin(undefined);
  beginCase(library, [smear('a'.repeat(64), '/elsewhere/one.svs')], settings, undefined, false);
  expect(library.slides.ofCase(id).map(({ path: place }) => place)).toEqual(['/elsewhere/one.svs']);
});
