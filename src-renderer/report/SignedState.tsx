import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SignedReport } from '#shared/contract/reportCommands.ts';
import { reportTexts } from '../texts/report.ts';
import { Button } from '../ui/Button.tsx';
import { AmendDialog } from './AmendDialog.tsx';
import { writtenMoment } from '../texts/writtenMoment.ts';
import styles from './ReportState.module.css';

const texts = reportTexts.signed;

interface SignedStateProps { readonly caseId: number; readonly signature: SignedReport; readonly canAmend: boolean }

/** Who signed the version that is shown, when and meaning what; and the way to an amendment. */
export function SignedState({ caseId, signature, canAmend }: SignedStateProps): ReactNode {
  const isTampered = signature.tampered !== undefined;
  const [isAmending, setAmending] = useState(false);
  return (
    <section className={styles.state} data-kind={isTampered ? 'tampered' : 'signed'} aria-labelledby="report-signed">
      <h3 id="report-signed">{isTampered ? reportTexts.versions.tampered : `✓ ${texts.heading(signature.version)}`}</h3>
      {isTampered && <p>{signature.tampered}</p>}
      <p>{texts.by(signature.signedBy, signature.role, writtenMoment(signature.signedAt))}</p>
      <p className="quiet">{texts.meaning(signature.meaning)}</p>
      {signature.reason !== undefined && <p>{texts.reason(signature.reason)}</p>}
      <p className="quiet">{texts.readOnly}</p>
      <details className="quiet"><summary>{reportTexts.versions.hash}</summary><code className={styles.hash}>{signature.sha256}</code></details>
      {canAmend && <Button onPress={() => { setAmending(true); }}>{texts.amend}</Button>}
      {isAmending && <AmendDialog caseId={caseId} onClose={() => { setAmending(false); }} />}
    </section>
  );
}
