import type { ReactNode } from 'react';
import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { commonTexts } from '../texts/common.ts';
import { droppingTexts } from '../texts/dropping.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { nameOfCase } from './nameOfCase.ts';

/** Asks before a case is taken away for good. */
export function RemoveCaseDialog({ line, onClose }: { readonly line: CaseSummary; readonly onClose: () => void }): ReactNode {
  const remove = useServiceAct('cases.remove');
  const files = useService('files.copiesOfCase', { caseId: line.id }).data;
  return (
    <Dialog title={worklistTexts.removeTitle} role="alertdialog" onClose={onClose} actions={<>
      <Button onPress={onClose} autoFocus>{commonTexts.cancel}</Button>
      <Button kind="danger" isDisabled={remove.isPending} onPress={() => remove.mutate({ caseId: line.id }, { onSuccess: onClose })}>{worklistTexts.removeDo}</Button>
    </>}>
      {remove.error && <Notice sentence={remove.error.sentence} remedy={remove.error.remedy} />}
      <p>{worklistTexts.removeSentence(nameOfCase(line))}</p>
      {files && <p>{droppingTexts.filesOfCase(files)}</p>}
    </Dialog>
  );
}
