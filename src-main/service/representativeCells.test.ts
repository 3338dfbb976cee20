import { expect, it } from 'vitest';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CountedCell, CountedSmear } from '#main/cases/countedCase.ts';
import { representativeCells } from './representativeCells.ts';

const cell = (id: number, code: ClassCode, probability: number, reviewed?: ClassCode): CountedCell => ({
  id, box: { xPx: 0, yPx: 0, widthPx: 1, heightPx: 1 }, code: reviewed ?? code, isReviewed: reviewed !== undefined,
  machineCall: { code, forcedCode: code, probabilities: Float32Array.of(probability, 1 - probability), familiarity: 1, modelVersion: 'm' },
});
const smear = (...cells: CountedCell[]): CountedSmear => ({ cells }) as unknown as CountedSmear;

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

it('takes a cell that a person added as any other, without a probability', () => {
  const added: CountedCell = { ...cell(-1, 'PLM', 0), isReviewed: true, machineCall: undefined };
  expect(representativeCells([smear(added)], 3)).toEqual([{ code: 'PLM', smear: 0, cell: added, probability: undefined }]);
});

it('gives none to calls of a model that was never calibrated', () => {
  const called = cell(1, 'LYT', 0.99), uncalibrated = { ...called, machineCall: { ...called.machineCall!, modelVersion: 'theirs@1:ab:uncalibrated' } };
  expect(representativeCells([smear(uncalibrated)], 3).map(({ probability }) => probability)).toEqual([undefined]);
});

it('gives no probability to a cell without a name, nor to one that a person named otherwise', () => {
  const unnamed = cell(1, 'LYT', 0.99);
  const unfamiliar: CountedCell = { ...unnamed, code: 'UNK', machineCall: { ...unnamed.machineCall!, code: 'UNK', familiarity: 0 } };
  const chosen = representativeCells([smear(unfamiliar, cell(2, 'LYT', 0.9, 'MON'), cell(3, 'LYT', 0.75))], 3);
  expect(chosen.map(({ code, probability }) => [code, probability])).toEqual([['MON', undefined], ['LYT', 0.75], ['UNK', undefined]]);
});
