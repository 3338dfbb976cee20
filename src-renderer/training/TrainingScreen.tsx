import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TrainingSummary } from '#shared/contract/trainingCommands.ts';
import { useService } from '../bridge/useService.ts';
import { Answer } from '../shell/Answer.tsx';
import { trainingTexts as texts } from '../texts/training.ts';
import { Button } from '../ui/Button.tsx';
import { standingOf, standingWord } from './standingOf.ts';
import { StartTrainingDialog } from './StartTrainingDialog.tsx';
import { TrainingPage } from './TrainingPage.tsx';
import { TrainingSetPage } from './TrainingSetPage.tsx';
import '../models/models.css';
import './training.css';

/** Learning from the laboratory's own cells: what would be used, the trainings, and what came of them. */
export function TrainingScreen(): ReactNode {
  const list = useService('training.list', {}, { looksAtFiles: true });
  return <div className="trainingScreen"><Answer of={list}>{({ trainings }) => <Trainings trainings={trainings} />}</Answer></div>;
}

function Trainings({ trainings }: { readonly trainings: readonly TrainingSummary[] }): ReactNode {
  const [chosen, setChosen] = useState<number>();
  const [isAsking, setAsking] = useState(false);
  const shown = trainings.find(({ trainingId }) => trainingId === chosen);
  return (
    <>
      <nav className="trainingList" aria-label={texts.list}>
        <button type="button" aria-current={shown ? undefined : 'true'} onClick={() => setChosen(undefined)}><strong>{texts.set}</strong></button>
        <Button kind="main" onPress={() => setAsking(true)}>{texts.setPage.begin}</Button>
        <h2>{texts.trainings}</h2>
        {trainings.length === 0 && <p className="quiet">{texts.none}</p>}
        {trainings.map((summary) => (
          <button key={summary.trainingId} type="button" aria-current={summary.trainingId === shown?.trainingId ? 'true' : undefined} onClick={() => setChosen(summary.trainingId)}>
            <strong>{summary.name}</strong> <span className="quiet">{summary.candidate?.isInUse ? texts.inUse : standingWord(standingOf(summary))}</span>
          </button>
        ))}
      </nav>
      <main className="trainingMain">
        <h1 className="visuallyHidden">{texts.title}</h1>
        {shown ? <TrainingPage key={shown.trainingId} trainingId={shown.trainingId} onForgotten={() => setChosen(undefined)} /> : <TrainingSetPage />}
      </main>
      {isAsking && <StartTrainingDialog onClose={() => setAsking(false)} onStarted={(trainingId) => { setAsking(false); setChosen(trainingId); }} />}
    </>
  );
}
