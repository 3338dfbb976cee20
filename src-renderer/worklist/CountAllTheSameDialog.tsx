import type { ReactNode } from 'react';
import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { commonTexts } from '../texts/common.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';

/** Asks before slides that do not look like smears are counted, and says what comes of it. */
export function CountAllTheSameDialog({ summary, onClose }: { readonly summary: CaseSummary; readonly onClose: () => void }): ReactNode {
  const count = useServiceAct('cases.count');
  return (
    <Dialog title={worklistTexts.countAllTheSameTitle} role="alertdialog" onClose={onClose} actions={<>
      <Button onPress={onClose} autoFocus>{commonTexts.cancel}</Button>
      <Button kind="main" isDisabled={count.isPending} onPress={() => count.mutate({ caseId: summary.id, evenIfNoSmear: true }, { onSuccess: onClose })}>{worklistTexts.countAllTheSameDo}</Button>
    </>}>
      <div className="formColumn">
        {count.error && <Notice sentence={count.error.sentence} remedy={count.error.remedy} />}
        {summary.job?.reason !== undefined && <p>{summary.job.reason}</p>}
        <p><strong>{worklistTexts.countAllTheSameMeans(summary.slideCount)}</strong></p>
      </div>
    </Dialog>
  );
}
