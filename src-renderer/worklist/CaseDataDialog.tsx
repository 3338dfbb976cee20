import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { caseFieldNames } from '../texts/caseFieldNames.ts';
import { commonTexts } from '../texts/common.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { CaseFieldInputs } from './CaseFieldInputs.tsx';
import { checkFields, flatFields } from './newCaseDraft.ts';
import './worklist.css';

interface CaseDataDialogProps { readonly caseId: number; readonly fields: CaseFields; readonly onClose: () => void }

/** Corrects what is known of patient, specimen and request. The report's comments stay as they are. */
export function CaseDataDialog({ caseId, fields, onClose }: CaseDataDialogProps): ReactNode {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => flatFields(fields));
  const keep = useServiceAct('cases.setFields');
  const checked = checkFields(typed);
  const save = (): void => {
    if ('fields' in checked) keep.mutate({ caseId, fields: { ...checked.fields, comments: fields.comments } }, { onSuccess: onClose });
  };
  return (
    <Dialog title={shellTexts.caseDataTitle} width="wide" onClose={onClose} actions={<>
      <Button onPress={onClose}>{commonTexts.cancel}</Button>
      <Button kind="main" isDisabled={'problems' in checked || keep.isPending} onPress={save}>{commonTexts.save}</Button>
    </>}>
      <form className="newCase" onSubmit={(event) => { event.preventDefault(); save(); }}>
        {keep.error && <Notice sentence={keep.error.sentence} remedy={keep.error.remedy} />}
        {(['patient', 'specimen', 'clinical', 'laboratory'] as const).map((group) => (
          <CaseFieldInputs key={group} group={group} names={caseFieldNames[group]} fields={typed} problems={'problems' in checked ? checked.problems : {}} onChange={setTyped} isOpen={group === 'patient' || group === 'specimen'} />
        ))}
        <button type="submit" className="visuallyHidden" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}
