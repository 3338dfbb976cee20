import { useState } from 'react';
import type { ReactNode } from 'react';
import { callService } from '../bridge/serviceClient.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { withAnswerOn } from '../bridge/withAnswerOn.ts';
import { commonTexts } from '../texts/common.ts';
import { experimentTexts as texts } from '../texts/experiments.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { usePathChooser } from '../worklist/usePathChooser.tsx';
import { checkExperiment, emptyDraft, extentsOf, groupChoices, likelyGroups, onFolder, takesWeights } from './experimentDraft.ts';
import type { ExperimentDraft } from './experimentDraft.ts';

/** Asks for a folder of labelled cells and for what shall be run on it. */
export function NewExperimentDialog({ onClose, onStarted }: { readonly onClose: () => void; readonly onStarted: (name: string) => void }): ReactNode {
  const [draft, setDraft] = useState<ExperimentDraft>(emptyDraft);
  const [wasSent, setSent] = useState(false);
  const [failure, setFailure] = useState<{ readonly of: string; readonly cause: ServiceFailure }>();
  const start = useServiceAct('experiments.start');
  const change = (changes: Partial<ExperimentDraft>): void => setDraft((before) => ({ ...before, ...changes }));
  const read = async (directory: string): Promise<void> => {
    setDraft((before) => onFolder(before, directory));
    setFailure(undefined);
    try {
      const found = await callService('experiments.folder', { directory });
      setDraft((before) => withAnswerOn(before, directory, { found, groups: likelyGroups(found), ...(found.widthUm !== undefined && { spanUm: String(found.widthUm) }) }));
    } catch (error) {
      setFailure({ of: directory, cause: error as ServiceFailure });
    }
  };
  const chooser = usePathChooser(([folder]) => { void read(folder); });
  const checked = checkExperiment(draft), problems = wasSent && !checked.isReady ? checked.problems : {};
  const submit = (): void => {
    setSent(true);
    if (checked.isReady) start.mutate({ order: checked.order }, { onSuccess: ({ name }) => onStarted(name) });
  };
  const trouble = start.error ?? (failure?.of === draft.directory ? failure.cause : undefined);

  return (
    <Dialog title={texts.newTitle} width="wide" onClose={onClose} actions={<>
      <Button onPress={onClose}>{commonTexts.cancel}</Button>
      <Button kind="main" isDisabled={start.isPending} onPress={submit}>{texts.start}</Button>
    </>}>
      <form className="newExperiment" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        {trouble && <Notice sentence={trouble.sentence} remedy={trouble.remedy} />}
        <div className="experimentFolder">
          <TextField label={texts.folder} hint={texts.folderHint} value={draft.directory} problem={problems.directory} onChange={(directory) => setDraft((before) => onFolder(before, directory))} />
          <Button onPress={() => chooser.choose('folder')} aria-label={`${texts.chooseFolder} ${texts.folder}`}>{texts.chooseFolder}</Button>
          <Button isDisabled={draft.directory.trim() === ''} onPress={() => void read(draft.directory.trim())}>{texts.lookAt}</Button>
        </div>
        <p role="status" className="quiet">{draft.found ? texts.holds(draft.found.classes) : ''}</p>
        <div className="fieldGrid">
          <TextField label={texts.spanUm} hint={texts.spanHint} value={draft.spanUm} problem={problems.spanUm} onChange={(spanUm) => change({ spanUm })} />
          <SelectField label={texts.groups} hint={texts.groupsHint} value={draft.groups} choices={[{ value: '', label: texts.noGroups }, ...groupChoices(draft.found)]} onChange={(groups) => change({ groups })} />
          <SelectField label={texts.protocol} value={draft.protocol} choices={(['graebel', 'choi'] as const).map((value) => ({ value, label: texts.protocols[value] }))} onChange={(protocol) => change({ protocol, extent: 'quick' })} />
          <SelectField label={texts.extent} hint={texts.extentHints[draft.protocol][draft.extent]} value={draft.extent} choices={extentsOf(draft.protocol).map((value) => ({ value, label: texts.extents[value] }))} onChange={(extent) => change({ extent })} />
          <TextField label={texts.mostCells} hint={texts.mostCellsHint} value={draft.mostCells} problem={problems.mostCells} onChange={(mostCells) => change({ mostCells })} />
          {takesWeights(draft) && <TextField label={texts.weights} hint={texts.weightsHint} value={draft.weights} onChange={(weights) => change({ weights })} />}
        </div>
        <button type="submit" className="visuallyHidden" tabIndex={-1} aria-hidden="true" />
      </form>
      {chooser.dialog}
    </Dialog>
  );
}
