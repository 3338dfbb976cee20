import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { ResultOf } from '#shared/contract/contract.ts';
import { useNavigation } from '../shell/navigation.ts';
import { reportTexts } from '../texts/report.ts';
import { Button } from '../ui/Button.tsx';
import type { SavingState } from './fieldSaver.ts';
import { SignOutDialog } from './SignOutDialog.tsx';
import { writtenMoment } from '../texts/writtenMoment.ts';
import styles from './ReportState.module.css';

const texts = reportTexts.settle;

interface SigningStateProps {
  readonly detail: CaseDetail;
  /** Undefined while it is read. */
  readonly report?: ResultOf<'report.get'>;
  /** Fingerprint of the pages that stand on the screen; undefined while they follow a change. */
  readonly seen?: string;
  readonly saving: SavingState;
  readonly onFlush: () => Promise<void>;
  /** See `SignOutDialog`. */
  readonly onSignedAnyway: (version: number) => void;
}

/** What is left to settle, what hinders a signature, and the way to it. */
export function SigningState({ detail, report, seen, saving, onFlush, onSignedAnyway }: SigningStateProps): ReactNode {
  const { open } = useNavigation();
  const [isSigning, setSigning] = useState(false);
  if (!report) return <p className="quiet" role="status">{reportTexts.loading}</p>;
  const { mustSettle, cannotSign = [], amending, versions } = report;
  return (
    <section className={styles.state} data-kind={mustSettle.length + cannotSign.length > 0 ? 'toSettle' : 'ready'} aria-labelledby="report-settle">
      <h3 id="report-settle">{texts.title}</h3>
      {amending && <p>{reportTexts.signed.amending(amending.ofVersion, amending.openedBy, writtenMoment(amending.openedAt), amending.reason)}</p>}
      {cannotSign.map((sentence) => <p key={sentence}><b>{sentence}</b></p>)}
      {mustSettle.length === 0 ? <p>✓ {texts.none}</p> : <ul className={styles.list}>{mustSettle.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
      <div className={styles.buttons}>
        {mustSettle.length > 0 && <Button onPress={() => { open({ screen: 'gallery', caseId: detail.summary.id }); }}>{texts.review}</Button>}
        <Button kind="main" isDisabled={cannotSign.length > 0} onPress={() => { void onFlush(); setSigning(true); }}>{versions.length > 0 ? reportTexts.sign.amendment : reportTexts.sign.open}</Button>
      </div>
      {isSigning && <SignOutDialog {...{ detail, mustSettle, seen, saving, onSignedAnyway }} amendmentReason={amending?.reason} onClose={() => { setSigning(false); }} />}
    </section>
  );
}
