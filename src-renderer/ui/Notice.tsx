import type { ReactNode } from 'react';
import { commonTexts } from '../texts/common.ts';
import { Button } from './Button.tsx';

interface NoticeProps {
  /** What happened. A `ServiceFailure` fits in with its sentence and remedy. */
  readonly sentence: string;
  /** What to do about it; left out where there is nothing. */
  readonly remedy?: string;
  readonly kind?: 'failure' | 'warning' | 'plain';
  /** Buttons that do what the remedy says. */
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
}

/** A sentence for the person and what to do. Failures are read out at once by screen readers. */
export function Notice({ sentence, remedy = '', kind = 'failure', actions, onDismiss }: NoticeProps): ReactNode {
  return (
    <div className="notice" data-kind={kind} role={kind === 'failure' ? 'alert' : 'status'}>
      <span className="noticeSign" aria-hidden="true">{kind === 'plain' ? 'i' : '!'}</span>
      <p className="noticeWords"><strong>{sentence}</strong>{remedy !== '' && <> {remedy}</>}</p>
      {actions}
      {onDismiss && <Button kind="quiet" onPress={onDismiss} aria-label={commonTexts.dismiss}>✕</Button>}
    </div>
  );
}
