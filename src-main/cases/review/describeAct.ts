import * as v from 'valibot';
import { cellClass, classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { StoredAct } from '#main/store/repositories/reviewActRepository.ts';

/** What is kept of an act for people: how many cells, and the class where all have the same. */
const actDetail = v.object({ cells: v.optional(v.number()), code: v.optional(v.picklist(classCodes)) });
export type ActDetail = v.InferOutput<typeof actDetail>;

const cellsOf = (cells = 0): string => (cells === 1 ? 'a cell' : `${cells.toLocaleString('en')} cells`);
const nameOf = (code: ClassCode | undefined): string => (code === undefined ? '' : ` ${cellClass(code).name}`);

/** What undo or redo of an act would do, as a phrase: "name 3 cells Myelocyte". */
export function describeAct({ kind, detail }: Pick<StoredAct, 'kind' | 'detail'>): string {
  const read = v.safeParse(actDetail, JSON.parse(detail));
  const { cells, code } = read.success ? read.output : {};
  switch (kind) {
    case 'call': return `name ${cellsOf(cells)}${nameOf(code)}`;
    case 'accept': return `agree with ${cellsOf(cells)}${code === undefined ? '' : ` (${cellClass(code).name})`}`;
    case 'removeCells': return `delete ${cellsOf(cells)}`;
    case 'addCell': return `add a cell${code === undefined ? '' : ` (${cellClass(code).name})`}`;
    case 'excludeArea': return 'exclude an area';
    case 'moveArea': return 'move an excluded area';
    case 'includeArea': return 'include an area again';
    case 'undo': return 'undo';
    case 'redo': return 'redo';
  }
}

/** What an act did with one cell, as a phrase in its history: "named Myelocyte". */
export function describeMark({ kind, code }: Pick<StoredAct, 'kind'> & { readonly code: ClassCode | null }): string {
  if (code === null) return 'deleted';
  const { name } = cellClass(code);
  if (kind === 'accept') return `agreed: ${name}`;
  return kind === 'addCell' ? `added as ${name}` : `named ${name}`;
}
