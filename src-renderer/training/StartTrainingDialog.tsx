import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ResultOf } from '#shared/contract/contract.ts';
import { callService } from '../bridge/serviceClient.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { withAnswerOn } from '../bridge/withAnswerOn.ts';
import { useSession } from '../session/session.ts';
import { Answer } from '../shell/Answer.tsx';
import { commonTexts } from '../texts/common.ts';
import { trainingTexts } from '../texts/training.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { TrainingFolderFields } from './TrainingFolderFields.tsx';
import { TrainingSettingsFields } from './TrainingSettingsFields.tsx';
import type { TrainingDraft } from './trainingDraft.ts';
import { changedBase, checkTraining, firstDraft, hintOnBase, hintOnPart, measuredFor } from './trainingDraft.ts';

const texts = trainingTexts.start;

interface StartTrainingDialogProps { readonly onClose: () => void; readonly onStarted: (trainingId: number) => void }

/** Asks for the name of a candidate and how it shall be trained; all has a good default. */
export function StartTrainingDialog(props: StartTrainingDialogProps): ReactNode {
  const set = useService('training.set', {});
  // Asked anew at each opening: an answer of before would propose a name that is taken since.
  const [choices, setChoices] = useState<ResultOf<'training.choices'>>();
  const [failure, setFailure] = useState<ServiceFailure>();
  useEffect(() => { callService('training.choices', {}).then(setChoices, setFailure); }, []);
  if (choices && set.data) return <StartForm {...props} choices={choices} set={set.data} />;
  return <Dialog title={texts.title} onClose={props.onClose}>{failure ? <Notice sentence={failure.sentence} remedy={failure.remedy} /> : <Answer of={set}>{() => <p className="quiet" role="status">{commonTexts.loading}</p>}</Answer>}</Dialog>;
}

function StartForm({ choices, set, onClose, onStarted }: StartTrainingDialogProps & { readonly choices: ResultOf<'training.choices'>; readonly set: ResultOf<'training.set'> }): ReactNode {
  const [draft, setDraft] = useState<TrainingDraft>(() => firstDraft(choices, set.current.name));
  const [wasSent, setSent] = useState(false);
  const { user } = useSession();
  const start = useServiceAct('training.start');
  const change = (changes: Partial<TrainingDraft>): void => setDraft((before) => ({ ...before, ...changes }));
  const checked = checkTraining(draft), problems = wasSent && !checked.isReady ? checked.problems : {};
  const submit = (): void => {
    setSent(true);
    if (checked.isReady) start.mutate({ ...checked.start, by: user.name }, { onSuccess: ({ trainingId }) => onStarted(trainingId) });
  };
  return (
    <Dialog title={texts.title} width="wide" onClose={onClose} actions={<>
      <Button onPress={onClose}>{commonTexts.cancel}</Button>
      <Button kind="main" isDisabled={start.isPending} onPress={submit}>{texts.do}</Button>
    </>}>
      <form className="trainingFields" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        {start.error && <Notice sentence={start.error.sentence} remedy={start.error.remedy} />}
        {set.cannotTrain !== undefined && draft.directory === '' && <Notice kind="warning" sentence={set.cannotTrain} />}
        {set.cannotTrain === undefined && set.cannotJudge !== undefined && <Notice kind="warning" sentence={set.cannotJudge} />}
        <div className="fieldGrid">
          <TextField label={texts.name} hint={texts.nameHint} value={draft.name} problem={problems.name} autoFocus onChange={(name) => change({ name })} />
          <SelectField label={texts.base} hint={hintOnBase(draft.base, choices, set.current.name)} value={draft.base} choices={choices.bases.map(({ name, version }) => ({ value: name, label: `${name} ${version}` }))} onChange={(base) => change(changedBase(draft.base, base, choices))} />
          <SelectField label={texts.part} hint={hintOnPart(draft.base, choices)} value={draft.part} choices={choices.defaults.map(({ settings: { part } }) => ({ value: part, label: texts.parts[part] }))} onChange={(part) => change(measuredFor(part, choices.defaults))} />
        </div>
        <TrainingFolderFields draft={draft} problems={problems} onChange={change} onAnswer={(directory, found) => setDraft((before) => withAnswerOn(before, directory, found))} />
        <TrainingSettingsFields draft={draft} problems={problems} steps={choices.defaults.find(({ settings }) => settings.part === draft.part)!.steps} onChange={change} />
        <p className="quiet">{texts.lowPriority}</p>
      </form>
    </Dialog>
  );
}
