import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ResultOf } from '#shared/contract/contract.ts';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { Answer } from '../shell/Answer.tsx';
import { commonTexts } from '../texts/common.ts';
import { modelTexts } from '../texts/models.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { TextField } from '../ui/TextField.tsx';
import { JudgedVerdict } from './JudgedVerdict.tsx';
import { isJudgedBetter, StandingNotices, writtenComparison } from './StandingNotices.tsx';

interface PromoteDialogProps { readonly name: string; readonly onClose: () => void }

/** Lets a classifier name cells from now on, after showing how it was judged. Nothing is promoted without a person's name and a reason. */
export function PromoteDialog({ name, onClose }: PromoteDialogProps): ReactNode {
  const [reason, setReason] = useState('');
  const { user } = useSession();
  const asked = useService('models.card', { name }, { looksAtFiles: true }), standing = asked.data?.standing;
  const promote = useServiceAct('models.promote');
  const promoteSeen = (): void => {
    if (!asked.data) return;
    const { card: { sha256 } } = asked.data, insteadOf = standing?.inUse?.sha256;
    promote.mutate({ name, sha256, ...(insteadOf !== undefined && { insteadOf }), by: user.name, reason: reason.trim() }, { onSuccess: onClose });
  };
  const isWorse = standing?.judged?.judgement.verdict === 'worse';
  return (
    <Dialog title={modelTexts.promoteTitle(name)} width="wide" onClose={onClose} actions={<>
      <Button onPress={onClose}>{commonTexts.cancel}</Button>
      <Button kind={standing && isJudgedBetter(standing) ? 'main' : 'plain'} isDisabled={reason.trim() === '' || !asked.data || promote.isPending} onPress={promoteSeen}>{isWorse ? modelTexts.promoteAlthough : modelTexts.promoteDo}</Button>
    </>}>
      <div className="modelFields">
        <p>{modelTexts.promoteHint}</p>
        <Answer of={asked}>{(answer) => <WhatIsKnown answer={answer} />}</Answer>
        <TextField label={modelTexts.reason} value={reason} rows={3} maxLength={4000} autoFocus onChange={setReason} />
        {promote.error && <Notice sentence={promote.error.sentence} remedy={promote.error.remedy} />}
      </div>
    </Dialog>
  );
}

/** How it was judged, whether that holds for what names cells now, whether it was measured, and which local experts end. */
function WhatIsKnown({ answer: { model, standing } }: { readonly answer: ResultOf<'models.card'> }): ReactNode {
  if (!standing) return null;
  const { judged, inUse, endingExperts } = standing;
  return (
    <>
      {model.isCalibrated === false && <Notice kind="warning" sentence={modelTexts.promoteUncalibrated} />}
      <StandingNotices standing={standing} />
      {inUse && endingExperts.length > 0 && <Notice kind="warning" sentence={modelTexts.promoteEnds(endingExperts.map(({ name }) => name))} remedy={modelTexts.promoteEndsRemedy(`${inUse.name} ${inUse.version}`)} />}
      {judged && <><p className="quiet">{writtenComparison(judged)}</p><JudgedVerdict judgement={judged.judgement} doesNotHold={!judged.isBesideInUse} /></>}
    </>
  );
}
