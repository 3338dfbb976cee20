import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ClassifierStanding } from '#shared/contract/modelCommands.ts';
import type { TrainingDetail, TrainingSummary } from '#shared/contract/trainingCommands.ts';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { JudgedVerdict } from '../models/JudgedVerdict.tsx';
import { PromoteDialog } from '../models/PromoteDialog.tsx';
import { isJudgedBetter, StandingNotices } from '../models/StandingNotices.tsx';
import { useSession } from '../session/session.ts';
import { modelTexts } from '../texts/models.ts';
import { trainingTexts } from '../texts/training.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { DifferingPictures } from './DifferingPictures.tsx';
import { JudgedClassTable } from './JudgedClassTable.tsx';
import { SkippedCells } from './SkippedCells.tsx';
import { standingOf } from './standingOf.ts';

const texts = trainingTexts.result;

type Result = NonNullable<TrainingDetail['result']>;

/** How a candidate stood beside the classifier in use then, whether that still holds, and the way to let it name cells: only a person does. */
export function CandidateResult({ summary, result }: { readonly summary: TrainingSummary; readonly result: Result }): ReactNode {
  const { current, notCompared, judgement, differing, differingInAll, differingHidden = 0, leftOut = [], doubts } = result, { candidate } = summary, isCompared = judgement.agreement !== undefined;
  const asked = useService('models.card', { name: summary.name }, { enabled: candidate !== undefined, looksAtFiles: true });
  const standing = candidate !== undefined && asked.data?.card.sha256 === candidate.sha256 ? asked.data.standing : undefined;
  return (
    <section className="candidateResult" aria-label={texts.title}>
      <h3>{texts.title}</h3>
      <p className="quiet">{isCompared ? texts.beside(summary.name, `${current.name} ${current.version}`) : texts.besideNothing(summary.name)}</p>
      {notCompared && isCompared && <Notice kind="warning" sentence={texts.notCompared(`${current.name} ${current.version}`, `${notCompared.name} ${notCompared.version}`)} />}
      {standing?.judged && !notCompared && candidate?.isInUse === false && <StandingNotices standing={standing} otherRemedy={texts.judgeAgainRemedy} />}
      <JudgedVerdict judgement={judgement} doesNotHold={candidate?.isInUse === false && standing?.judged?.isBesideInUse === false} />
      <SkippedCells skipped={leftOut} title={texts.leftOut} />
      <Promotion summary={summary} standing={standing} isComparable={!notCompared || notCompared.name !== standing?.inUse?.name} />
      {judgement.verdict !== 'cannotJudge' && judgement.classes.length > 0 && <JudgedClassTable classes={judgement.classes} />}
      {judgement.verdict !== 'cannotJudge' && <DifferingPictures trainingId={summary.trainingId} cells={differing} inAll={differingInAll} hidden={differingHidden} />}
      {doubts.length > 0 && <details><summary>{texts.doubts}</summary><ul className="plainList">{doubts.map((doubt) => <li key={doubt}>{doubt}</li>)}</ul></details>}
    </section>
  );
}

interface PromotionProps {
  readonly summary: TrainingSummary;
  readonly standing: ClassifierStanding | undefined;
  /** False where what names cells now is known to see them at another size or scale: it can't be judged beside that. */
  readonly isComparable: boolean;
}

function Promotion({ summary: { trainingId, name, state, candidate }, standing, isComparable }: PromotionProps): ReactNode {
  const { user } = useSession();
  const settings = useService('settings.get', {});
  const [isPromoting, setPromoting] = useState(false);
  const goBack = useServiceAct('models.goBack'), judgeAgain = useServiceAct('training.judgeAgain'), failure = goBack.error ?? judgeAgain.error;
  const isPerson = settings.data?.users.some((known) => known.name === user.name) ?? false;
  const { judging } = standingOf({ state, candidate }), hasStopped = judging === 'cancelled' || judging === 'failed';
  const canJudge = isComparable && standing !== undefined && (hasStopped || standing.judged?.isBesideInUse !== true), isAtWork = state === 'running' || state === 'queued';
  if (!candidate) return <p className="quiet">{texts.removed}</p>;
  return (
    <>
      {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
      {!isPerson && settings.data && <Notice kind="plain" sentence={modelTexts.needsPerson} remedy={modelTexts.needsPersonRemedy} />}
      <div className="buttonRow">
        {candidate.isInUse ? <>
          <strong role="status">{texts.promoted}</strong>
          <Button isDisabled={!isPerson || goBack.isPending} onPress={() => goBack.mutate({ from: candidate.sha256, by: user.name })}>{texts.goBack}</Button>
        </> : <>
          {canJudge && <Button kind="main" isDisabled={isAtWork || judgeAgain.isPending} onPress={() => judgeAgain.mutate({ trainingId })}>{texts.judgeAgain}</Button>}
          <Button kind={standing && isJudgedBetter(standing) ? 'main' : 'plain'} isDisabled={!isPerson || isAtWork} onPress={() => setPromoting(true)}>{texts.promote}</Button>
          {canJudge && <span className="quiet">{texts.judgeAgainHint}</span>}
        </>}
      </div>
      {isPromoting && <PromoteDialog name={name} onClose={() => setPromoting(false)} />}
    </>
  );
}
