import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { writeDotSlide } from './dotSlides.ts';
import type { TestWorkstation } from './testWorkstation.ts';
import { openTestWorkstation } from './testWorkstation.ts';

/** A library with one case of two dot slides, counted for 60 cells; each test works on a copy of it. */
export interface CountedDotCase {
  readonly caseId: number;
  /** The slides, for those who move them. */
  readonly slides: readonly string[];
  /** The folder of the last copy that was opened. */
  readonly libraryDirectory: string;
  /** The folder of the card of the model that names the dots. */
  readonly modelsDirectory: string;
  open(): TestWorkstation;
  /** A copy of the library, for a service of its own. Gives its folder. */
  copyLibrary(): string;
  remove(): void;
}

/** How the dots are misread, for the machine's errors: a card as the shipped one, of the model that the dots are counted with. */
function writeDotCard(folder: string): void {
  const shipped = JSON.parse(readFileSync(new URL('../../models/cells.card.json', import.meta.url), 'utf8')) as ClassifierCard;
  const card = {
    ...shipped, name: 'dots', version: '1', sha256: '0'.repeat(64), doubts: ['It knows dots only.'],
    confusions: [{ specimen: 'marrow', trueCodes: ['NGS', 'LYT', 'ART'], calledCodes: ['NGS', 'LYT', 'ART', 'UNK'], rows: [[30, 2, 0, 2], [4, 40, 0, 1], [0, 0, 20, 1]], on: 'dots kept out of training' }],
  };
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'dots.card.json'), JSON.stringify(card));
}

export async function countDotCase(): Promise<CountedDotCase> {
  const directory = mkdtempSync(path.join(tmpdir(), 'dot-case-'));
  const [slides, models, whole] = ['slides', 'models', 'whole'].map((name) => path.join(directory, name));
  mkdirSync(slides);
  const files = ['one.tif', 'two.tif'].map((name) => path.join(slides, name));
  for (const [index, file] of files.entries()) await writeDotSlide(file, 1000, index + 1);
  writeDotCard(models);
  const counting = openTestWorkstation(whole, {}, models);
  const fields = { patient: { name: 'Zoë Παπαδοπούλου', identifier: 'EX-7' }, specimen: { accession: '26/01432' } };
  const { caseId } = await counting.call('cases.create', { paths: files, fields, specimen: 'marrow', target: 60 });
  await counting.jobIs(caseId, 'done');
  await counting.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }, { name: 'Dr B', role: 'hematologist' }] } });
  await counting.close();
  let copies = 0;
  const copy = (): string => path.join(directory, `copy-${String(copies)}`);
  const copyLibrary = (): string => {
    copies += 1;
    cpSync(whole, copy(), { recursive: true });
    return copy();
  };
  return {
    caseId, slides: files, modelsDirectory: models, copyLibrary,
    get libraryDirectory() { return copy(); },
    open: () => openTestWorkstation(copyLibrary(), {}, models),
    remove: () => { rmSync(directory, { recursive: true, force: true }); },
  };
}
