import { cellState } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { AddedCell } from '#main/store/repositories/addedCellRepository.ts';
import type { ExcludedArea } from '#main/store/repositories/excludedAreaRepository.ts';
import { pairAddedCells } from './pairAddedCells.ts';
import type { ReadingMarks } from './readingMarks.ts';
import { readingMarks, takenAway } from './readingMarks.ts';

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
const artefact = classCodes.indexOf('ART');

/** `machine` is what nobody has said anything to. */
export function readingView(library: Library, caseId: number, reading: Reading | 'machine'): ReadingView {
  if (reading === 'machine') return { version: 0, said: (_, code) => ({ code, state: 0 }), added: [], areas: [] };
  const own = readingMarks(library, caseId, reading);
  if (reading === 'consensus') return consensusView(readingMarks(library, caseId, 'first'), readingMarks(library, caseId, 'second'), own);
  return { version: own.version, said: (cellId, machineCode) => saidBy(own.marks.get(cellId), cellId, machineCode), added: own.added, areas: standingAreas(own) };
}

function saidBy(mark: number | undefined, cellId: number, machineCode: number): CellSaid {
  const added = cellId < 0 ? cellState.added : 0;
  if (mark === undefined) return { code: machineCode, state: added };
  if (mark === takenAway) return { code: cellId < 0 ? unknown : machineCode, state: added | cellState.reviewed | cellState.removed };
  return { code: mark, state: added | cellState.reviewed };
}

/**
 * The consensus: what both have settled together, else what the two readers agree on, else the machine's call, which nobody has
 * settled yet. That one reader calls a cell an artefact and the other takes it away is no difference. A cell that one reader
 * alone added is shown as taken away until it is settled. An area that either left out stays out until the consensus takes it in.
 */
function consensusView(first: ReadingMarks, second: ReadingMarks, own: ReadingMarks): ReadingView {
  const pairs = pairAddedCells(first.added, second.added);
  const paired = new Set(pairs.values());
  const ofFirst = new Set(first.added.map(({ id }) => -id));
  const areaMarks = new Map([...first.areaMarks, ...second.areaMarks, ...own.areaMarks]);
  return {
    version: first.version + second.version + own.version,
    said(cellId, machineCode) {
      const settled = own.marks.get(cellId);
      if (settled !== undefined) return saidBy(settled, cellId, machineCode);
      const [a, b] = cellId > 0 ? [first.marks.get(cellId), second.marks.get(cellId)] : wordsOnAdded(cellId);
      const added = cellId < 0 ? cellState.added : 0;
      const reviewed = a !== undefined && b !== undefined ? cellState.reviewed : 0;
      const [one, other] = [a ?? machineCode, b ?? machineCode];
      if (one === other) return one === takenAway ? { code: cellId < 0 ? unknown : machineCode, state: added | reviewed | cellState.removed } : { code: one, state: added | reviewed };
      if (isNoCell(one) && isNoCell(other)) return { code: artefact, state: added | reviewed };
      return cellId < 0 ? { code: one === takenAway ? other : one, state: added | cellState.removed } : { code: machineCode, state: 0 };
    },
    added: [...first.added, ...second.added.filter(({ id }) => !paired.has(id)), ...own.added],
    areas: areasOf(areaMarks.values()),
  };

  /** What each reader says of a cell that one of them added: who did not see it has as good as taken it away. */
  function wordsOnAdded(cellId: number): [number, number] {
    if (!ofFirst.has(cellId)) return [takenAway, second.marks.get(cellId) ?? takenAway];
    const twin = pairs.get(-cellId);
    return [first.marks.get(cellId) ?? takenAway, twin === undefined ? takenAway : second.marks.get(-twin) ?? takenAway];
  }
}

/** Whether a mark says that there is no cell to count: taken away, or an artefact. */
export function isNoCell(mark: number): boolean {
  return mark === takenAway || mark === artefact;
}

const standingAreas = ({ areaMarks }: ReadingMarks): ExcludedArea[] => areasOf(areaMarks.values());

function areasOf(marks: Iterable<ReadingMarks['areaMarks'] extends ReadonlyMap<number, infer Mark> ? Mark : never>): ExcludedArea[] {
  return [...marks].flatMap(({ areaId, slideId, reason, box }) => (box === null ? [] : [{ id: areaId, slideId, reason, box }]));
}
