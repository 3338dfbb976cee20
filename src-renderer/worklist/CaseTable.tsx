import type { ReactNode, Ref } from 'react';
import { Cell, Column, ResizableTableContainer, Row, Table, TableBody, TableHeader, TableLayout, Virtualizer } from 'react-aria-components';
import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { FlagList } from './FlagList.tsx';
import { worklistTexts } from '../texts/worklist.ts';
import { writtenDay } from '../texts/writtenMoment.ts';
import { Menu } from '../ui/Menu.tsx';
import type { MenuChoice } from '../ui/Menu.tsx';
import { CountProgress } from './CountProgress.tsx';
import { nameOfCase } from './nameOfCase.ts';
import type { SortColumn, WorklistChoice } from './chooseCases.ts';
import { StateMark } from './StateMark.tsx';

interface CaseTableProps {
  readonly cases: readonly CaseSummary[];
  readonly choice: WorklistChoice;
  readonly onSort: (sortBy: SortColumn, direction: 'ascending' | 'descending') => void;
  readonly selectedId: number | undefined;
  readonly onSelect: (caseId: number) => void;
  readonly onOpen: (caseId: number) => void;
  readonly actionsOf: (line: CaseSummary) => readonly MenuChoice[];
  readonly onCountAllTheSame: (line: CaseSummary) => void;
  /** Shown where there is no line. */
  readonly whenEmpty: ReactNode;
  readonly tableRef: Ref<HTMLTableElement>;
}

const rowHeightPx = 44;
const headHeightPx = 30;
const widths: readonly { readonly id: SortColumn; readonly share: number; readonly leastPx: number }[] = [
  { id: 'patient', share: 3, leastPx: 150 }, { id: 'identifiers', share: 2, leastPx: 110 }, { id: 'specimen', share: 2, leastPx: 110 }, { id: 'taken', share: 1.5, leastPx: 124 },
  { id: 'state', share: 1.2, leastPx: 112 }, { id: 'assigned', share: 1.6, leastPx: 100 }, { id: 'counted', share: 3.4, leastPx: 240 },
];

/** The cases as a table: arrows walk, Enter opens. Only the lines in sight are drawn, so thousands are no burden. */
export function CaseTable({ cases, choice, onSort, selectedId, onSelect, onOpen, actionsOf, onCountAllTheSame, whenEmpty, tableRef }: CaseTableProps): ReactNode {
  return (
    <ResizableTableContainer className="caseTableScroll">
      <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight: rowHeightPx, headingHeight: headHeightPx }}>
        <Table ref={tableRef} aria-label={worklistTexts.cases} className="caseTable" selectionMode="single" selectionBehavior="replace" disallowEmptySelection
          selectedKeys={selectedId === undefined ? [] : [selectedId]} onSelectionChange={(keys) => { if (keys !== 'all') for (const key of keys) onSelect(Number(key)); }}
          sortDescriptor={{ column: choice.sortBy, direction: choice.direction }} onSortChange={({ column, direction }) => onSort(column as SortColumn, direction)}
          onRowAction={(key) => onOpen(Number(key))}>
          <TableHeader>
            {widths.map(({ id, share, leastPx }) => (
              <Column key={id} id={id} allowsSorting isRowHeader={id === 'patient'} defaultWidth={`${share}fr`} minWidth={leastPx} className="caseColumn">
                {({ sortDirection }) => <>{worklistTexts.columns[id]} <span aria-hidden="true">{sortDirection === undefined ? '' : sortDirection === 'ascending' ? '▲' : '▼'}</span></>}
              </Column>
            ))}
            <Column id="flags" defaultWidth="2.8fr" minWidth={120} className="caseColumn">{worklistTexts.flags}</Column>
            <Column id="actions" defaultWidth={44} minWidth={44} className="caseColumn"><span className="visuallyHidden">{worklistTexts.actions}</span></Column>
          </TableHeader>
          <TableBody items={cases} dependencies={[actionsOf]} renderEmptyState={() => <div className="screenMessage quiet">{whenEmpty}</div>}>
            {(line) => (
              <Row id={line.id} textValue={nameOfCase(line)} className="caseRow">
                <Cell className="caseCell"><strong>{nameOfCase(line)}</strong></Cell>
                <Cell className="caseCell figures"><Stacked first={line.patientIdentifier} second={line.accession} /></Cell>
                <Cell className="caseCell"><Stacked first={worklistTexts.specimenOf(line.specimen)} second={line.site} /></Cell>
                <Cell className="caseCell figures"><Stacked first={line.takenAt?.slice(0, 10) ?? writtenDay(line.createdAt)} second={line.takenAt === undefined ? worklistTexts.added : line.takenAt.slice(11)} /></Cell>
                <Cell className="caseCell"><StateMark state={line.state} /></Cell>
                <Cell className="caseCell">{line.assignedTo ?? <span className="quiet">{worklistTexts.nobody}</span>}</Cell>
                <Cell className="caseCell">
                  <CountCell line={line} onCountAllTheSame={onCountAllTheSame} />
                </Cell>
                <Cell className="caseCell">
                  <FlagList flags={line.flags} />
                </Cell>
                <Cell className="caseCell"><Menu kind="quiet" label={worklistTexts.actionsOf(nameOfCase(line))} choices={actionsOf(line)}>⋯</Menu></Cell>
              </Row>
            )}
          </TableBody>
        </Table>
      </Virtualizer>
    </ResizableTableContainer>
  );
}

/** Cells counted; below it how far the count is, or how much of it a person has seen. */
function CountCell({ line, onCountAllTheSame }: { readonly line: CaseSummary; readonly onCountAllTheSame: (line: CaseSummary) => void }): ReactNode {
  const counted = worklistTexts.counted(line.cellsCounted, line.target);
  if (line.job && line.job.state !== 'done') return <span className="countCell"><span>{counted}</span><CountProgress summary={line} isShort onCountAllTheSame={onCountAllTheSame} /></span>;
  return <Stacked first={counted} second={line.cellsCounted > 0 ? worklistTexts.reviewed(line.reviewedShare) : ''} />;
}

/** Two short lines in one cell, the second quieter. */
function Stacked({ first, second }: { readonly first: string; readonly second: string }): ReactNode {
  return <span className="stacked"><span>{first}</span>{second !== '' && <span className="quiet">{second}</span>}</span>;
}
