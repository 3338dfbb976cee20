import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { Connection } from '#main/store/connection.ts';
import type { Library } from '#main/store/library.ts';
import { smearFigures } from '../smearFigures.ts';
import { caseColumns } from './caseColumns.ts';
import { detectedCells } from './detectedCells.ts';
import { allOfMarrow, countMore, libraryWithCells } from './libraryWithCells.fixture.ts';

let directory: string;
let library: Library;
let caseId: number;
let slideIds: number[];
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'detected-'));
  ({ library, caseId, slideIds } = libraryWithCells(directory, [[['NGB', 'UNK'], []], [['LYT']]]));
});
afterEach(() => {
  library.close();
  rmSync(directory, { recursive: true, force: true });
});

it('holds in columns what the rows hold, slide by slide', () => {
  const { ids, boxes, codes, forcedCodes, confidences, familiarities, slidePlaces, firstRows } = detectedCells(library, caseId);
  const stored = slideIds.flatMap((slideId) => library.cells.ofSlide(slideId));
  expect([...ids]).toEqual(stored.map(({ id }) => id));
  expect([...boxes]).toEqual(stored.flatMap(({ box }) => [box.xPx, box.yPx, box.widthPx, box.heightPx]));
  expect(Array.from(codes, (code) => classCodes[code])).toEqual(['NGB', 'UNK', 'LYT']);
  expect(Array.from(forcedCodes, (code) => classCodes[code])).toEqual(['NGB', 'LYT', 'LYT']);
  expect([...confidences]).toEqual(stored.map(({ machineCall }) => Math.max(...machineCall.probabilities)));
  expect([...familiarities]).toEqual([0.5, 0.5, 0.5]);
  expect([[...slidePlaces], firstRows]).toEqual([[0, 0, 1], [0, 2, 3]]);
});

it('tells more smears apart than a byte can', () => {
  const many = mkdtempSync(path.join(tmpdir(), 'detected-many-'));
  const { library: large, caseId: ofMany } = libraryWithCells(many, Array.from({ length: 258 }, () => [['LYT']]));
  try {
    expect(smearFigures(large, ofMany, allOfMarrow, 'first').map(({ cellsInShare }) => cellsInShare)).toEqual(new Array(258).fill(1));
    expect([...caseColumns(large, ofMany, allOfMarrow, 'first').slides]).toEqual(Array.from({ length: 258 }, (_, slide) => slide));
  } finally {
    large.close();
    rmSync(many, { recursive: true, force: true });
  }
});

it('is read once, and again when more was counted', () => {
  const before = detectedCells(library, caseId);
  expect(detectedCells(library, caseId)).toBe(before);
  countMore(library, slideIds[0], 'EBP');
  const after = detectedCells(library, caseId);
  expect(Array.from(after.codes, (code) => classCodes[code])).toEqual(['NGB', 'UNK', 'EBP', 'LYT']);
  expect([after.firstRows, after.confidences[2], after.familiarities[2]]).toEqual([[0, 3, 4], 0.75, 0.125]);
  // The newest cell stands before the last slide's: ids are not in order any more.
  for (const [row, id] of after.ids.entries()) expect(after.rowOf(id)).toBe(row);
  expect([after.rowOf(0), after.rowOf(99)]).toEqual([undefined, undefined]);
});

it('packs regions that were counted before regions were packed', () => {
  const before = caseColumns(library, caseId, allOfMarrow, 'first');
  const connection = new Connection(library.path);
  connection.script('DELETE FROM packedRegions');
  expect(library.cells.packedOfCase(caseId).map(({ cells }) => cells.cells)).toEqual([2, 0, 1]);
  expect(connection.first('SELECT count(*) AS regions FROM packedRegions')).toEqual({ regions: 3 });
  connection.close();
  countMore(library, slideIds[1], 'EBP');
  expect([...caseColumns(library, caseId, allOfMarrow, 'first').boxes.slice(0, 12)]).toEqual([...before.boxes]);
});

it('knows the classes of a region packed when the taxonomy had another order', () => {
  const connection = new Connection(library.path);
  const turned = [...classCodes].reverse().join(' ');
  connection.write('UPDATE packedRegions SET classCodes = ?', turned);
  connection.close();
  const { codes } = detectedCells(library, caseId);
  const last = classCodes.length - 1;
  expect([...codes]).toEqual(['NGB', 'UNK', 'LYT'].map((code) => last - classCodes.indexOf(code as ClassCode)));
});

it('takes a slide whose regions are not chosen yet for one that may give its share', () => {
  const slideId = library.slides.add({ caseId, position: 2, path: '/smears/2.svs', format: 'SVS', hash: '2'.repeat(64), widthPx: 10, heightPx: 10 });
  const { cuts } = detectedCells(library, caseId);
  expect(cuts({ ...allOfMarrow, target: 3 }).map(({ length }) => length)).toEqual([1, 1, 0]);
  library.regions.addChoice(slideId, { verdict: 'not-a-smear', reasons: [], qualityMap: '{}' }, [], []);
  expect(detectedCells(library, caseId).cuts({ ...allOfMarrow, target: 3 }).map(({ length }) => length)).toEqual([2, 1, 0]);
});
