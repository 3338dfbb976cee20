import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { useService } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { Answer } from '../shell/Answer.tsx';
import { useNavigation } from '../shell/navigation.ts';
import { commonTexts } from '../texts/common.ts';
import { shellTexts } from '../texts/shell.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useKeys } from '../ui/useKeys.ts';
import { caseActions } from './caseActions.ts';
import { CaseTable } from './CaseTable.tsx';
import { chooseCases } from './chooseCases.ts';
import { CountAllTheSameDialog } from './CountAllTheSameDialog.tsx';
import { hasFailed } from './countState.ts';
import { CountFailure } from './CountFailure.tsx';
import { RemoveCaseDialog } from './RemoveCaseDialog.tsx';
import { SampleComing } from './SampleComing.tsx';
import { useSampleCase } from './useSampleCase.ts';
import { useWorklistChoice } from './worklistChoice.ts';
import { WorklistTools, shownStates, stateName } from './WorklistTools.tsx';
import './worklist.css';

const group = shellTexts.keyGroups.worklist;

/** All cases: search, filter, sort, open, and how far their counts are. */
export function WorklistScreen({ onNewCase }: { readonly onNewCase: () => void }): ReactNode {
  const list = useService('cases.list', {});
  return <main className="worklist"><Answer of={list}>{({ cases }) => <Worklist cases={cases} onNewCase={onNewCase} />}</Answer></main>;
}

function Worklist({ cases, onNewCase }: { readonly cases: readonly CaseSummary[]; readonly onNewCase: () => void }): ReactNode {
  const { open } = useNavigation();
  const { user } = useSession();
  const [choice, setChoice] = useWorklistChoice();
  const [selected, setSelected] = useState<number>();
  const [removing, setRemoving] = useState<CaseSummary>();
  const [doubted, setDoubted] = useState<CaseSummary>();
  const sample = useSampleCase(cases.length === 0);
  const whenEmpty = cases.length > 0 ? worklistTexts.none : sample.progress ? <SampleComing progress={sample.progress} /> : worklistTexts.empty;
  const searchField = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLTableElement>(null);

  const shown = useMemo(() => chooseCases(cases, choice), [cases, choice]);
  const selectedLine = shown.find(({ id }) => id === selected) ?? shown.at(0);
  const openCase = useCallback((caseId: number) => open({ screen: 'gallery', caseId }), [open]);
  const actionsOf = useCallback((line: CaseSummary) => caseActions(line, user.name, { open: openCase, remove: setRemoving, countAllTheSame: setDoubted }), [openCase, user.name]);

  useKeys(useMemo(() => [
    { keys: '/', label: worklistTexts.keySearch, group, run: () => searchField.current?.focus() },
    { keys: 'n', label: worklistTexts.newCase, group, run: onNewCase },
    { keys: ['ArrowDown', 'ArrowUp'], label: worklistTexts.keyDown, group, run: () => table.current?.focus() },
    ...shownStates.map((state, i) => ({ keys: String(i + 1), label: worklistTexts.keyState(stateName(state)), group, run: () => setChoice((before) => ({ ...before, state })) })),
  ], [onNewCase, setChoice]));
  // The keys of a case's menu, for the line that is selected.
  useKeys(useMemo(() => (selectedLine ? actionsOf(selectedLine) : []).flatMap(({ shortcut, label, run, isDisabled }) => (
    shortcut === undefined || isDisabled ? [] : [{ keys: shortcut, label, group, run }]
  )), [actionsOf, selectedLine]));

  return (
    <>
      <WorklistTools cases={cases} shown={shown.length} choice={choice} onChoice={setChoice} onNewCase={onNewCase} searchField={searchField}
        onLeaveSearch={() => table.current?.focus()} onOpenFirst={() => { if (selectedLine) openCase(selectedLine.id); }} />
      {cases.length === 0 && sample.failure && (
        <div className="worklistNotice"><Notice sentence={sample.failure.sentence} remedy={sample.failure.remedy} actions={<Button onPress={sample.ask}>{commonTexts.tryAgain}</Button>} /></div>
      )}
      <CaseTable cases={shown} choice={choice} onSort={(sortBy, direction) => setChoice((before) => ({ ...before, sortBy, direction }))} selectedId={selectedLine?.id} onSelect={setSelected}
        onOpen={openCase} actionsOf={actionsOf} onCountAllTheSame={setDoubted} whenEmpty={whenEmpty} tableRef={table} />
      {/* Under the table: it comes and goes with the choice of a line, and no line may move from under a second click. */}
      {selectedLine && hasFailed(selectedLine) && (
        <div className="worklistNotice"><CountFailure summary={selectedLine} onCountAllTheSame={setDoubted} /></div>
      )}
      {doubted && <CountAllTheSameDialog summary={doubted} onClose={() => setDoubted(undefined)} />}
      {removing && <RemoveCaseDialog line={removing} onClose={() => setRemoving(undefined)} />}
    </>
  );
}
