import type { Dispatch, ReactNode, RefObject, SetStateAction } from 'react';
import { caseStates } from '#shared/contract/caseCommands.ts';
import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { commonTexts } from '../texts/common.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { Button } from '../ui/Button.tsx';
import { ShortcutHint } from '../ui/ShortcutHint.tsx';
import { Toolbar } from '../ui/Toolbar.tsx';
import type { WorklistChoice } from './chooseCases.ts';

/** The filters in their order on the screen; their keys are 1, 2, 3 … */
export const shownStates = ['all', ...caseStates] as const;
export const stateName = (state: WorklistChoice['state']): string => (state === 'all' ? worklistTexts.allStates : commonTexts.states[state]);

interface WorklistToolsProps {
  readonly cases: readonly CaseSummary[];
  /** How many of them fit. */
  readonly shown: number;
  readonly choice: WorklistChoice;
  readonly onChoice: Dispatch<SetStateAction<WorklistChoice>>;
  readonly onNewCase: () => void;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly onLeaveSearch: () => void;
  readonly onOpenFirst: () => void;
}

/** Search, filter and the button for a new case. */
export function WorklistTools({ cases, shown, choice, onChoice, onNewCase, searchField, onLeaveSearch, onOpenFirst }: WorklistToolsProps): ReactNode {
  const search = (text: string): void => onChoice((before) => ({ ...before, search: text }));
  const hearKey = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown') { event.preventDefault(); onLeaveSearch(); }
    if (event.key === 'Enter') onOpenFirst();
    if (event.key === 'Escape') { if (choice.search === '') onLeaveSearch(); else search(''); }
  };
  return (
    <div className="worklistTools">
      <h1 className="visuallyHidden">{worklistTexts.title}</h1>
      <span className="searchBox">
        <input ref={searchField} type="search" className="fieldControl" aria-label={worklistTexts.search} placeholder={worklistTexts.searchHint} value={choice.search}
          onChange={(event) => search(event.target.value)} onKeyDown={hearKey} />
        <ShortcutHint keys="/" />
      </span>
      <Button kind="main" shortcut="n" onPress={onNewCase}>{worklistTexts.newCase}</Button>
      <Toolbar label={worklistTexts.filter}>
        {shownStates.map((state, i) => (
          <Button key={state} isPressed={choice.state === state} shortcut={String(i + 1)} onPress={() => onChoice((before) => ({ ...before, state }))}>
            {stateName(state)} <span className="quiet figures">{cases.filter((line) => state === 'all' || line.state === state).length}</span>
          </Button>
        ))}
      </Toolbar>
      <span className="stretch" />
      <span className="quiet" role="status">{worklistTexts.shown(shown, cases.length)}</span>
    </div>
  );
}
