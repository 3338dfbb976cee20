import type { CaseState, CaseSummary } from '#shared/contract/caseCommands.ts';

export const sortColumns = ['patient', 'identifiers', 'specimen', 'taken', 'state', 'assigned', 'counted'] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface WorklistChoice {
  /** Words that must all stand somewhere in the line, whatever their case and accents. */
  readonly search: string;
  /** `all`, or one state. */
  readonly state: CaseState | 'all';
  readonly sortBy: SortColumn;
  readonly direction: 'ascending' | 'descending';
}

/** Without accents and in small letters: "Müller" is found as "muller". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const searchedText = (line: CaseSummary): string => plain([
  line.patientName, line.patientIdentifier, line.accession, line.site, line.specimen, line.takenAt ?? '', line.assignedTo ?? '', ...line.flags, line.isSample ? 'sample' : '',
].join('\n'));

const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const stateOrder: Readonly<Record<CaseState, number>> = { toReview: 0, counting: 1, new: 2, amended: 3, signed: 4 };

/** What a column is sorted by. Lines without it come last, whichever way the column is sorted. */
function sortKey(line: CaseSummary, column: SortColumn): string | number | undefined {
  switch (column) {
    case 'patient': return line.patientName || undefined;
    case 'identifiers': return line.patientIdentifier || line.accession || undefined;
    case 'specimen': return `${line.specimen} ${line.site}`;
    case 'taken': return line.takenAt ?? line.createdAt;
    case 'state': return stateOrder[line.state];
    case 'assigned': return line.assignedTo;
    case 'counted': return line.target === 0 ? 0 : line.cellsCounted / line.target;
  }
}

/** The lines that fit, sorted. Equal ones stand by the time they were made, latest first. */
export function chooseCases(lines: readonly CaseSummary[], { search, state, sortBy, direction }: WorklistChoice): CaseSummary[] {
  const wanted = plain(search).split(/\s+/).filter((word) => word !== '');
  const fitting = lines.filter((line) => {
    if (state !== 'all' && line.state !== state) return false;
    const text = searchedText(line);
    return wanted.every((word) => text.includes(word));
  });
  const sign = direction === 'ascending' ? 1 : -1;
  return fitting.toSorted((first, second) => {
    const [a, b] = [sortKey(first, sortBy), sortKey(second, sortBy)];
    const missing = Number(a === undefined) - Number(b === undefined);
    if (missing !== 0) return missing;
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a ?? ''), String(b ?? ''));
    return order !== 0 ? sign * order : second.createdAt.localeCompare(first.createdAt);
  });
}
