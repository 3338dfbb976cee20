import { useState } from 'react';
import type { ReactNode } from 'react';
import { useServiceAct } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { commonTexts } from '../texts/common.ts';
import { reportTexts } from '../texts/report.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './ReportState.module.css';

const texts = reportTexts.signed;

/** Opens a signed case again. Nothing is opened without saying why. */
export function AmendDialog({ caseId, onClose }: { readonly caseId: number; readonly onClose: () => void }): ReactNode {
  const [reason, setReason] = useState('');
  const { user } = useSession();
  const amend = useServiceAct('report.amend');
  return (
    <Dialog title={texts.amendTitle} onClose={onClose} actions={(
      <>
        <Button onPress={onClose}>{commonTexts.cancel}</Button>
        <Button kind="main" isDisabled={reason.trim() === '' || amend.isPending} onPress={() => { amend.mutate({ caseId, by: user.name, reason: reason.trim() }, { onSuccess: onClose }); }}>{texts.amendConfirm}</Button>
      </>
    )}>
      <div className={styles.fields}>
        <p>{texts.amendHint}</p>
        <TextField label={texts.amendReason} value={reason} rows={4} maxLength={4000} autoFocus onChange={setReason} />
        {amend.error && <Notice sentence={amend.error.sentence} remedy={amend.error.remedy} />}
      </div>
    </Dialog>
  );
}
