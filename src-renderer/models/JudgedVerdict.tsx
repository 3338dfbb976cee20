import type { ReactNode } from 'react';
import type { ModelJudgement } from '#shared/contract/modelJudgement.ts';
import { fewestForSure, leastAgreement } from '#shared/evaluation/judgeCandidate.ts';
import { trainingTexts } from '../texts/training.ts';
import './verdict.css';

const texts = trainingTexts.result;
const share = (value: number): string => `${(100 * value).toFixed(1)} %`;

interface JudgedVerdictProps extends Pick<ModelJudgement, 'judgement'> {
  /** What it was compared with does not name cells now: a good verdict must not look like one. */
  readonly doesNotHold?: boolean;
}

/** What was found of a candidate beside another classifier: the verdict in a word, what speaks against it, and the figures. */
export function JudgedVerdict({ judgement, doesNotHold = false }: JudgedVerdictProps): ReactNode {
  if (judgement.verdict === 'cannotJudge') {
    const { why, agreement, alone } = judgement;
    return (
      <div className="verdict" data-verdict="cannotJudge">
        <strong>{texts.verdicts.cannotJudge}</strong>
        <p>{why}</p>
        {agreement !== undefined && <p>{texts.agreement(share(agreement))}</p>}
        {alone && <p className="figures">{texts.alone(share(alone.accuracy), share(alone.coverage), share(alone.confidentErrors))} · {texts.cells(alone.cells, alone.cases)}</p>}
        {alone && alone.classes.length > 0 && <p className="figures">{texts.classesAlone(alone.classes.map(({ code, cells, f1 }) => texts.classAlone(code, f1.toFixed(2), cells)))}</p>}
      </div>
    );
  }
  const { verdict, accuracy, coverage, confidentErrors, agreement, cells, cases, objections, suspicions = [] } = judgement, { interval } = accuracy.difference;
  return (
    <div className="verdict" data-verdict={doesNotHold && verdict === 'better' ? 'notBetter' : verdict}>
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
