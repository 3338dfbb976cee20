import { useState } from 'react';
import type { ReactNode } from 'react';
import type { InstalledModel } from '#shared/contract/modelCommands.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { commonTexts } from '../texts/common.ts';
import { modelTexts } from '../texts/models.ts';
import { Button } from '../ui/Button.tsx';
import { CheckField } from '../ui/CheckField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';

interface RemoveModelDialogProps { readonly model: InstalledModel; readonly onClose: () => void; readonly onRemoved: () => void }

/** Asks before one of the laboratory's own models is deleted; twice where cases were counted with it. */
export function RemoveModelDialog({ model: { name, cases }, onClose, onRemoved }: RemoveModelDialogProps): ReactNode {
  const [evenIfCounted, setEvenIfCounted] = useState(false);
  const { user } = useSession();
  const remove = useServiceAct('models.remove');
  return (
    <Dialog title={modelTexts.removeTitle(name)} role="alertdialog" onClose={onClose} actions={<>
      <Button onPress={onClose} autoFocus>{commonTexts.cancel}</Button>
      <Button kind="danger" isDisabled={remove.isPending || (cases > 0 && !evenIfCounted)} onPress={() => remove.mutate({ name, by: user.name, evenIfCounted }, { onSuccess: onRemoved })}>{modelTexts.removeDo}</Button>
    </>}>
      <div className="modelFields">
        <p>{modelTexts.removeSentence}</p>
        {cases > 0 && <><Notice kind="warning" sentence={modelTexts.removeCounted(modelTexts.cases(cases))} /><CheckField label={modelTexts.removeEvenSo} checked={evenIfCounted} onChange={setEvenIfCounted} /></>}
        {remove.error && <Notice sentence={remove.error.sentence} remedy={remove.error.remedy} />}
      </div>
    </Dialog>
  );
}
