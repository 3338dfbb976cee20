import { describe, expect, it } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import { columnsOfCells } from './columnsOfCells.fixture.ts';
import { describeCell } from './describeCell.ts';

describe('a cell in words', () => {
  it('names class, confidence and what a person has done', () => {
    const columns = columnsOfCells([
      { id: 1, code: 'MYB', confidence: 0.63 },
      { id: 2, code: 'BLA', machine: 'PMO', state: cellState.reviewed },
      { id: 3, code: 'LYT', state: cellState.reviewed },
      { id: 4, code: 'UNK', forced: 'EBO', confidence: 0.45, familiarity: 0.01 },
      { id: -1, code: 'PEB', state: cellState.added | cellState.removed },
    ]);
    expect([0, 1, 2, 3, 4].map((row) => describeCell(columns, row))).toEqual([
      'Myelocyte, 63 %, not reviewed', 'Blast, reviewed, machine said Promyelocyte', 'Lymphocyte, reviewed',
      'Cannot be named, perhaps Orthochromatic erythroblast 45 %, unlike the cells the model knows, not reviewed', 'Proerythroblast, added, deleted',
    ]);
  });
});
