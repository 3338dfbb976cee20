import { expect, it } from 'vitest';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CountedSmear } from '#main/cases/countedCase.ts';
import type { StoredCell } from '#main/store/repositories/cellRepository.ts';
import { representativeCells } from './representativeCells.ts';

const cell = (id: number, code: ClassCode, probability: number, reviewed?: ClassCode): StoredCell => ({
  id, slideId: 1, regionId: 1, regionPosition: 0, position: id, box: { xPx: 0, yPx: 0, widthPx: 1, heightPx: 1 }, score: 1,
  machineCall: { code, forcedCode: code, probabilities: Float32Array.of(probability, 1 - probability), familiarity: 1, modelVersion: 'm' },
  reviewerCall: reviewed && { code: reviewed, reviewer: 'Dr A', calledAt: '' },
});
const smear = (...cells: StoredCell[]): CountedSmear => ({ cells }) as unknown as CountedSmear;

it('takes the surest of each class from the smears in turn, in report order', () => {
  const chosen = representativeCells([
    smear(cell(1, 'LYT', 0.9), cell(2, 'LYT', 0.99), cell(3, 'LYT', 0.98), cell(4, 'BLA', 0.6)),
    smear(cell(5, 'LYT', 0.7)),
  ], 3);
  expect(chosen.map(({ code, smear: from, cell: { id } }) => [code, from, id])).toEqual([['BLA', 0, 4], ['LYT', 0, 2], ['LYT', 1, 5], ['LYT', 0, 3]]);
});

it('believes the reviewer', () => {
  expect(representativeCells([smear(cell(1, 'LYT', 0.9, 'MON'))], 3).map(({ code }) => code)).toEqual(['MON']);
});

it('gives no probability to a cell without a name, nor to one that a person named otherwise', () => {
  const unnamed = cell(1, 'LYT', 0.99);
  const unfamiliar: StoredCell = { ...unnamed, machineCall: { ...unnamed.machineCall, code: 'UNK', familiarity: 0 } };
  const chosen = representativeCells([smear(unfamiliar, cell(2, 'LYT', 0.9, 'MON'), cell(3, 'LYT', 0.75))], 3);
  expect(chosen.map(({ code, probability }) => [code, probability])).toEqual([['MON', undefined], ['LYT', 0.75], ['UNK', undefined]]);
});
