import { useState } from 'react';
import type { ReactNode } from 'react';
import { callService } from '../bridge/serviceClient.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import { useLongService } from '../bridge/useLongService.ts';
import { withAnswerOn } from '../bridge/withAnswerOn.ts';
import type { CellFolder } from '../experiments/experimentDraft.ts';
import { groupChoices, groupsOf, likelyGroups } from '../experiments/experimentDraft.ts';
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

/** The folder that stands there, and what was found in it or typed of it. */
interface FolderDraft { readonly directory: string; readonly found?: CellFolder; readonly groups: string; readonly span: string }

interface CalibrateModelDialogProps { readonly name: string; readonly onClose: () => void; readonly onCalibrated: (name: string) => void }

/** Measures a classifier's probabilities on labelled cells and keeps it under a new name. */
export function CalibrateModelDialog({ name, onClose, onCalibrated }: CalibrateModelDialogProps): ReactNode {
  const { user } = useSession();
  const [draft, setDraft] = useState<FolderDraft>({ directory: '', groups: '', span: '' });
  const [trouble, setTrouble] = useState<{ readonly of: string; readonly cause: ServiceFailure }>();
  const [newName, setNewName] = useState(`${name}-calibrated`.slice(0, 64));
  const [specimen, setSpecimen] = useState<(typeof specimens)[number]>('marrow');
  const { progress, result, failure, run, stop } = useLongService('models.calibrate', texts.doing);
  const { directory, found, groups, span } = draft, spanUm = typedNumber(span), isReady = found !== undefined && newName.trim() !== '' && spanUm >= 1 && spanUm <= 1000;
  const shown = failure ?? (trouble?.of === directory ? trouble.cause : undefined);

  const look = async (folder: string): Promise<void> => {
    setDraft({ directory: folder, groups: '', span: '' });
    setTrouble(undefined);
    try {
      const read = await callService('experiments.folder', { directory: folder });
      setDraft((before) => withAnswerOn(before, folder, { found: read, groups: likelyGroups(read), span: read.widthUm === undefined ? '' : String(read.widthUm) }));
    } catch (cause) {
      setTrouble({ of: folder, cause: cause as ServiceFailure });
    }
  };

  return (
    <Dialog title={texts.title(name)} width="wide" onClose={onClose} actions={result
      ? <Button kind="main" autoFocus onPress={() => onCalibrated(result.name)}>{modelTexts.importing.close}</Button>
      : (
        <>
          {progress && <Progress {...progress} />}
          <Button onPress={() => { if (progress) stop(); else onClose(); }}>{commonTexts.cancel}</Button>
          <Button kind="main" isDisabled={!isReady} isPending={progress !== undefined} onPress={() => void run({ name, newName: newName.trim(), directory: directory.trim(), spanUm, specimen, by: user.name, groups: groupsOf(found, groups) })}>{texts.do}</Button>
        </>
      )}>
      <div className="modelFields">
        {shown && <Notice sentence={shown.sentence} remedy={shown.remedy} />}
        {result
          ? <Notice kind="plain" sentence={texts.done(result.name, result.cells, percent(result.accuracy), percent(result.coverage), percent(result.confidentErrorRate))} />
          : (
            <>
              <p>{texts.hint}</p>
              <PathField label={texts.folder} kind="folder" value={directory} onChange={(folder) => setDraft({ directory: folder, groups: '', span: '' })} />
              <div className="buttonRow"><Button isDisabled={directory.trim() === ''} onPress={() => void look(directory.trim())}>{texts.look}</Button><span role="status" className="quiet">{found ? texts.holds(found.classes.reduce((sum, { cells }) => sum + cells, 0), found.classes.map(({ code, cells }) => `${code} ${cells}`).join(', ')) : ''}</span></div>
              {found?.widthUm === undefined
                ? <TextField label={texts.span} type="number" step="0.1" value={span} onChange={(typed) => setDraft({ ...draft, span: typed })} />
                : <p>{texts.widthFound(found.widthUm)}</p>}
              <SelectField label={experimentTexts.groups} hint={texts.groupsHint} value={groups} choices={[{ value: '', label: experimentTexts.noGroups }, ...groupChoices(found)]} onChange={(column) => setDraft({ ...draft, groups: column })} />
              <SelectField label={texts.specimen} value={specimen} choices={specimens.map((value) => ({ value, label: commonTexts.specimens[value] }))} onChange={setSpecimen} />
              <TextField label={texts.name} value={newName} maxLength={64} hint={modelTexts.importing.nameHint} onChange={setNewName} />
            </>
          )}
      </div>
    </Dialog>
  );
}
