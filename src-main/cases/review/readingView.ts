import { cellState } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { AddedCell } from '#main/store/repositories/addedCellRepository.ts';
import type { ExcludedArea } from '#main/store/repositories/excludedAreaRepository.ts';
import type { ReadingMarks } from './readingMarks.ts';
import { readingMarks, takenAway } from './readingMarks.ts';
import { saySame, twoReaders } from './twoReaders.ts';

/** What is said of a cell: the place of its class in `classCodes`, and bits of `cellState`. */
export interface CellSaid { readonly code: number; readonly state: number }

/** What a reading says of the cells of a case, on top of the machine. */
export interface ReadingView {
  /** Rises by one with every act that may change it. */
  readonly version: number;
  /** Of a detected cell, given what the machine called it, or of an added one. The bits of areas and target are not in it. */
  said(cellId: number, machineCode: number): CellSaid;
  /** Cells that people added, in order of adding; each once, also where two readers added it. */
  readonly added: readonly AddedCell[];
  readonly areas: readonly ExcludedArea[];
}

const unknown = classCodes.indexOf('UNK');

/** `machine` is what nobody has said anything to. */
export function readingView(library: Library, caseId: number, reading: Reading | 'machine'): ReadingView {
  if (reading === 'machine') return { version: 0, said: (_, code) => ({ code, state: 0 }), added: [], areas: [] };
  const own = readingMarks(library, caseId, reading);
  if (reading === 'consensus') return consensusView(readingMarks(library, caseId, 'first'), readingMarks(library, caseId, 'second'), own);
  return { version: own.version, said: (cellId, machineCode) => saidBy(own.marks.get(cellId), cellId, machineCode), added: own.added, areas: areasOf(own.areaMarks) };
}

function saidBy(mark: number | undefined, cellId: number, machineCode: number): CellSaid {
  const added = cellId < 0 ? cellState.added : 0;
  if (mark === undefined) return { code: machineCode, state: added };
  if (mark === takenAway) return { code: cellId < 0 ? unknown : machineCode, state: added | cellState.reviewed | cellState.removed };
  return { code: mark, state: added | cellState.reviewed };
}

/**
 * The consensus: what both have settled together, else what the two readers agree on, else the machine's call, which nobody has
 * settled yet. Of a cell that one reader alone added the machine says that there is none: it is shown as taken away until it is
 * settled, or for good where that reader calls it an artefact: then both say that there is no cell. An area that either left out
 * stays out until the consensus takes it in.
 */
function consensusView(first: ReadingMarks, second: ReadingMarks, own: ReadingMarks): ReadingView {
  const readers = twoReaders(first, second);
  return {
    version: first.version + second.version + own.version,
    said(cellId, machineCode) {
      const settled = own.marks.get(cellId);
      if (settled !== undefined) return saidBy(settled, cellId, machineCode);
      const [a, b] = readers.words(cellId);
      const machine = cellId < 0 ? takenAway : machineCode;
      const [one, other] = [a ?? machine, b ?? machine];
      const added = cellId < 0 ? cellState.added : 0;
      const reviewed = a !== undefined && b !== undefined ? cellState.reviewed : 0;
      if (!saySame(one, other)) return cellId < 0 ? { code: one === takenAway ? other : one, state: added | cellState.removed | cellState.unsettled } : { code: machineCode, state: cellState.unsettled };
      // One may have taken away what the other calls an artefact: noted as one where the machine found it, as none where a person added it.
      const word = cellId < 0 ? Math.min(one, other) : Math.max(one, other);
      return word === takenAway ? { code: cellId < 0 ? unknown : machineCode, state: added | reviewed | cellState.removed } : { code: word, state: added | reviewed };
    },
    added: [...readers.added, ...own.added],
    areas: areasOf(new Map([...first.areaMarks, ...second.areaMarks, ...own.areaMarks])),
  };
}

function areasOf(areaMarks: ReadingMarks['areaMarks']): ExcludedArea[] {
  return [...areaMarks.values()].flatMap(({ areaId, slideId, reason, box }) => (box === null ? [] : [{ id: areaId, slideId, reason, box }]));
}
