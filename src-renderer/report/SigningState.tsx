import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { useNavigation } from '../shell/navigation.ts';
import { reportTexts } from '../texts/report.ts';
import { Button } from '../ui/Button.tsx';
import type { SavingState } from './fieldSaver.ts';
import { SignOutDialog } from './SignOutDialog.tsx';
import styles from './ReportState.module.css';

const texts = reportTexts.settle;

interface SigningStateProps {
  readonly detail: CaseDetail;
  readonly mustSettle: readonly string[];
  /** Fingerprint of the pages that stand on the screen; undefined while they follow a change. */
  readonly seen?: string;
  readonly saving: SavingState;
  readonly isAmendment: boolean;
  readonly onFlush: () => Promise<void>;
}

/** What is left to settle, and the way to the signature. */
export function SigningState({ detail, mustSettle, seen, saving, isAmendment, onFlush }: SigningStateProps): ReactNode {
  const { open } = useNavigation();
  const [isSigning, setSigning] = useState(false);
  return (
    <section className={styles.state} data-kind={mustSettle.length > 0 ? 'toSettle' : 'ready'} aria-labelledby="report-settle">
      <h3 id="report-settle">{texts.title}</h3>
      {mustSettle.length === 0 ? <p>✓ {texts.none}</p> : <ul className={styles.list}>{mustSettle.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
      <div className={styles.buttons}>
        {mustSettle.length > 0 && <Button onPress={() => { open({ screen: 'gallery', caseId: detail.summary.id }); }}>{texts.review}</Button>}
        <Button kind="main" onPress={() => { void onFlush(); setSigning(true); }}>{isAmendment ? reportTexts.sign.amendment : reportTexts.sign.open}</Button>
      </div>
      {isSigning && <SignOutDialog {...{ detail, mustSettle, seen, saving, isAmendment }} onClose={() => { setSigning(false); }} />}
    </section>
  );
}
