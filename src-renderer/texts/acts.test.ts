import { expect, it } from 'vitest';
import { classBookOf } from '#shared/taxonomy/classBook.ts';
import { actPhrase, markPhrase } from './acts.ts';

const book = classBookOf([{ code: 'OW1', letters: 'OSB', name: 'Osteoblast', marrow: 'noted', blood: 'noted' }]);

it('names what undo would take back', () => {
  expect([
    actPhrase({ kind: 'call', cells: 1, code: 'MYB' }, book), actPhrase({ kind: 'call', cells: 3, code: 'OW1' }, book), actPhrase({ kind: 'accept', cells: 2 }, book),
    actPhrase({ kind: 'addCell', code: 'BLA' }, book), actPhrase({ kind: 'removeCells', cells: 1200 }, book), actPhrase({ kind: 'moveArea' }, book),
  ]).toEqual(['name a cell Myelocyte', 'name 3 cells Osteoblast', 'agree with 2 cells', 'add a cell (Blast)', 'delete 1,200 cells', 'move an excluded area']);
});

it('tells a cell\'s history, and whose it was where several readings are shown', () => {
  const mark = { at: '2026-01-02T03:04:05Z', by: 'Dr A', undone: false } as const;
  expect(markPhrase({ ...mark, reading: 'first', kind: 'call', code: 'OW1' }, 'first', book)).toBe('named Osteoblast');
  expect(markPhrase({ ...mark, reading: 'second', kind: 'accept', code: 'LYT' }, 'consensus', book)).toBe('second reader: agreed: Lymphocyte');
  expect(markPhrase({ ...mark, reading: 'consensus', kind: 'removeCells', code: null }, 'consensus', book)).toBe('deleted');
});
