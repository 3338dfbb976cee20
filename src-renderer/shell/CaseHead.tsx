import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { commonTexts } from '../texts/common.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { CaseDataDialog } from '../worklist/CaseDataDialog.tsx';
import { hasFailed, hasStopped } from '../worklist/countState.ts';
import { CountProgress } from '../worklist/CountProgress.tsx';
import { StateMark } from '../worklist/StateMark.tsx';

/** Whose smear this is, how far it is, and what of it a person has seen. Always in sight while the case is open. */
export function CaseHead({ detail: { summary, fields, slides } }: { readonly detail: CaseDetail }): ReactNode {
  const { patient } = fields;
  const [isEditing, setEditing] = useState(false);
  // What is signed is not changed by the way: it is opened for an amendment from its report.
  const { isSigned } = summary;
  const identifiers = [patient?.identifier, patient?.dateOfBirth && shellTexts.born(patient.dateOfBirth), patient?.sex, summary.accession, summary.takenAt && shellTexts.taken(summary.takenAt)]
    .filter((part) => part !== undefined && part !== '');
  return (
    <header className="caseHead">
      <div className="caseWho">
        <h1>{summary.isSample ? shellTexts.sample : summary.patientName || shellTexts.noName}</h1>
        <span className="quiet figures">{identifiers.join(' · ')}</span>
      </div>
      <div className="caseFacts">
        <span>{commonTexts.specimens[summary.specimen]}{summary.site !== '' && `, ${summary.site}`}</span>
        <span className="quiet">{shellTexts.slides(slides.length)}</span>
      </div>
      <StateMark state={summary.state} />
      <span className="figures">{shellTexts.counted(summary.cellsCounted, summary.target)}</span>
      {/* Why a count failed stands under the head, with its way on. */}
      {(summary.state === 'counting' || (hasStopped(summary) && !hasFailed(summary))) && <CountProgress summary={summary} />}
      {!isSigned && <Button kind="quiet" onPress={() => setEditing(true)}>{shellTexts.caseData}</Button>}
      {isEditing && <CaseDataDialog caseId={summary.id} fields={fields} onClose={() => setEditing(false)} />}
      {summary.reviewedShare === 0 && summary.cellsCounted > 0
        ? <span className="machineMark">{commonTexts.machineCalls}</span>
        : <span className="figures quiet">{shellTexts.reviewed(summary.reviewedShare)}</span>}
    </header>
  );
}
