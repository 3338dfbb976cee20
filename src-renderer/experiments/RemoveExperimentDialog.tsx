import type { ReactNode } from 'react';
import { useServiceAct } from '../bridge/useService.ts';
import { commonTexts } from '../texts/common.ts';
import { experimentTexts as texts } from '../texts/experiments.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';

/** Asks before an experiment and hours of work are taken away for good. */
export function RemoveExperimentDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }): ReactNode {
  const remove = useServiceAct('experiments.remove');
  return (
    <Dialog title={texts.removeTitle} role="alertdialog" onClose={onClose} actions={<>
      <Button onPress={onClose} autoFocus>{commonTexts.cancel}</Button>
      <Button kind="danger" isDisabled={remove.isPending} onPress={() => remove.mutate({ name }, { onSuccess: onClose })}>{texts.removeDo}</Button>
    </>}>
      {remove.error && <Notice sentence={remove.error.sentence} remedy={remove.error.remedy} />}
      <p>{texts.removeSentence(name)}</p>
    </Dialog>
  );
}
