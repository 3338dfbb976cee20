import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TrainingDetail, TrainingSummary } from '#shared/contract/trainingCommands.ts';
import { fewestForSure, leastAgreement } from '#shared/evaluation/judgeCandidate.ts';
import { useService, useServiceAct } from '../bridge/useService.ts';
import { PromoteDialog } from '../models/PromoteDialog.tsx';
import { useSession } from '../session/session.ts';
import { modelTexts } from '../texts/models.ts';
import { trainingTexts } from '../texts/training.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { DifferingPictures } from './DifferingPictures.tsx';
import { JudgedClassTable } from './JudgedClassTable.tsx';

const texts = trainingTexts.result;
const share = (value: number): string => `${(100 * value).toFixed(1)} %`;

type Result = NonNullable<TrainingDetail['result']>;

/** How a candidate stands beside the classifier in use, and the way to let it name cells: only a person does. */
export function CandidateResult({ summary, result }: { readonly summary: TrainingSummary; readonly result: Result }): ReactNode {
  const { current, notCompared, isCalibrated, judgement, differing, differingInAll, doubts } = result;
  return (
    <section className="candidateResult" aria-label={texts.title}>
      <h3>{texts.title}</h3>
      <p className="quiet">{texts.beside(summary.name, `${current.name} ${current.version}`)}</p>
      {notCompared && <Notice kind="warning" sentence={texts.notCompared(`${current.name} ${current.version}`, `${notCompared.name} ${notCompared.version}`)} />}
      <Verdict judgement={judgement} />
      <Promotion summary={summary} isBetter={judgement.verdict === 'better' && !notCompared} isCalibrated={isCalibrated} />
      {judgement.verdict !== 'cannotJudge' && judgement.classes.length > 0 && <JudgedClassTable classes={judgement.classes} />}
      {judgement.verdict !== 'cannotJudge' && <DifferingPictures trainingId={summary.trainingId} cells={differing} inAll={differingInAll} />}
      {doubts.length > 0 && <details><summary>{texts.doubts}</summary><ul className="plainList">{doubts.map((doubt) => <li key={doubt}>{doubt}</li>)}</ul></details>}
    </section>
  );
}

function Verdict({ judgement }: { readonly judgement: Result['judgement'] }): ReactNode {
  if (judgement.verdict === 'cannotJudge') {
    return <div className="verdict" data-verdict="cannotJudge"><strong>{texts.verdicts.cannotJudge}</strong><p>{judgement.why}</p><p>{texts.agreement(share(judgement.agreement))}</p></div>;
  }
  const { verdict, accuracy, coverage, confidentErrors, agreement, cells, cases, objections, suspicions = [] } = judgement, { interval } = accuracy.difference;
  return (
    <div className="verdict" data-verdict={verdict}>
      <strong>{texts.verdicts[verdict]}</strong>
      <p>{texts.meaning[verdict]}{verdict === 'notBetter' && cases < fewestForSure && ` ${texts.tooFewPatients(fewestForSure)}`}</p>
      {objections.length > 0 && <ul className="plainList">{objections.map((objection) => <li key={objection}>{objection}</li>)}</ul>}
      {suspicions.length > 0 && <><p>{texts.suspicions}</p><ul className="plainList">{suspicions.map((suspicion) => <li key={suspicion}>{suspicion}</li>)}</ul></>}
      <p className="figures">{texts.accuracy(share(accuracy.current), share(accuracy.candidate))} · {texts.cells(cells, cases)}{interval && ` · ${texts.interval(share(interval[0]), share(interval[1]))}`}</p>
      {coverage && confidentErrors && <p className="figures">{texts.named(share(coverage.current), share(coverage.candidate))} · {texts.namedWrongly(share(confidentErrors.current), share(confidentErrors.candidate))}</p>}
      {agreement >= leastAgreement && <p>{texts.agreement(share(agreement))}</p>}
    </div>
  );
}

function Promotion({ summary: { name, candidate }, isBetter, isCalibrated }: { readonly summary: TrainingSummary; readonly isBetter: boolean; readonly isCalibrated: boolean | undefined }): ReactNode {
  const { user } = useSession();
  const settings = useService('settings.get', {});
  const [isPromoting, setPromoting] = useState(false);
  const goBack = useServiceAct('models.goBack');
  const isPerson = settings.data?.users.some((known) => known.name === user.name) ?? false;
  if (!candidate) return <p className="quiet">{texts.removed}</p>;
  return (
    <>
      {goBack.error && <Notice sentence={goBack.error.sentence} remedy={goBack.error.remedy} />}
      {!isPerson && settings.data && <Notice kind="plain" sentence={modelTexts.needsPerson} remedy={modelTexts.needsPersonRemedy} />}
      <div className="buttonRow">
        {candidate.isInUse ? <>
          <strong role="status">{texts.promoted}</strong>
          <Button isDisabled={!isPerson || goBack.isPending} onPress={() => goBack.mutate({ by: user.name })}>{texts.goBack}</Button>
        </> : <Button kind={isBetter ? 'main' : 'plain'} isDisabled={!isPerson} onPress={() => setPromoting(true)}>{texts.promote}</Button>}
      </div>
      {isPromoting && <PromoteDialog model={{ name, isCalibrated }} onClose={() => setPromoting(false)} />}
    </>
  );
}
