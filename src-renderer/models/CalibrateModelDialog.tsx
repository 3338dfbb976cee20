import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLongService } from '../bridge/useLongService.ts';
import { commonTexts } from '../texts/common.ts';
import { modelTexts } from '../texts/models.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { PathField } from './PathField.tsx';

const texts = modelTexts.calibrating;
const specimens = ['marrow', 'blood'] as const;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

interface CalibrateModelDialogProps { readonly name: string; readonly onClose: () => void; readonly onCalibrated: (name: string) => void }

/** Measures a classifier's probabilities on labelled cells and keeps it under a new name. */
export function CalibrateModelDialog({ name, onClose, onCalibrated }: CalibrateModelDialogProps): ReactNode {
  const [directory, setDirectory] = useState('');
  const [span, setSpan] = useState('22');
  const [newName, setNewName] = useState(`${name}-calibrated`.slice(0, 64));
  const [specimen, setSpecimen] = useState<(typeof specimens)[number]>('marrow');
  const { progress, result, failure, run, stop } = useLongService('models.calibrate', texts.doing);
  const spanUm = Number(span), isReady = directory.trim() !== '' && newName.trim() !== '' && spanUm >= 1 && spanUm <= 1000;
  return (
    <Dialog title={texts.title(name)} width="wide" onClose={onClose} actions={result
      ? <Button kind="main" onPress={() => onCalibrated(result.name)}>{modelTexts.importing.close}</Button>
      : (
        <>
          {progress && <Progress {...progress} />}
          <Button onPress={() => { if (progress) stop(); else onClose(); }}>{commonTexts.cancel}</Button>
          <Button kind="main" isDisabled={!isReady || progress !== undefined} onPress={() => void run({ name, newName: newName.trim(), directory: directory.trim(), spanUm, specimen })}>{texts.do}</Button>
        </>
      )}>
      <div className="modelFields">
        {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
        {result
          ? <Notice kind="plain" sentence={texts.done(result.name, result.cells, percent(result.accuracy), percent(result.coverage), percent(result.confidentErrorRate))} />
          : (
            <>
              <p>{texts.hint}</p>
              <PathField label={texts.folder} kind="folder" value={directory} onChange={setDirectory} />
              <TextField label={texts.span} type="number" step="0.1" value={span} onChange={setSpan} />
              <SelectField label={texts.specimen} value={specimen} choices={specimens.map((value) => ({ value, label: commonTexts.specimens[value] }))} onChange={setSpecimen} />
              <TextField label={texts.name} value={newName} maxLength={64} hint={modelTexts.importing.nameHint} onChange={setNewName} />
            </>
          )}
      </div>
    </Dialog>
  );
}
