import { describe, expect, it } from 'vitest';
import type { ServiceConnection } from '../bridge/serviceConnection.ts';
import { ServiceFailure } from '../bridge/serviceFailure.ts';
import { cellState } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { CaseCells } from './caseCells.ts';
import { createCellActs } from './cellActs.ts';
import { columnsOfCells } from './columnsOfCells.fixture.ts';

function actsAnswered(answer: (name: string, given: Record<string, unknown>) => Promise<unknown>) {
  const cells = new CaseCells(7, 'first');
  cells.receive(columnsOfCells([{ id: 11 }, { id: 12 }]));
  const told: unknown[] = [];
  let reloads = 0;
  const acts = createCellActs({ cells, by: () => 'Dr Adler', call: answer as ServiceConnection['call'], reload: () => { reloads++; }, tell: (failure) => told.push(failure) });
  return { cells, acts, told, reloads: () => reloads };
}

describe('reviewing acts', () => {
  it('are sent with reader and reading, and stand when the answer is there', async () => {
    const sent: unknown[] = [];
    const { cells, acts } = actsAnswered((name, given) => {
      sent.push([name, given]);
      return Promise.resolve({ caseId: 7, reading: 'first', version: 2, areasChanged: false, changed: { ids: Int32Array.of(12), codes: Uint8Array.of(0), states: Uint8Array.of(cellState.reviewed), added: [] } });
    });
    const kept = acts.callCells([12], 'BLA');
    expect(cells.isUnkept(12)).toBe(true);
    expect((await kept)?.version).toBe(2);
    expect(cells.isUnkept(12)).toBe(false);
    expect(classCodes[cells.getView().columns.codes[1]]).toBe('BLA');
    expect(sent).toEqual([['review.call', { caseId: 7, reading: 'first', by: 'Dr Adler', cellIds: [12], code: 'BLA' }]]);
  });

  it('are taken back when they fail, in words, and the cells are asked for again', async () => {
    const { cells, acts, told, reloads } = actsAnswered(() => Promise.reject(new ServiceFailure({ code: 'disk-full', sentence: 'The disk is full.', remedy: 'Make room.' })));
    expect(await acts.callCells([11, 12], 'BLA')).toBeUndefined();
    expect(classCodes[cells.getView().columns.codes[0]]).toBe('MYB');
    expect(cells.getView().unkept).toBe(0);
    expect(reloads()).toBe(1);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ sentence: 'Not kept: 2 cells named Blast. The cells are shown as they were. The disk is full.', remedy: 'Make room.' });
  });
});
