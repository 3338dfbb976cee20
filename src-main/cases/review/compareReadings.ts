import { cellState } from '#shared/contract/cellCommands.ts';
import type { ResultOf } from '#shared/contract/contract.ts';
import { kappaOfCounts } from '#shared/evaluation/kappaOfCounts.ts';
import type { ClassCode, Lineage } from '#shared/taxonomy/cellClasses.ts';
import { cellClass, classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import { caseColumns } from './caseColumns.ts';
import type { CountRules } from './detectedCells.ts';
import { differingCells } from './differingCells.ts';
import { readingMarks, takenAway } from './readingMarks.ts';
import { bothReadings } from './readings.ts';
import { twoReaders } from './twoReaders.ts';

export type Comparison = ResultOf<'readings.compare'>;

/** A cell taken away is none: it is compared as an artefact. */
const codeOf = (mark: number): ClassCode => (mark === takenAway ? 'ART' : classCodes[mark]);

/** Of a laboratory's own classes nobody said which lineage they are of: each is one of its own, or two of them would agree. */
const lineageOf = (code: ClassCode): Lineage | ClassCode => {
  const { lineage } = cellClass(code);
  return lineage === 'own' ? code : lineage;
};

/**
 * How far two readers agree, over the cells of the count that both have named, by class and by lineage; and the cells that
 * would be counted otherwise by one than by the other. Nothing of either is told before both have finished, so that neither
 * reads by the other's calls. Throws `not-permitted` where there are not two readings.
 */
export function compareReadings(library: Library, caseId: number, rules: CountRules): Comparison {
  const { first, second } = bothReadings(library, caseId);
  const finished = first.finishedAt !== null && second.finishedAt !== null;
  const { pairs, differing } = finished ? compare(library, caseId, rules) : { pairs: [], differing: [] };
  const codes = classCodes.filter((code) => pairs.some((pair) => pair.includes(code)));
  const rows = tableOf(pairs, codes);
  const lineages = [...new Set(codes.map(lineageOf))];
  const byClass = kappaOfCounts(rows);
  const byLineage = kappaOfCounts(tableOf(pairs.map(([one, other]) => [lineageOf(one), lineageOf(other)] as const), lineages));
  return {
    readers: { first: first.reader, second: second.reader }, finished, cells: pairs.length,
    ...(byClass && { byClass }), ...(byLineage && { byLineage }),
    table: { codes, rows }, differing, readAt: new Date().toISOString(),
  };
}

function compare(library: Library, caseId: number, rules: CountRules): { pairs: (readonly [ClassCode, ClassCode])[]; differing: Comparison['differing'] } {
  const readers = twoReaders(readingMarks(library, caseId, 'first'), readingMarks(library, caseId, 'second'));
  const columns = caseColumns(library, caseId, rules, 'consensus');
  const pairs: (readonly [ClassCode, ClassCode])[] = [];
  columns.ids.forEach((cellId, row) => {
    if (columns.states[row] & (cellState.excluded | cellState.beyondTarget)) return;
    const [one, other] = readers.words(cellId);
    if (one !== undefined && other !== undefined) pairs.push([codeOf(one), codeOf(other)]);
  });
  const differing = differingCells(library, caseId, columns).map(({ cellId, first, second, settled }) =>
    ({ cellId, first: codeOf(first), second: codeOf(second), ...(settled !== undefined && { consensus: codeOf(settled) }) }));
  return { pairs, differing };
}

function tableOf<Label>(pairs: readonly (readonly [Label, Label])[], labels: readonly Label[]): number[][] {
  const rows = labels.map(() => labels.map(() => 0));
  for (const [one, other] of pairs) rows[labels.indexOf(one)][labels.indexOf(other)] += 1;
  return rows;
}
