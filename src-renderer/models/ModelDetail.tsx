import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ResultOf } from '#shared/contract/contract.ts';
import type { InstalledModel } from '#shared/contract/modelCommands.ts';
import { useLongService } from '../bridge/useLongService.ts';
import { useService } from '../bridge/useService.ts';
import { writtenMoment } from '../texts/writtenMoment.ts';
import { Answer } from '../shell/Answer.tsx';
import { commonTexts } from '../texts/common.ts';
import { modelTexts } from '../texts/models.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { CalibrateModelDialog } from './CalibrateModelDialog.tsx';
import { ExportModelDialog } from './ExportModelDialog.tsx';
import { JudgedInShort } from './JudgedInShort.tsx';
import { JudgedPart } from './JudgedPart.tsx';
import { ModelCardView } from './ModelCardView.tsx';
import { ModelMarks } from './ModelMarks.tsx';
import { PromoteDialog } from './PromoteDialog.tsx';
import { RemoveModelDialog } from './RemoveModelDialog.tsx';
import { isJudgedBetter } from './StandingNotices.tsx';

type OpenDialog = 'promote' | 'export' | 'remove' | 'calibrate';

interface ModelDetailProps {
  readonly model: InstalledModel;
  /** When it was promoted, newest first. */
  readonly promotions: ResultOf<'models.list'>['promotions'];
  /** Whether a named person works at this window. */
  readonly isPerson: boolean;
  /** Shows another model, or whichever is in use. */
  readonly onShow: (name: string | undefined) => void;
}

/** One model: what can be done with it, and its card. */
export function ModelDetail({ model, promotions, isPerson, onShow }: ModelDetailProps): ReactNode {
  // An untrained one names by chance: there is nothing to promote, to measure or to judge.
  const { name, version, kind, isOwn, isInUse, cases, isUntrained } = model;
  const card = useService('models.card', { name });
  const [dialog, setDialog] = useState<OpenDialog>();
  const { progress, result, failure, run, stop } = useLongService('models.verify', modelTexts.verifying);
  const close = (): void => setDialog(undefined);
  const isClassifier = kind === 'classifier', standing = card.data?.standing;
  return (
    <>
      <header className="modelHead">
        <h2>{name} <span className="quiet">{version}</span></h2>
        <ModelMarks model={model} />
        {cases > 0 && <span className="quiet">{modelTexts.cases(cases)}</span>}
      </header>
      <div className="buttonRow">
        {isClassifier && !isInUse && !isUntrained && <Button kind={standing && isJudgedBetter(standing) ? 'main' : 'plain'} isDisabled={!isPerson} onPress={() => setDialog('promote')}>{modelTexts.promote}</Button>}
        <Button isDisabled={progress !== undefined} onPress={() => void run({ name })}>{modelTexts.verify}</Button>
        {isClassifier && !isUntrained && <Button onPress={() => setDialog('calibrate')}>{modelTexts.calibrate}</Button>}
        <Button onPress={() => setDialog('export')}>{modelTexts.export}</Button>
        {isOwn && (kind === 'localExpert' || !isInUse) && <Button kind="danger" isDisabled={!isPerson} onPress={() => setDialog('remove')}>{modelTexts.remove}</Button>}
        {progress && <><Progress {...progress} /><Button onPress={stop}>{commonTexts.cancel}</Button></>}
      </div>
      {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
      {result && <Notice kind={result.isGood ? 'plain' : 'failure'} sentence={result.sentence} remedy={result.remedy} />}
      {promotions.length > 0 && (
        <ul className="promotionLines" aria-label={modelTexts.pages.history}>
          {promotions.map((promotion) => {
            const { promotedAt, promotedBy, reason, wentBack } = promotion;
            return <li key={promotedAt}>{modelTexts.history.line(writtenMoment(promotedAt), promotedBy, reason, wentBack)}{!wentBack && <> · <JudgedInShort promotion={promotion} /></>}</li>;
          })}
        </ul>
      )}
      {standing && !isUntrained && <JudgedPart standing={standing} isInUse={isInUse} />}
      <Answer of={card}>{(answer) => <ModelCardView key={answer.card.sha256} card={answer.card} />}</Answer>
      {dialog === 'promote' && <PromoteDialog name={name} onClose={close} />}
      {dialog === 'export' && <ExportModelDialog name={name} onClose={close} />}
      {dialog === 'remove' && <RemoveModelDialog model={model} onClose={close} onRemoved={() => onShow(undefined)} />}
      {dialog === 'calibrate' && <CalibrateModelDialog name={name} onClose={close} onCalibrated={onShow} />}
    </>
  );
}
