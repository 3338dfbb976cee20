import { useState } from 'react';
import type { ReactNode } from 'react';
import { slideTexts } from '../texts/slide.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';

interface ReasonDialogProps { readonly onReason: (reason: string) => void; readonly onClose: () => void }

const longestReason = 300;

/** Asks why an area is left out of the count: one of the usual reasons, or another in words. */
export function ReasonDialog({ onReason, onClose }: ReasonDialogProps): ReactNode {
  const [reason, setReason] = useState('');
  const given = reason.trim();
  const give = (): void => { if (given !== '') onReason(given); };
  return (
    <Dialog title={slideTexts.reasonTitle} onClose={onClose}
      actions={<><Button onPress={onClose}>{slideTexts.cancel}</Button><Button kind="main" isDisabled={given === ''} onPress={give}>{slideTexts.exclude}</Button></>}>
      <form className="reasonForm" onSubmit={(event) => { event.preventDefault(); give(); }}>
        <div className="reasonChoices" role="group" aria-label={slideTexts.reason}>
          {slideTexts.reasons.map((usual) => <Button key={usual} isPressed={usual === reason} onPress={() => { onReason(usual); }}>{usual}</Button>)}
        </div>
        <TextField label={slideTexts.reason} value={reason} onChange={setReason} maxLength={longestReason} autoFocus />
      </form>
    </Dialog>
  );
}
