import type { Reading } from '#shared/contract/parts.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { NamedCell } from '#main/store/repositories/namedCellRepository.ts';
import { detectedCells } from './detectedCells.ts';
import { excludesBox } from './excludes.ts';
import { givesWay } from './foundAlready.ts';
import { isBeingRead } from './isBeingRead.ts';
import { takenAway } from './readingMarks.ts';
import { saySame, twoReaders } from './twoReaders.ts';

/** A cell whose class people have settled. `by` has everybody whose word it is. */
export interface SettledCell { readonly cellId: number; readonly slideId: number; readonly box: BoxPx; readonly code: ClassCode; readonly by: string }

/** A cell that was named and is not settled, or is none: readers differ, the second still reads, it lies in an area left out, it was taken away, it is settled as the machine's finding. */
export interface UnsettledCell extends Omit<SettledCell, 'code'> { readonly code: ClassCode; readonly why: 'disagreed' | 'beingRead' | 'excludedArea' | 'takenAway' | 'foundToo' }

export interface SettledCells { readonly settled: readonly SettledCell[]; readonly left: readonly UnsettledCell[] }

const readings: readonly Reading[] = ['first', 'second', 'consensus'];

/**
 * What is settled of the cells that people have named in a case: the consensus where there is one; else what two readers say
 * alike; else one reader's word, where there is only one. Where both readings are finished, a cell that one of them left alone has
 * the machine's call from that reader, as in the comparison of readers. A cell that was added gives way to the machine's finding of it
 * where that one is settled: as in the count, but whatever the target.
 */
export function settledCells(library: Library, caseId: number): SettledCells {
  const words = Map.groupBy(library.namedCells.lastWords(caseId), ({ reading }) => reading);
  const [first, second, consensus] = readings.map((reading) => ({
    version: 0, areaMarks: new Map(library.excludedAreas.standing(caseId, reading).map((mark) => [mark.areaId, mark])),
    added: library.addedCells.standing(caseId, reading), marks: new Map((words.get(reading) ?? []).map((word) => [word.cellId, markOf(word)])),
  }));
  const names = new Map([...words].map(([reading, of]) => [reading, new Map(of.map(({ cellId, by }) => [cellId, by]))]));
  const by = (cellId: number, ...of: Reading[]): string => [...new Set(of.flatMap((reading) => names.get(reading)?.get(cellId) ?? []))].join(', ');
  const readers = twoReaders(first, second);
  const areas = [...new Map([...first.areaMarks, ...second.areaMarks, ...consensus.areaMarks]).values()].flatMap(({ areaId: id, slideId, reason, box }) => (box ? [{ id, slideId, reason, box }] : []));
  const finished = ['first', 'second'].map((reading) => (library.readings.find(caseId, reading as Reading)?.finishedAt ?? null) !== null);
  const isRead = isBeingRead(library, caseId);

  const settled: SettledCell[] = [], left: UnsettledCell[] = [];
  const added = [...readers.added, ...consensus.added];
  const places = [
    ...library.namedCells.places(caseId).map(({ machineCode, ...place }) => ({ ...place, machine: classCodes.indexOf(machineCode) })),
    ...added.map(({ id, slideId, box }) => ({ cellId: -id, slideId, box, machine: takenAway })),
  ];
  for (const { machine, ...place } of places) {
    const [one, other] = readers.words(place.cellId), both = consensus.marks.get(place.cellId);
    const said = both ?? one ?? other;
    if (said === undefined) continue;
    const cell = { ...place, code: codeOf(said === takenAway ? machine : said), by: both === undefined ? by(place.cellId, 'first', 'second') : by(place.cellId, 'consensus') };
    const isCompared = one !== undefined && other !== undefined || finished.every(Boolean);
    // First of all: what is left out for another reason is shown with its call.
    if (isRead) left.push({ ...cell, why: 'beingRead' });
    else if (excludesBox(areas, place.slideId, place.box)) left.push({ ...cell, why: 'excludedArea' });
    else if (both === undefined && isCompared && !saySame(one ?? machine, other ?? machine)) left.push({ ...cell, why: 'disagreed' });
    else if (said === takenAway) left.push({ ...cell, why: 'takenAway' });
    else settled.push(cell);
  }
  if (added.length === 0) return { settled, left };
  const detected = detectedCells(library, caseId), settledIds = new Set(settled.map(({ cellId }) => cellId));
  const isGivingWay = givesWay(detected, (row) => settledIds.has(detected.ids[row]));
  const foundToo = new Set(added.filter(isGivingWay).map(({ id }) => -id));
  return {
    settled: settled.filter(({ cellId }) => !foundToo.has(cellId)),
    left: [...left, ...settled.flatMap((cell) => (foundToo.has(cell.cellId) ? [{ ...cell, why: 'foundToo' as const }] : []))],
  };
}

const markOf = ({ code }: NamedCell): number => (code === null ? takenAway : classCodes.indexOf(code));
/** Of a cell that somebody added and the machine never named. */
const codeOf = (mark: number): ClassCode => (mark === takenAway ? 'UNK' : classCodes[mark]);
