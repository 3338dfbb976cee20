import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { commonTexts } from '../texts/common.ts';
import { Button } from './Button.tsx';
import { DialogKeys } from './DialogKeys.tsx';

interface DialogProps {
  readonly title: string;
  /** Asked to close: by Escape, the cross, or a click beside it. Leave it out for a dialogue that must be answered. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
  /** Buttons at its foot, the one to press last at the right. */
  readonly actions?: ReactNode;
  readonly width?: 'narrow' | 'wide';
  readonly role?: 'dialog' | 'alertdialog';
}

/** A modal dialogue: focus stays in it and comes back where it was. It is open as long as it is rendered. */
export function Dialog({ title, onClose, children, actions, width = 'narrow', role = 'dialog' }: DialogProps): ReactNode {
  return (
    <ModalOverlay isOpen isDismissable={onClose !== undefined && role === 'dialog'} isKeyboardDismissDisabled={onClose === undefined}
      onOpenChange={(isOpen) => { if (!isOpen) onClose?.(); }} className="dialogOverlay">
      <Modal className="dialogModal" data-width={width}>
        <AriaDialog role={role} className="dialog">
          <header className="dialogHead">
            <Heading slot="title" className="dialogTitle">{title}</Heading>
            {onClose && <Button kind="quiet" onPress={onClose} aria-label={commonTexts.close}>✕</Button>}
          </header>
          <DialogKeys>
            <div className="dialogBody">{children}</div>
            {actions !== undefined && <footer className="dialogActions">{actions}</footer>}
          </DialogKeys>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
