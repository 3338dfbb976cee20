import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dotMicrometresPerPixel, writeDotFolder, writeDotSlide } from './dotSlides.ts';
import type { TestWorkstation } from './testWorkstation.ts';
import { openTestWorkstation } from './testWorkstation.ts';

let directory: string;
let workstation: TestWorkstation;
let caseId: number;
let slideId: number;
let folderSlideId: number;
beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'pictures-'));
  await writeDotSlide(path.join(directory, 'one.tif'), 700, 1);
  await writeDotFolder(path.join(directory, 'fields'), [0.5, 0.5]);
  workstation = openTestWorkstation(path.join(directory, 'library'));
  ({ caseId } = await workstation.call('cases.create', { paths: [path.join(directory, 'one.tif'), path.join(directory, 'fields')], fields: {}, specimen: 'marrow', target: 40 }));
  await workstation.jobIs(caseId, 'done');
  [{ id: slideId }, { id: folderSlideId }] = (await workstation.call('cases.get', { caseId })).slides;
});
afterAll(async () => {
  await workstation.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Mean red, green, blue of the middle of a JPEG, and its size. */
async function look(bytes: Uint8Array): Promise<{ widthPx: number; heightPx: number; middle: number[] }> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const place = 3 * (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2));
  return { widthPx: info.width, heightPx: info.height, middle: [...data.subarray(place, place + 3)] };
}

it('describes a slide, its levels, regions and fields', async () => {
  const { levels, regions, fields, verdict, micrometresPerPixel } = await workstation.call('slides.describe', { slideId });
  expect(levels[0]).toMatchObject({ widthPx: 700, heightPx: 700, downsample: 1 });
  expect(regions.length).toBe(9);
  expect(regions.some(({ state }) => state === 'counted')).toBe(true);
  expect({ fields: fields.length, verdict, micrometresPerPixel }).toEqual({ fields: 1, verdict: { verdict: 'smear', reasons: [] }, micrometresPerPixel: 0.46 });
  expect((await workstation.call('slides.describe', { slideId: folderSlideId })).fields.map(({ name }) => name)).toEqual(['field-0.png', 'field-1.png']);
});

it('gives every tile, cropped at the edge, and refuses those that are not there', async () => {
  const { levels: [{ tileWidthPx, tileHeightPx, widthPx }] } = await workstation.call('slides.describe', { slideId });
  const inner = await look((await workstation.call('pictures.tile', { slideId, level: 0, column: 0, row: 0 })).bytes);
  expect([inner.widthPx, inner.heightPx]).toEqual([tileWidthPx, tileHeightPx]);
  const last = Math.ceil(widthPx / tileWidthPx) - 1;
  const edge = await look((await workstation.call('pictures.tile', { slideId, level: 0, column: last, row: 0 })).bytes);
  expect([edge.widthPx, edge.heightPx]).toEqual([widthPx - last * tileWidthPx, tileHeightPx]);
  for (const wrong of [{ level: 0, column: last + 1, row: 0 }, { level: 99, column: 0, row: 0 }]) {
    await expect(workstation.call('pictures.tile', { slideId, ...wrong })).rejects.toMatchObject({ code: 'bad-input' });
  }
  expect((await workstation.call('pictures.tile', { slideId: folderSlideId, level: 0, column: 0, row: 0 })).mimeType).toBe('image/jpeg');
});

it('shows each cell in the middle of its picture, of scans and of field pictures', async () => {
  const { ids, slides } = await workstation.call('cells.ofCase', { caseId, reading: 'first' });
  expect(new Set(slides)).toEqual(new Set([0, 1]));
  for (const cellId of ids) {
    const { widthPx, heightPx, middle } = await look((await workstation.call('pictures.cell', { caseId, cellId, spanUm: 22, sidePx: 64 })).bytes);
    // No more pixels than the slide has there: 22 µm.
    const side = Math.round(22 / dotMicrometresPerPixel);
    expect([widthPx, heightPx]).toEqual([side, side]);
    // A dot is dark, the glass is 236 in each channel.
    expect(Math.min(...middle)).toBeLessThan(110);
  }
  await expect(workstation.call('pictures.cell', { caseId, cellId: 999_999, spanUm: 22, sidePx: 64 })).rejects.toMatchObject({ code: 'bad-input' });
});

