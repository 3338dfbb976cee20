import { useState } from 'react';
import type { ReactNode } from 'react';
import type { InstalledModel } from '#shared/contract/modelCommands.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { commonTexts } from '../texts/common.ts';
import { modelTexts } from '../texts/models.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TextField } from '../ui/TextField.tsx';

interface PromoteDialogProps { readonly model: Pick<InstalledModel, 'name' | 'isCalibrated'>; readonly onClose: () => void }

/** Lets a classifier name cells from now on. Nothing is promoted without a person's name and a reason. */
export function PromoteDialog({ model: { name, isCalibrated }, onClose }: PromoteDialogProps): ReactNode {
  const [reason, setReason] = useState('');
  const { user } = useSession();
  const promote = useServiceAct('models.promote');
  return (
    <Dialog title={modelTexts.promoteTitle(name)} onClose={onClose} actions={<>
      <Button onPress={onClose}>{commonTexts.cancel}</Button>
      <Button kind="main" isDisabled={reason.trim() === '' || promote.isPending} onPress={() => promote.mutate({ name, by: user.name, reason: reason.trim() }, { onSuccess: onClose })}>{modelTexts.promoteDo}</Button>
    </>}>
      <div className="modelFields">
        <p>{modelTexts.promoteHint}</p>
        {isCalibrated === false && <Notice kind="warning" sentence={modelTexts.promoteUncalibrated} />}
        <TextField label={modelTexts.reason} value={reason} rows={3} maxLength={4000} autoFocus onChange={setReason} />
        {promote.error && <Notice sentence={promote.error.sentence} remedy={promote.error.remedy} />}
      </div>
    </Dialog>
  );
}
