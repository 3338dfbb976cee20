import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { callService } from '../bridge/serviceClient.ts';
import { useLongService } from '../bridge/useLongService.ts';
import { useService } from '../bridge/useService.ts';
import { showFailure } from '../shell/failureLog.ts';
import { openPlace } from '../shell/navigation.ts';
import { caseFieldNames } from '../texts/caseFieldNames.ts';
import { commonTexts } from '../texts/common.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { CaseFieldInputs } from './CaseFieldInputs.tsx';
import { describeCase } from './describeCase.ts';
import { checkNewCase } from './newCaseDraft.ts';
import type { NewCaseDraft } from './newCaseDraft.ts';
import { SlideChooser } from './SlideChooser.tsx';

interface NewCaseDialogProps {
  /** Slides that were dropped or opened; more can be added. */
  readonly paths: readonly string[];
  readonly onClose: () => void;
}

/** Makes a case of slides and what is known of the patient, and begins its count. Where the slides are a case already, it says whose, and keeps what was entered. */
export function NewCaseDialog({ paths, onClose }: NewCaseDialogProps): ReactNode {
  const settings = useService('settings.get', {}).data;
  const [draft, setDraft] = useState<Omit<NewCaseDraft, 'target'>>({ paths, specimen: 'marrow', micrometresPerPixel: '', assignedTo: '', fields: {} });
  /** Undefined until something is typed: the usual target of the specimen. */
  const [typed, setTyped] = useState<string>();
  const [wasSent, setSent] = useState(false);
  const { progress, failure, run, stop } = useLongService('cases.create', worklistTexts.opening);
  const [existing, setExisting] = useState<CaseSummary>();
  const notices = useRef<HTMLDivElement>(null);
  const target = typed ?? String(settings?.targets[draft.specimen] ?? '');
  const checked = useMemo(() => checkNewCase({ ...draft, target }), [draft, target]);
  const problems = wasSent && !checked.isReady ? checked.problems : {};
  const change = (changes: Partial<NewCaseDraft>): void => {
    setDraft((before) => ({ ...before, ...changes }));
    // What was said is of the slides as they were sent.
    if (changes.paths) setExisting(undefined);
  };
  // The form is long, and may be scrolled down to its end.
  useEffect(() => { if (failure || existing) notices.current?.scrollIntoView({ block: 'nearest' }); }, [failure, existing]);

  // Slides dropped while the dialogue is open are added to it.
  useEffect(() => setDraft((before) => ({ ...before, paths: [...new Set([...before.paths, ...paths])] })), [paths]);

  const submit = async (): Promise<void> => {
    setSent(true);
    if (!checked.isReady || progress) return;
    setExisting(undefined);
    const made = await run(checked.arguments);
    if (!made) return;
    if (made.existed) {
      // Perhaps another patient's: what was entered here is not for that case, and not to be lost.
      await callService('cases.get', { caseId: made.caseId }).then(({ summary }) => setExisting(summary), showFailure);
      return;
    }
    openPlace({ screen: 'worklist' });
    onClose();
  };
  const openExisting = ({ id }: CaseSummary): void => {
    openPlace({ screen: 'gallery', caseId: id });
    onClose();
  };

  return (
    <Dialog title={worklistTexts.newCaseTitle} width="wide" onClose={onClose} actions={<>
      {progress && <Progress {...progress} />}
      <span className="stretch" />
      <Button onPress={() => { if (progress) stop(); else onClose(); }}>{commonTexts.cancel}</Button>
      <Button kind="main" isDisabled={progress !== undefined} onPress={() => void submit()}>{worklistTexts.start}</Button>
    </>}>
      <form className="newCase" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <div ref={notices}>
          {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
          {existing && <Notice sentence={worklistTexts.existed(describeCase(existing))} remedy={worklistTexts.existedRemedy} actions={<Button onPress={() => openExisting(existing)}>{worklistTexts.openExisting}</Button>} />}
        </div>
        <SlideChooser paths={draft.paths} problem={problems['paths']} onChange={(chosen) => change({ paths: chosen })} />
        <div className="fieldGrid">
          <SelectField label={worklistTexts.specimen} value={draft.specimen} onChange={(specimen) => change({ specimen })}
            choices={(['marrow', 'blood'] as const).map((value) => ({ value, label: commonTexts.specimens[value] }))} />
          <TextField label={worklistTexts.target} value={target} onChange={setTyped} problem={problems['target']} hint={worklistTexts.targetHint} />
          <TextField label={worklistTexts.scale} value={draft.micrometresPerPixel} onChange={(micrometresPerPixel) => change({ micrometresPerPixel })} problem={problems['micrometresPerPixel']} hint={worklistTexts.scaleHint} />
          <SelectField label={worklistTexts.assigned} value={draft.assignedTo} onChange={(assignedTo) => change({ assignedTo })}
            choices={[{ value: '', label: worklistTexts.unassigned }, ...(settings?.users ?? []).map(({ name }) => ({ value: name, label: name }))]} />
        </div>
        {(['patient', 'specimen', 'clinical', 'laboratory'] as const).map((group) => (
          <CaseFieldInputs key={group} group={group} names={caseFieldNames[group]} fields={draft.fields} problems={problems} onChange={(fields) => change({ fields })} isOpen={group === 'patient' || group === 'specimen'} />
        ))}
        <button type="submit" className="visuallyHidden" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}
