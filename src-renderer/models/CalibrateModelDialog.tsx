import { useState } from 'react';
import type { ReactNode } from 'react';
import { callService } from '../bridge/serviceClient.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import { useLongService } from '../bridge/useLongService.ts';
import type { CellFolder } from '../experiments/experimentDraft.ts';
import { groupChoices, likelyGroups } from '../experiments/experimentDraft.ts';
import { useSession } from '../session/session.ts';
import { commonTexts } from '../texts/common.ts';
import { experimentTexts } from '../texts/experiments.ts';
import { modelTexts } from '../texts/models.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { typedNumber } from '../ui/typedNumber.ts';
import { PathField } from './PathField.tsx';

const texts = modelTexts.calibrating;
const specimens = ['marrow', 'blood'] as const;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

interface CalibrateModelDialogProps { readonly name: string; readonly onClose: () => void; readonly onCalibrated: (name: string) => void }

/** Measures a classifier's probabilities on labelled cells and keeps it under a new name. */
export function CalibrateModelDialog({ name, onClose, onCalibrated }: CalibrateModelDialogProps): ReactNode {
  const { user } = useSession();
  const [directory, setDirectory] = useState('');
  const [found, setFound] = useState<CellFolder>();
  const [trouble, setTrouble] = useState<ServiceFailure>();
  const [groups, setGroups] = useState('');
  const [span, setSpan] = useState('');
  const [newName, setNewName] = useState(`${name}-calibrated`.slice(0, 64));
  const [specimen, setSpecimen] = useState<(typeof specimens)[number]>('marrow');
  const { progress, result, failure, run, stop } = useLongService('models.calibrate', texts.doing);
  const spanUm = typedNumber(span), isReady = found !== undefined && newName.trim() !== '' && spanUm >= 1 && spanUm <= 1000;
  const chosen = groupChoices(found).find(({ value }) => value === groups);
  const shown = failure ?? trouble;

  const look = async (folder: string): Promise<void> => {
    setTrouble(undefined);
    try {
      const read = await callService('experiments.folder', { directory: folder.trim() });
      setFound(read);
      setGroups(likelyGroups(read));
      setSpan(read.widthUm === undefined ? '' : String(read.widthUm));
    } catch (cause) {
      setTrouble(cause as ServiceFailure);
    }
  };

  return (
    <Dialog title={texts.title(name)} width="wide" onClose={onClose} actions={result
      ? <Button kind="main" autoFocus onPress={() => onCalibrated(result.name)}>{modelTexts.importing.close}</Button>
      : (
        <>
          {progress && <Progress {...progress} />}
          <Button onPress={() => { if (progress) stop(); else onClose(); }}>{commonTexts.cancel}</Button>
          <Button kind="main" isDisabled={!isReady} isPending={progress !== undefined} onPress={() => void run({ name, newName: newName.trim(), directory: directory.trim(), spanUm, specimen, by: user.name, ...(chosen && { groups: { file: chosen.file, column: chosen.column } }) })}>{texts.do}</Button>
        </>
      )}>
      <div className="modelFields">
        {shown && <Notice sentence={shown.sentence} remedy={shown.remedy} />}
        {result
          ? <Notice kind="plain" sentence={texts.done(result.name, result.cells, percent(result.accuracy), percent(result.coverage), percent(result.confidentErrorRate))} />
          : (
            <>
              <p>{texts.hint}</p>
              <PathField label={texts.folder} kind="folder" value={directory} onChange={(folder) => { setDirectory(folder); setFound(undefined); }} />
              <div className="buttonRow"><Button isDisabled={directory.trim() === ''} onPress={() => void look(directory)}>{texts.look}</Button><span role="status" className="quiet">{found ? texts.holds(found.classes.reduce((sum, { cells }) => sum + cells, 0), found.classes.map(({ code, cells }) => `${code} ${cells}`).join(', ')) : ''}</span></div>
              {found?.widthUm === undefined
                ? <TextField label={texts.span} type="number" step="0.1" value={span} onChange={setSpan} />
                : <p>{texts.widthFound(found.widthUm)}</p>}
              <SelectField label={experimentTexts.groups} hint={texts.groupsHint} value={groups} choices={[{ value: '', label: experimentTexts.noGroups }, ...groupChoices(found)]} onChange={setGroups} />
              <SelectField label={texts.specimen} value={specimen} choices={specimens.map((value) => ({ value, label: commonTexts.specimens[value] }))} onChange={setSpecimen} />
              <TextField label={texts.name} value={newName} maxLength={64} hint={modelTexts.importing.nameHint} onChange={setNewName} />
            </>
          )}
      </div>
    </Dialog>
  );
}
