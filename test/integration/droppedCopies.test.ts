import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { closeSmears, openSmears } from '#main/cases/openSmears.ts';
import { countSmears } from '#main/service/countSmears.ts';
import { removePartialDrops } from '#main/shell/web/receiveDropped.ts';
import { openLibrary } from '#main/store/library.ts';
import type { CountedDotCase } from './countedDotCase.ts';
import { countDotCase } from './countedDotCase.ts';
import { dotModels } from './dotSlides.ts';
import type { TestWorkstation } from './testWorkstation.ts';

let dots: CountedDotCase;
let workstation: TestWorkstation;
let dropped: string;
beforeAll(async () => { dots = await countDotCase(); });
afterAll(() => { dots.remove(); });
beforeEach(() => {
  workstation = dots.open();
  dropped = path.join(dots.libraryDirectory, 'dropped');
});
afterEach(async () => { await workstation.close(); });

let groups = 0;
/** A slide as the web host keeps a dropped one. */
function drop(from: string): string {
  groups += 1;
  const group = `00000000-0000-4000-8000-${String(groups).padStart(12, '0')}`;
  const place = path.join(dropped, group, 'dropped.tif');
  mkdirSync(path.dirname(place), { recursive: true });
  copyFileSync(from, place);
  writeFileSync(path.join(dropped, `${group}.unclaimed`), `${String(process.pid)} this\n`);
  return place;
}
const create = (target: number, ...paths: string[]) => workstation.call('cases.create', { paths, fields: {}, specimen: 'marrow', target, micrometresPerPixel: target / 100 });
const discard = (...paths: string[]) => workstation.call('files.discardDropped', { paths });
const remove = async (caseId: number) => {
  await workstation.jobIs(caseId, 'done');
  await workstation.call('cases.remove', { caseId });
};

it('takes a copy away of which no case was made, and keeps one that belongs to a case', async () => {
  const [unused, used] = [drop(dots.slides[0]), drop(dots.slides[0])];
  const { caseId } = await create(40, used);
  await discard(unused, used);
  expect(existsSync(unused)).toBe(false);
  expect(existsSync(used)).toBe(true);
  expect(readdirSync(dropped)).toEqual([path.basename(path.dirname(used))]);
  await workstation.jobIs(caseId, 'done');
});

it('deletes with a case the copies that it alone uses, and no file of the user\'s own', async () => {
  const [shared, alone] = [drop(dots.slides[0]), drop(dots.slides[1])];
  const { caseId: one } = await create(40, shared, alone);
  const { caseId: two } = await create(50, shared);
  const { caseId: own } = await create(40, dots.slides[0]);
  expect(await workstation.call('files.copiesOfCase', { caseId: one })).toEqual({ own: 0, copies: 2 });
  expect(await workstation.call('files.copiesOfCase', { caseId: own })).toEqual({ own: 1, copies: 0 });
  await remove(one);
  expect([existsSync(shared), existsSync(alone)]).toEqual([true, false]);
  await remove(two);
  expect(readdirSync(dropped)).toEqual([]);
  await remove(own);
  expect(dots.slides.every((file) => existsSync(file))).toBe(true);
});

it('takes a copy away when its slide is found where it lies itself, unless another case uses it', async () => {
  const copy = drop(dots.slides[0]);
  const cases = [(await create(40, copy)).caseId, (await create(50, copy)).caseId];
  for (const [index, caseId] of cases.entries()) {
    await workstation.jobIs(caseId, 'done');
    expect(existsSync(copy)).toBe(true);
    const { slides: [{ id }] } = await workstation.call('cases.get', { caseId });
    await workstation.call('cases.moveSlide', { slideId: id, path: dots.slides[0] });
    expect(existsSync(copy)).toBe(index === 0);
  }
  expect(readdirSync(dropped)).toEqual([]);
});

it('leaves a copy to be taken away at the next start where a command found its slide elsewhere', async () => {
  const copy = drop(dots.slides[0]), group = path.dirname(copy);
  const { caseId } = await create(40, copy);
  await workstation.jobIs(caseId, 'done');
  const library = openLibrary(dots.libraryDirectory);
  const smears = await openSmears([dots.slides[0]], {});
  expect(await countSmears(library, smears, dotModels(), { scheme: 'marrow', target: 40, micrometresPerPixel: 0.4, force: false, restart: false }, undefined, {})).toBe(caseId);
  await closeSmears(smears);
  library.close();
  expect(existsSync(copy)).toBe(true);
  expect(await removePartialDrops(dropped)).toEqual([group]);
  await discard(group);
  expect(readdirSync(dropped)).toEqual([]);
});

it('touches nothing outside the folder of copies, whatever it is asked', async () => {
  const database = path.join(dots.libraryDirectory, 'library.sqlite');
  const strange = path.join(dropped, 'mine', 'smear.tif');
  mkdirSync(path.dirname(strange), { recursive: true });
  writeFileSync(strange, 'a file of somebody');
  const copy = drop(dots.slides[0]);
  await discard(...dots.slides, database, dots.libraryDirectory, dropped, strange, path.dirname(strange), path.join(copy, '../../../library.sqlite'), '/', '', '.', '..');
  expect([...dots.slides, database, strange, copy].map((file) => existsSync(file))).toEqual(Array(5).fill(true));
});

it('waits with a copy of which a case is being made, and takes it away once that failed', async () => {
  const copy = drop(dots.slides[0]);
  writeFileSync(path.join(path.dirname(copy), 'broken.tif'), 'no slide');
  const creating = create(40, copy, path.join(path.dirname(copy), 'broken.tif'));
  await discard(copy);
  await expect(creating).rejects.toMatchObject({ code: 'slide-unsupported' });
  expect(readdirSync(dropped)).toEqual([]);
  const kept = drop(dots.slides[0]);
  const made = create(40, kept);
  await discard(kept);
  await workstation.jobIs((await made).caseId, 'done');
  expect(existsSync(kept)).toBe(true);
});
