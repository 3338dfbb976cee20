import { useState } from 'react';
import type { ReactNode } from 'react';
import { buildableNames } from '#shared/models/buildableNames.ts';
import type { ProductClassCode } from '#shared/taxonomy/cellClasses.ts';
import { productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import { useLongService } from '../bridge/useLongService.ts';
import { useService } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { commonTexts } from '../texts/common.ts';
import { modelTexts } from '../texts/models.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { typedNumber, typedWholeNumber } from '../ui/typedNumber.ts';
import { problemsOfBuild } from './buildDraft.ts';
import { ClassChoice } from './ClassChoice.tsx';
import { PathField } from './PathField.tsx';

const texts = modelTexts.building;

interface BuildModelDialogProps {
  /** The classifier in use: its classes are chosen at first. */
  readonly inUse: string | undefined;
  readonly onClose: () => void;
  readonly onBuilt: (name: string) => void;
}

/** Makes a published network for the laboratory's classes one of its models, to be trained. */
export function BuildModelDialog({ inUse, onClose, onBuilt }: BuildModelDialogProps): ReactNode {
  const { user } = useSession();
  const [network, setNetwork] = useState<(typeof buildableNames)[number]>('resnet18');
  const [name, setName] = useState('');
  const answer = useService('models.card', { name: inUse ?? '' }, { enabled: inUse !== undefined }), ofInUse = answer.data?.card;
  const known: readonly string[] = ofInUse?.kind === 'classifier' ? ofInUse.classes : [];
  const [picked, pick] = useState<readonly ProductClassCode[]>();
  const chosen = picked ?? productClassCodes.filter((code) => code !== 'UNK' && known.includes(code));
  const [weights, setWeights] = useState('');
  const [side, setSide] = useState('96');
  const [width, setWidth] = useState('22');
  const { progress, result, failure, run } = useLongService('models.build', texts.doing);
  const problems = problemsOfBuild({ side, width, classes: chosen }), isReady = name.trim() !== '' && Object.keys(problems).length === 0;
  const build = () => run({ network, name: name.trim(), classes: [...chosen], sidePx: typedWholeNumber(side), widthUm: typedNumber(width), by: user.name, ...(weights.trim() !== '' && { weights: weights.trim() }) });

  return (
    <Dialog title={texts.title} width="wide" onClose={progress ? undefined : onClose} actions={result
      ? <Button kind="main" autoFocus onPress={() => onBuilt(result.name)}>{modelTexts.importing.close}</Button>
      : (
        <>
          {progress && <Progress {...progress} />}
          <Button isDisabled={progress !== undefined} onPress={onClose}>{commonTexts.cancel}</Button>
          <Button kind="main" isDisabled={!isReady} isPending={progress !== undefined} onPress={() => void build()}>{texts.do}</Button>
        </>
      )}>
      <div className="modelFields">
        {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
        {result
          ? <Notice kind="plain" sentence={texts.done(result.name, result.summary)} remedy={texts.doneRemedy[result.untrained]} />
          : (
            <>
              <p>{texts.hint}</p>
              <SelectField label={texts.network} value={network} choices={buildableNames.map((value) => ({ value, label: texts.networks[value] }))} onChange={setNetwork} />
              <TextField label={texts.name} value={name} hint={modelTexts.importing.nameHint} maxLength={64} onChange={setName} />
              <ClassChoice chosen={chosen} problem={answer.isLoading ? undefined : problems.classes} onChange={pick} />
              <PathField label={texts.weights} kind="model" value={weights} hint={texts.weightsHint} onChange={setWeights} />
              <TextField label={texts.side} type="number" step="32" value={side} hint={texts.sideHint} problem={problems.side} onChange={setSide} />
              <TextField label={texts.width} type="number" step="0.1" value={width} hint={texts.widthHint} problem={problems.width} onChange={setWidth} />
            </>
          )}
      </div>
    </Dialog>
  );
}
