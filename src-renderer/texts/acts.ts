import type { CellDetail } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import type { ReviewedAct } from '#shared/contract/reviewCommands.ts';
import type { ClassBook } from '#shared/taxonomy/classBook.ts';

const cellsOf = (cells = 0): string => (cells === 1 ? 'a cell' : `${cells.toLocaleString('en')} cells`);
const whose: Readonly<Record<Reading, string>> = { first: 'first reader: ', second: 'second reader: ', consensus: '' };

/** What undo or redo of an act would do, as a phrase: "name 3 cells Myelocyte". */
export function actPhrase({ kind, cells, code }: ReviewedAct, { nameOf }: ClassBook): string {
  const inBrackets = code === undefined ? '' : ` (${nameOf(code)})`;
  switch (kind) {
    case 'call': return `name ${cellsOf(cells)}${code === undefined ? '' : ` ${nameOf(code)}`}`;
    case 'accept': return `agree with ${cellsOf(cells)}${inBrackets}`;
    case 'removeCells': return `delete ${cellsOf(cells)}`;
    case 'addCell': return `add a cell${inBrackets}`;
    case 'excludeArea': return 'exclude an area';
    case 'moveArea': return 'move an excluded area';
    case 'includeArea': return 'include an area again';
  }
}

/** What an act did with one cell, as a phrase in its history: "named Myelocyte"; among several readings, with whose it is. */
export function markPhrase({ kind, code, reading }: CellDetail['history'][number], ofReading: Reading, { nameOf }: ClassBook): string {
  const said = code === null ? 'deleted' : `${kind === 'accept' ? 'agreed: ' : kind === 'addCell' ? 'added as ' : 'named '}${nameOf(code)}`;
  return ofReading === 'consensus' ? whose[reading] + said : said;
}