it('compares with the laboratory\'s own cells once some were named', async () => {
  const references = async (reading: 'first' | 'second') => (await workstation.call('cells.references', { code: 'LYT', caseId, reading })).pictures;
  expect(await references('first')).toEqual([]);
  const { ids } = await workstation.call('cells.ofCase', { caseId, reading: 'first' });
  await workstation.call('settings.set', { settings: { users: [{ name: 'Dr. Reader', role: 'hematologist' }] } });
  await workstation.call('review.call', { caseId, reading: 'first', by: 'Dr. Reader', cellIds: [...ids.slice(0, 3)], code: 'LYT' });
  await workstation.call('review.call', { caseId, reading: 'first', by: 'Dr. Reader', cellIds: [ids[0]], code: 'NGS' });
  const pictures = await references('first');
  expect(pictures.map(({ kind, caption }) => ({ kind, caption: caption.slice(0, 20) }))).toEqual([0, 1].map(() => ({ kind: 'reviewed', caption: 'Named by Dr. Reader,' })));
  // Whoever reads this case a second time sees none of the first reader's calls.
  expect(await references('second')).toEqual([]);
  const { bytes } = await workstation.call('pictures.reference', { code: 'LYT', number: pictures[0].number });
  expect(Math.min(...(await look(bytes)).middle)).toBeLessThan(110);
  await expect(workstation.call('pictures.reference', { code: 'LYT', number: 1 })).rejects.toMatchObject({ code: 'bad-input' });
});

it('counts what a person has named in the worklist', async () => {
  const [{ reviewedShare, state }] = (await workstation.call('cases.list', {})).cases;
  expect(reviewedShare).toBeGreaterThan(0);
  expect(state).toBe('toReview');
  const { readings } = await workstation.call('cases.get', { caseId });
  expect(readings).toMatchObject([{ reading: 'first', cellsNamed: 3 }]);
});

it('lists folders and slides, and nothing hidden', async () => {
  writeFileSync(path.join(directory, 'notes.txt'), '');
  writeFileSync(path.join(directory, '.hidden.tif'), '');
  mkdirSync(path.join(directory, 'empty'));
  const { entries, parent, leftOut } = await workstation.call('files.browse', { directory });
  expect(entries.map(({ name, kind, pictures }) => ({ name, kind, pictures }))).toEqual([
    { name: 'empty', kind: 'folder', pictures: undefined }, { name: 'fields', kind: 'folder', pictures: 2 }, { name: 'library', kind: 'folder', pictures: undefined },
    { name: 'one.tif', kind: 'slide', pictures: undefined },
  ]);
  expect({ parent, leftOut }).toEqual({ parent: path.dirname(directory), leftOut: 0 });
  expect((await workstation.call('files.browse', { directory: '' })).directory).toBe(homedir());
  await expect(workstation.call('files.browse', { directory: path.join(directory, 'none') })).rejects.toMatchObject({ code: 'not-found' });
  await expect(workstation.call('files.browse', { directory: 'relative' })).rejects.toMatchObject({ code: 'bad-input' });
});

it('lists of very many files the first by name, and says how many more there are', async () => {
  const many = mkdtempSync(path.join(tmpdir(), 'many-'));
  const most = 5_000;
  // In an order that no disk keeps them in.
  for (let number = most + 3; number > 0; number--) writeFileSync(path.join(many, `slide ${String(number)}.tif`), '');
  mkdirSync(path.join(many, 'zebra'));
  const { entries, leftOut } = await workstation.call('files.browse', { directory: many });
  rmSync(many, { recursive: true });
  expect(leftOut).toBe(3);
  expect(entries.map(({ name }) => name)).toEqual(['zebra', ...Array.from({ length: most }, (_, index) => `slide ${String(index + 1)}.tif`)]);
});

it('shows a cell of a case that was taken away as an example no more, and never in another cell\'s place', async () => {
  const files = ['gone.tif', 'next.tif'].map((name) => path.join(directory, name));
  for (const [index, file] of files.entries()) await writeDotSlide(file, 500, 7 + index);
  await workstation.call('settings.set', { settings: { users: [{ name: 'Dr. Reader', role: 'hematologist' }] } });
  /** Counts a case of one slide and names its first cell; gives that and the examples of its class. */
  const nameFirst = async (file: string) => {
    const { caseId: made } = await workstation.call('cases.create', { paths: [file], fields: {}, specimen: 'marrow', target: 10 });
    await workstation.jobIs(made, 'done');
    const { ids: [cellId] } = await workstation.call('cells.ofCase', { caseId: made, reading: 'first' });
    await workstation.call('review.call', { caseId: made, reading: 'first', by: 'Dr. Reader', cellIds: [cellId], code: 'MYB' });
    const { pictures: [{ number }] } = await workstation.call('cells.references', { code: 'MYB', caseId: made, reading: 'first' });
    return { caseId: made, cellId, number, bytes: (await workstation.call('pictures.reference', { code: 'MYB', number })).bytes };
  };
  const gone = await nameFirst(files[0]);
  await workstation.call('cells.references', { code: 'MYB', caseId, reading: 'first' });
  await workstation.call('cases.remove', { caseId: gone.caseId });
  expect((await workstation.call('cells.references', { code: 'MYB', caseId, reading: 'first' })).pictures).toEqual([]);
  await expect(workstation.call('pictures.reference', { code: 'MYB', number: gone.number })).rejects.toMatchObject({ code: 'bad-input' });
  const next = await nameFirst(files[1]);
  expect(next.cellId).toBeGreaterThan(gone.cellId);
  expect(Buffer.compare(next.bytes, gone.bytes)).not.toBe(0);
  await workstation.call('cases.remove', { caseId: next.caseId });
});
