import { describe, expect, it } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import { orderRows, sureness } from './cellOrder.ts';
import { columnsOfCells } from './columnsOfCells.fixture.ts';

const columns = columnsOfCells([
  { id: 1, code: 'NGS', confidence: 0.95 },
  { id: 2, code: 'UNK', confidence: 0.45 },
  { id: 3, code: 'BLA', confidence: 0.6 },
  { id: 4, code: 'EOS', confidence: 0.9, familiarity: 0 },
  { id: 5, code: 'BLA', confidence: 0.97 },
  { id: -1, code: 'BLA', confidence: 1, state: cellState.added },
  { id: 6, code: 'NGS', confidence: 0.95 },
]);
const idsIn = (order: Parameters<typeof orderRows>[2]): number[] => orderRows(columns, [6, 5, 4, 3, 2, 1, 0], order).map((row) => columns.ids[row]);

describe('orders of cells', () => {
  it('put first what the machine would not name, then what is unlike its training or unsure, and last what a person added', () => {
    expect(idsIn('doubtful')).toEqual([2, 4, 3, 1, 6, 5, -1]);
  });

  it('keep a doubtful cell in its place once a person has named it', () => {
    const named = { ...columns, codes: columns.codes.slice(), states: columns.states.slice() };
    named.codes[1] = 0;
    named.states[1] = cellState.reviewed;
    expect(orderRows(named, [0, 1, 2], 'doubtful')[0]).toBe(1);
  });

  it('go from sure to doubtful, as counted, and by class in report order', () => {
    expect(idsIn('sure')).toEqual([-1, 5, 1, 6, 3, 4, 2]);
    expect(idsIn('counting')).toEqual([1, 2, 3, 4, 5, -1, 6]);
    expect(idsIn('class')).toEqual([3, 5, -1, 1, 6, 4, 2]);
  });

  it('are the same as by comparing two by two, for many cells', () => {
    const random = seededRandom(1);
    const columns = columnsOfCells(Array.from({ length: 5000 }, (_, i) => ({ id: i + 1, confidence: random.below(1000) / 1000 })));
    const rows = shuffle(Array.from(columns.ids.keys()), random);
    const compared = (direction: number): number[] => rows.toSorted((one, other) => direction * (sureness(columns, one) - sureness(columns, other)) || one - other);
    expect(orderRows(columns, rows, 'doubtful')).toEqual(compared(1));
    expect(orderRows(columns, rows, 'sure')).toEqual(compared(-1));
    expect(orderRows(columns, rows, 'counting')).toEqual(Array.from(columns.ids.keys()));
  });
});
