import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { askOfFilesAgain } from '../bridge/askOfFilesAgain.ts';
import { useLongService } from '../bridge/useLongService.ts';
import { useService } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { useNavigation } from '../shell/navigation.ts';
import { commonTexts } from '../texts/common.ts';
import { reportTexts } from '../texts/report.ts';
import { Button } from '../ui/Button.tsx';
import { CheckField } from '../ui/CheckField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { SavingState } from './fieldSaver.ts';
import { reasonNotToSign } from './signOutChecks.ts';
import styles from './ReportState.module.css';

const texts = reportTexts.sign;
const meanings = Object.entries(texts.meanings).map(([value, label]) => ({ value: value as keyof typeof texts.meanings, label }));

interface SignOutDialogProps {
  readonly detail: CaseDetail;
  readonly mustSettle: readonly string[];
  readonly seen?: string;
  readonly saving: SavingState;
  /** What was said when the amendment was opened; undefined where it is none. */
  readonly amendmentReason?: string;
  readonly onClose: () => void;
  /** It was told to stop, too late: this version is signed. */
  readonly onSignedAnyway: (version: number) => void;
}

/**
 * The signature: who, in what role, meaning what, knowing of what is not settled. It is made for the pages on the screen only. The slides
 * are compared with what was counted before, which takes long where their files were touched; it can be stopped until it is signed, and only the service knows whether it was.
 */
export function SignOutDialog({ detail, mustSettle, seen, saving, amendmentReason, onClose, onSignedAnyway }: SignOutDialogProps): ReactNode {
  const users = useService('settings.get', {}).data?.users ?? [];
  const { user } = useSession();
  const { open } = useNavigation();
  const { progress, failure, isStopping, run, stop } = useLongService('report.sign', texts.signing, { hearsOut: true });
  const isToStop = useRef(false);
  const [wasStopped, setStopped] = useState(false);
  const [signerName, setSignerName] = useState(user.name);
  const [meaning, setMeaning] = useState<keyof typeof texts.meanings>('reviewed');
  const [reason, setReason] = useState(amendmentReason ?? '');
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const [seenAtOpening, setSeenAtOpening] = useState(saving === 'saved' ? seen : undefined);
  // Texts that were still on their way when it opened change the pages once; what changes after that was not seen.
  useEffect(() => { if (seenAtOpening === undefined && saving === 'saved' && seen !== undefined) setSeenAtOpening(seen); }, [seen, saving, seenAtOpening]);

  // A slide that signing could not read is then among what is to be confirmed.
  useEffect(() => { if (failure) askOfFilesAgain(); }, [failure]);

  // Nobody is put forward but who works at this window: a signature under a wrong name is worse than one more choice.
  const signer = users.find(({ name }) => name === signerName);
  const hindrance = reasonNotToSign({ hasUsers: users.length > 0, hasSigner: signer !== undefined, mustSettle, confirmed, seen, seenAtOpening, saving });
  const confirm = async (): Promise<void> => {
    if (!signer || seen === undefined) return;
    isToStop.current = false;
    setStopped(false);
    const signed = await run({
      caseId: detail.summary.id, by: signer.name, role: commonTexts.roles[signer.role], meaning: texts.meanings[meaning], seen, confirmed: [...confirmed], ...(reason.trim() !== '' && { reason: reason.trim() }),
    });
    if (!signed) { setStopped(isToStop.current); return; }
    if (isToStop.current) onSignedAnyway(signed.version);
    onClose();
  };
  const leave = (): void => {
    if (!progress) { onClose(); return; }
    isToStop.current = true;
    stop();
  };
  return (
    <Dialog title={texts.title} onClose={leave} actions={(
      <>
        {progress && <div className={styles.working}>{isStopping ? <Progress stage={texts.stopping} done={0} total={0} /> : <Progress {...progress} />}</div>}
        <Button onPress={leave}>{commonTexts.cancel}</Button>
        <Button kind="main" isDisabled={hindrance !== undefined || progress !== undefined} onPress={() => void confirm()}>{texts.confirm}</Button>
      </>
    )}>
      {/* What is being signed stays as it was sent. */}
      <div className={styles.fields} inert={progress !== undefined}>
        {users.length > 0
          ? <SelectField label={texts.signer} value={signer?.name ?? ''} choices={[...(signer ? [] : [{ value: '', label: texts.choose }]), ...users.map(({ name, role }) => ({ value: name, label: `${name}, ${commonTexts.roles[role]}` }))]} onChange={setSignerName} />
          : <Notice kind="warning" sentence={texts.noUsers} actions={<Button onPress={() => { open({ screen: 'settings' }); }}>{texts.toSettings}</Button>} />}
        <fieldset className={styles.choices}>
          <legend className="fieldLabel">{texts.meaning}</legend>
          {meanings.map(({ value, label }) => <label key={value}><input type="radio" name="meaning" checked={meaning === value} onChange={() => { setMeaning(value); }} />{label}</label>)}
        </fieldset>
        {amendmentReason !== undefined && <TextField label={texts.reason} value={reason} rows={2} maxLength={4000} onChange={setReason} />}
        {mustSettle.length > 0 && (
          <fieldset className={styles.confirm}>
            <legend>{texts.listed}</legend>
            {mustSettle.map((sentence) => (
              <CheckField key={sentence} label={sentence} checked={confirmed.has(sentence)}
                onChange={(isConfirmed) => { setConfirmed(new Set(isConfirmed ? [...confirmed, sentence] : [...confirmed].filter((other) => other !== sentence))); }} />
            ))}
          </fieldset>
        )}
        <p className="quiet">{texts.frozen}</p>
        {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
        <p role="status" className={styles.hindrance}>{wasStopped && !failure && texts.stopped} {users.length > 0 && hindrance}</p>
      </div>
    </Dialog>
  );
}
