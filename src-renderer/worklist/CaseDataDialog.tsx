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
import { changedFields } from './changedFields.ts';
import { checkFields, flatFields } from './newCaseDraft.ts';
import './worklist.css';

interface CaseDataDialogProps { readonly caseId: number; readonly fields: CaseFields; readonly onClose: () => void }

/**
 * Corrects what is known of patient, specimen and request. Only what was changed here is sent: what is written elsewhere while the
 * dialogue is open stays. Where both changed the same field the service refuses and says what stands there; saving once more writes
 * over it.
 */
export function CaseDataDialog({ caseId, fields, onClose }: CaseDataDialogProps): ReactNode {
  const [opened] = useState(fields);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => flatFields(fields));
  const keep = useServiceAct('cases.setFields');
  // Who was refused has been told what stands there now.
  const shown = keep.error?.code === 'not-permitted' ? fields : opened;
  const checked = checkFields(typed);
  const save = (): void => {
    if ('fields' in checked) keep.mutate({ caseId, ...changedFields(opened, checked.fields, shown) }, { onSuccess: onClose });
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
