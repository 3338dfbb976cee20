import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TrainingCase } from '#shared/contract/trainingCommands.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { commonTexts } from '../texts/common.ts';
import { trainingTexts } from '../texts/training.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TextField } from '../ui/TextField.tsx';

const texts = trainingTexts.exclude;

/** Leaves a case out of trainings, or takes it in again, with a reason. */
export function ExcludeCaseDialog({ of: { caseId, name, excluded }, onClose }: { readonly of: TrainingCase; readonly onClose: () => void }): ReactNode {
  const [reason, setReason] = useState('');
  const { user } = useSession();
  const act = useServiceAct('training.excludeCase');
  const isExcluded = excluded === undefined;
  return (
    <Dialog title={isExcluded ? texts.title(name) : texts.includeTitle(name)} onClose={onClose} actions={<>
      <Button onPress={onClose}>{commonTexts.cancel}</Button>
      <Button kind="main" isDisabled={reason.trim() === '' || act.isPending} onPress={() => act.mutate({ caseId, isExcluded, by: user.name, reason: reason.trim() }, { onSuccess: onClose })}>{isExcluded ? texts.do : texts.includeDo}</Button>
    </>}>
      <div className="trainingFields">
        <p>{isExcluded ? texts.hint : texts.includeHint}</p>
        <TextField label={texts.reason} hint={texts.reasonHint} value={reason} rows={2} maxLength={4000} autoFocus onChange={setReason} />
        {act.error && <Notice sentence={act.error.sentence} remedy={act.error.remedy} />}
      </div>
    </Dialog>
  );
}
