import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { CaseRepository } from '../repositories/caseRepository.ts';
import { CellRepository } from '../repositories/cellRepository.ts';
import { RegionRepository } from '../repositories/regionRepository.ts';
import { SlideRepository } from '../repositories/slideRepository.ts';
import { m0019CellIdsAreUsedOnce } from './m0019CellIdsAreUsedOnce.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

const earlier = migrations.indexOf(m0019CellIdsAreUsedOnce);
const box = { xPx: 0, yPx: 0, widthPx: 2, heightPx: 2 };
const machineCall = { code: 'NGS', forcedCode: 'NGS', probabilities: new Float32Array([1]), familiarity: 1, modelVersion: 'm' } as const;

/** A case of so many cells; gives its id and theirs. */
function addCase(connection: Connection, identity: string, cells: number): { caseId: number; cellIds: number[] } {
  const caseId = new CaseRepository(connection).add({ identity, settings: '{}', details: '{}', createdAt: '' });
  const slideId = new SlideRepository(connection).add({ caseId, position: 0, path: '/a.tif', format: 'TIFF', hash: 'a'.repeat(64), widthPx: 9, heightPx: 9 });
  const regions = new RegionRepository(connection);
  regions.addChoice(slideId, { verdict: 'smear', reasons: [], qualityMap: '{}' }, [{ box, field: 'a' }], []);
  const ofCells = new CellRepository(connection);
  ofCells.addToRegion(regions.ofSlide(slideId)[0].id, Array.from({ length: cells }, () => ({ box, score: 1, machineCall })));
  return { caseId, cellIds: ofCells.ofSlide(slideId).map(({ id }) => id) };
}

it('gives the id of a cell that was taken away to no other', () => {
  const connection = new Connection(':memory:');
  migrate(connection, migrations);
  addCase(connection, 'a', 2);
  const { caseId, cellIds } = addCase(connection, 'b', 3);
  expect(cellIds).toEqual([3, 4, 5]);
  new CaseRepository(connection).remove(caseId);
  const after = addCase(connection, 'c', 2);
  expect(after.cellIds).toEqual([6, 7]);
  connection.close();
});

it('goes on keeping what the library has kept of cases and slides', () => {
  const connection = new Connection(':memory:');
  migrate(connection, migrations.slice(0, earlier));
  connection.script("UPDATE usedIds SET highest = 7 WHERE kind = 'case'; UPDATE usedIds SET highest = 9 WHERE kind = 'slide'");
  migrate(connection, migrations.slice(0, earlier + 1));
  expect(connection.all('SELECT kind, highest FROM usedIds ORDER BY kind')).toEqual([{ kind: 'case', highest: 7 }, { kind: 'cell', highest: 0 }, { kind: 'slide', highest: 9 }]);
  const { caseId } = addCase(connection, 'a', 1);
  expect(caseId).toBe(8);
  new CaseRepository(connection).remove(caseId);
  expect(connection.all('SELECT kind, highest FROM usedIds ORDER BY kind')).toEqual([{ kind: 'case', highest: 8 }, { kind: 'cell', highest: 1 }, { kind: 'slide', highest: 10 }]);
  connection.close();
});
