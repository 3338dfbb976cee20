import type { ReactNode } from 'react';
import type { TrainingDetail } from '#shared/contract/trainingCommands.ts';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { writtenMoment } from '../texts/writtenMoment.ts';
import { Answer } from '../shell/Answer.tsx';
import { trainingTexts } from '../texts/training.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { CandidateResult } from './CandidateResult.tsx';
import { LossChart } from './LossChart.tsx';
import { SkippedCells } from './SkippedCells.tsx';
import { standingOf, standingWord } from './standingOf.ts';
import { TrainingFacts } from './TrainingFacts.tsx';

const texts = trainingTexts.training;

/** One training: how far it is, how it learns, and what came of it. */
export function TrainingPage({ trainingId, onForgotten }: { readonly trainingId: number; readonly onForgotten: () => void }): ReactNode {
  const detail = useService('training.get', { trainingId });
  return <Answer of={detail}>{(training) => <OneTraining training={training} onForgotten={onForgotten} />}</Answer>;
}

function OneTraining({ training, onForgotten }: { readonly training: TrainingDetail; readonly onForgotten: () => void }): ReactNode {
  const { summary, cells, curve, result } = training;
  return (
    <>
      <TrainingState training={training} onForgotten={onForgotten} />
      {result && <CandidateResult summary={summary} result={result} />}
      <TrainingFacts training={training} />
      {cells && <SkippedCells skipped={cells.skipped} />}
      <LossChart curve={curve} />
    </>
  );
}

function TrainingState({ training: { summary, cells }, onForgotten }: { readonly training: TrainingDetail; readonly onForgotten: () => void }): ReactNode {
  const { trainingId, name, base, by, startedAt, state, stage, done, total, secondsLeft, reason } = summary;
  const stop = useServiceAct('training.stop'), goOn = useServiceAct('training.goOn'), forget = useServiceAct('training.forget');
  const failure = stop.error ?? goOn.error ?? forget.error, isAtWork = state === 'running' || state === 'queued', standing = standingOf(summary), { judging } = standing, hasStopped = judging === undefined && (state === 'cancelled' || state === 'failed');
  return (
    <>
      <header className="trainingHead">
        <h2>{name}</h2>
        <span className="trainingMark" data-state={standing.state}>{standingWord(standing)}</span>
        <span className="quiet">{texts.facts(`${base.name} ${base.version}`, by, writtenMoment(startedAt))}</span>
      </header>
      <div className="buttonRow">
        {isAtWork && <Progress stage={state === 'queued' ? texts.waits : stage} done={done} total={total} secondsLeft={secondsLeft} />}
        {isAtWork && <Button isDisabled={stop.isPending} onPress={() => stop.mutate({ trainingId })}>{texts.stop}</Button>}
        {hasStopped && <Button kind="main" isDisabled={goOn.isPending} onPress={() => goOn.mutate({ trainingId })}>{texts.goOn}</Button>}
        {!isAtWork && <Button isDisabled={forget.isPending} onPress={() => forget.mutate({ trainingId }, { onSuccess: onForgotten })}>{texts.forget}</Button>}
        {hasStopped && state === 'cancelled' && <span className="quiet">{texts.stopped}</span>}
      </div>
      {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
      {judging === 'cancelled' && <Notice kind="plain" sentence={texts.judgingStopped} remedy={texts.judgingStoppedRemedy} />}
      {judging === 'failed' && <Notice kind="warning" sentence={texts.judgingFailed} remedy={reason} />}
      {judging === undefined && reason !== undefined && <Notice sentence={reason} />}
      {cells && <p>{texts.taken(cells.training, cells.trainingCases, cells.heldOut, cells.heldOutCases)}</p>}
    </>
  );
}
