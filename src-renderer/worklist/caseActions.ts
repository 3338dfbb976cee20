import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { callService } from '../bridge/serviceClient.ts';
import { showFailure } from '../shell/failureLog.ts';
import { worklistTexts } from '../texts/worklist.ts';
import type { MenuChoice } from '../ui/Menu.tsx';
import { goOnCounting, stopCount } from './countActs.ts';
import { hasStopped, isDoubtedSmear } from './countState.ts';

interface CaseActs {
  readonly open: (caseId: number) => void;
  /** Asks first. */
  readonly remove: (line: CaseSummary) => void;
  readonly countAllTheSame: (line: CaseSummary) => void;
}

/** What can be done with a case from the worklist: its menu, whose keys work on the selected line. */
export function caseActions(line: CaseSummary, userName: string, { open, remove, countAllTheSame }: CaseActs): MenuChoice[] {
  const { id, job, assignedTo, isSigned } = line;
  const isMine = assignedTo === userName;
  const isCounting = job?.state === 'queued' || job?.state === 'running';
  const assign = (): void => { void callService('cases.assign', { caseId: id, assignedTo: isMine ? undefined : userName }).catch(showFailure); };
  return [
    { id: 'open', label: worklistTexts.open, shortcut: 'Enter', run: () => open(id) },
    { id: 'assign', label: isMine ? worklistTexts.release : worklistTexts.take, shortcut: 'm', run: assign },
    ...(isCounting ? [{ id: 'stop', label: worklistTexts.stop, shortcut: 's', run: () => stopCount(job.id) }] : []),
    ...(isDoubtedSmear(line)
      ? [{ id: 'countAllTheSame', label: worklistTexts.countAllTheSame, shortcut: 'g', run: () => countAllTheSame(line) }]
      : hasStopped(line) ? [{ id: 'goOn', label: worklistTexts.goOn, shortcut: 'g', run: () => goOnCounting(id) }] : []),
    // A signed case stays: its report has gone out.
    { id: 'remove', label: worklistTexts.remove, shortcut: 'Delete', isDisabled: isSigned, run: () => remove(line) },
  ];
}
